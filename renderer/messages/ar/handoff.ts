/** Words of the handoff to the site's own system. */
export const handoff = {
  'set-up.handoff': 'التسليم',
  'handoff.lead':
    'يسلّم كل تسجيل إلى نظام المنشأة على هذا الجهاز بقدر ما يسمح به الغرض. لا يخرج شيء بأي من الطريقتين قبل تفعيلها.',
  'handoff.installer-only': 'يضبط هذا فنيُّ التركيب. اطلب منه تسجيل الدخول.',
  'handoff.api': 'عبر برنامج يسأل (API)',
  'handoff.api-text': 'لبرامج هذا الجهاز وحدها، على العنوان 127.0.0.1، وبرمز وصول.',
  'handoff.off': 'متوقف',
  'handoff.on-at': 'يعمل على {address}',
  'handoff.asked': 'آخر طلب {ago}',
  'handoff.never-asked': 'لم يسأل أحد منذ التشغيل',
  'handoff.waiting':
    '{n, plural, =0 {لا شيء ينتظر} one {سجل واحد ينتظر} two {سجلان ينتظران} few {# سجلات تنتظر} other {# سجلًا ينتظر}}',
  'handoff.port': 'المنفذ',
  'handoff.port-wrong': 'عدد من 1024 إلى 65535.',
  'handoff.turn-on': 'تفعيل',
  'handoff.turn-off': 'إيقاف',
  'handoff.rotate': 'رمز جديد',
  'handoff.token': 'انسخ هذا الرمز الآن: يظهر هذه المرة فقط.',
  'handoff.token-text': 'أعطه للبرنامج الذي يسأل. الرمز المفقود يُستبدل برمز جديد.',
  'handoff.token-done': 'تم نسخه',
  'handoff.folder': 'في مجلد',
  'handoff.folder-text':
    'ملف JSON لكل سجل، كاملًا أو لا شيء. إذا كان المجلد غير موجود أو ممتلئًا أو للقراءة فقط يُنبَّه إليه وتُعاد المحاولة حتى تنجح.',
  'handoff.folder-on': 'يكتب في {path}',
  'handoff.choose-folder': 'اختر مجلدًا',
  'handoff.other-folder': 'مجلد آخر',
  'handoff.what':
    'يحوي السجل ما يسمّيه ملف الغرض تحت handsOver، ولا يحوي أبدًا الصورة ولا ما كُتب بنص حر. ما سُلّم يُقيَّد في السجل، وعندما يطلب شخص محو بياناته يُبلَّغ النظام الآخر بالسجلات المعنية.',
} as const;
