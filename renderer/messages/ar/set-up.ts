/** Words of the set-up space. */
export const setUp = {
  'set-up.label': 'الإعداد',
  'set-up.readers': 'القارئات',
  'set-up.preferences': 'التفضيلات',
  'set-up.about': 'حول',
  'readers.host-away': 'يُعاد تشغيل القارئات الآن.',
  'readers.host-lost':
    'أُعيد تشغيل القارئات {n, plural, one {مرة واحدة} two {مرتين} few {# مرات} many {# مرة} other {# مرة}} خلال الساعة الأخيرة.',
  'readers.none': 'لا قارئ موصول.',
  'readers.none-text': 'صِل ماسحًا: يظهر هنا خلال ثانية. الماسحات في وضع لوحة المفاتيح لا تظهر حتى تكتب.',
  'readers.vendor': 'الصانع',
  'readers.product': 'المنتج',
  'readers.serial': 'الرقم التسلسلي',
  'readers.driver': 'المشغّل',
  'readers.kind': 'النوع',
  'readers.state': 'الحالة',
  'readers.reads': 'القراءات',
  'readers.errors': 'الأخطاء',
  'readers.last-read': 'آخر قراءة',
  'readers.never': 'أبدًا',
  'readers.live-reads':
    '{n, plural, =0 {جاهز. لم يقرأ شيئًا بعد.} one {جاهز. قراءة واحدة.} two {جاهز. قراءتان.} few {جاهز. # قراءات.} other {جاهز. # قراءة.}}',
  'readers.median': 'الزمن الوسيط',
  'readers.rule': 'القاعدة التي تسمح بفتحه',
  'advice.udev-rule':
    'لا يجوز لهذا الحساب فتح القارئ. ضع السطر أدناه في ‎/etc/udev/rules.d/70-vestibule.rules ثم أعد توصيل القارئ.',
  'advice.serial-group':
    'لا يجوز لهذا الحساب فتح المنافذ التسلسلية. أضفه إلى المجموعة المالكة لها (dialout في معظم الأنظمة) ثم سجّل الدخول من جديد.',
  'advice.input-monitoring':
    'اسمح لـ Vestibule في إعدادات النظام، الخصوصية والأمن، مراقبة الإدخال، ثم أعد توصيل القارئ.',
  'advice.in-use': 'برنامج آخر يمسك بهذا القارئ. أغلقه ثم أعد توصيل القارئ.',
  'advice.keyboard-mode':
    'هذا الماسح يكتب كلوحة مفاتيح، ويعمل هكذا. لأضمن قراءة امسح الرمز الشريطي “USB HID POS” في دليله: عندئذ يُشغَّل مباشرة ولا يستطيع الكتابة في برامج أخرى.',
  'advice.smart-card-package':
    'لا يمكن لهذا التثبيت استخدام قارئات البطاقات الذكية. أخبر المركِّب: يجب تصريف الحزمة “smartcard” على هذا الجهاز (Debian: build-essential, libpcsclite-dev).',
  'advice.smart-card-service':
    'لاستخدام قارئ بطاقات ذكية يجب أن تعمل خدمة البطاقات الذكية. على Debian: sudo apt install pcscd',
  'advice.smart-card-permission':
    'ترد خدمة البطاقات الذكية بخطأ؛ ربما لا تسمح لهذا الحساب. على Linux تسمح لمن سجّل الدخول أمام الشاشة؛ ويحتاج غيره إلى قاعدة polkit من أجل org.debian.pcsc-lite.access_pcsc و access_card.',
  'advice.set-aside':
    'أسقط برنامج القارئات ثلاث مرات خلال دقيقة فتُرك الآن؛ وتواصل القارئات الأخرى العمل. افصله، انتظر ثانيتين، ثم صِله من جديد. إن تكرر ذلك فأخبر المركِّب.',
  'readers.test': 'اعرض أي رمز لتجربة قارئ: تظهر النتيجة فورًا، ولا يُسجَّل شيء حتى تسجّل الوصول.',
  'preferences.language': 'اللغة',
  'preferences.theme': 'المظهر',
  'preferences.contrast': 'التباين',
  'preferences.sounds': 'الأصوات',
  'preferences.volume': 'مستوى الصوت',
  'preferences.try-sounds': 'تجربة الأصوات',
  'preferences.prefix': 'بادئة الماسح',
  'preferences.prefix-help':
    'ما يكتبه الماسح قبل كل رمز إن كان مضبوطًا على ذلك. ثمانية أحرف على الأكثر؛ اتركها فارغة إن لم تكن متأكدًا.',
  'theme.system': 'كالنظام',
  'theme.light': 'فاتح',
  'theme.dark': 'داكن',
  'contrast.system': 'كالنظام',
  'contrast.standard': 'عادي',
  'contrast.more': 'عالٍ',
  'switch.on': 'مفعّلة',
  'switch.off': 'متوقفة',
  'about.version': 'الإصدار',
  'about.runtime': 'بيئة التشغيل',
  'about.platform': 'المنصة',
  'about.mode': 'الوضع',
  'about.mode-training': 'تدريب',
  'about.mode-live': 'فعلي',
  'about.terminal': 'المحطة',
  'about.site': 'المنشأة',
  'about.journal': 'السجل',
  'about.head': 'بصمة أحدث قيد',
  'about.list': 'القائمة {id}',
  'about.list-version': 'الإصدار {version}، عمره {age}',
  'about.list-absent': 'لم تُستلم بعد',
  'about.leave-training': 'الإعداد للعمل الفعلي…',
  'about.leave-training-text':
    'ينتهي التدريب وتظهر الصفحة الأولى من جديد حيث يُسجَّل هذا الجهاز. ما سُجِّل أثناء التدريب يبقى في مجلده الخاص ولا يُرسل أبدًا. للعودة اختر التدريب هناك.',
  'about.leave-training-now': 'إنهاء التدريب',
  'about.leave-training-not': 'متابعة التدريب',
} as const;
