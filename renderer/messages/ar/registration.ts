/** Words of the registration card. */
export const registration = {
  'card.title': 'بطاقة تسجيل النزيل',
  'card.latin-name': 'الاسم بالأحرف اللاتينية',
  'card.sex': 'الجنس',
  'card.nationality': 'الجنسية',
  'card.address': 'العنوان',
  'card.issued-by': 'صادرة عن',
  'card.place-date': 'المكان والتاريخ',
  'card.signature': 'توقيع النزيل',
  'card.no-signature': 'لا يُطلب توقيع الأطفال دون 14 عامًا.',
  'card.entry': 'القيد {n}',
  'card.print': 'طباعة بطاقة التسجيل',
  'card.save': 'حفظ بصيغة PDF',
  'card.printed': 'أُرسلت إلى الطابعة.',
  'card.saved': 'حُفظت باسم {file}.',
  'card.problem-none': 'لا توجد طابعة على هذا الجهاز. السجل محفوظ؛ احفظ البطاقة بصيغة PDF.',
  'card.problem-failed': 'تعذرت الطباعة أو الحفظ. السجل محفوظ؛ حاول مجددًا، أو لاحقًا من قائمة النزلاء.',
};
