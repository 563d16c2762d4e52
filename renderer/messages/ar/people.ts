/** What those who were recorded are called, by the form of the purpose: guests of a hotel, customers of a bank, claims. `place` is what they are found by beside their names. */
export const people = {
  'people.stay': 'النزلاء',
  'people.stay-search': 'البحث عن النزلاء',
  'people.stay-search-hint': 'الاسم أو الغرفة أو آخر أربعة أرقام',
  'people.stay-place': 'الغرفة',
  'people.stay-count':
    '{n, plural, zero {لا نزلاء} one {نزيل واحد} two {نزيلان} few {# نزلاء} many {# نزيلًا} other {# نزيل}}',
  'people.stay-none-today': 'لا نزلاء اليوم بعد. اعرض رمزًا أو وثيقة للبدء.',
  'people.stay-none-found': 'لا شيء مطابق. ابحث بالاسم أو الغرفة أو آخر أربعة أرقام.',
  'people.stay-first-outcome': 'النتيجة عند التسجيل',
  'people.customer': 'العملاء',
  'people.customer-search': 'البحث عن العملاء',
  'people.customer-search-hint': 'الاسم أو المرجع أو آخر أربعة أرقام',
  'people.customer-place': 'المرجع',
  'people.customer-count':
    '{n, plural, zero {لا عملاء} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}}',
  'people.customer-none-today': 'لا عملاء اليوم بعد. اعرض رمزًا أو وثيقة للبدء.',
  'people.customer-none-found': 'لا شيء مطابق. ابحث بالاسم أو المرجع أو آخر أربعة أرقام.',
  'people.customer-first-outcome': 'النتيجة عند التسجيل',
  'people.claim': 'المطالبات',
  'people.claim-search': 'البحث عن المطالبات',
  'people.claim-search-hint': 'الاسم أو المرجع أو آخر أربعة أرقام',
  'people.claim-place': 'المرجع',
  'people.claim-count':
    '{n, plural, zero {لا مطالبات} one {مطالبة واحدة} two {مطالبتان} few {# مطالبات} many {# مطالبةً} other {# مطالبة}}',
  'people.claim-none-today': 'لا مطالبات اليوم بعد. اعرض رمزًا أو وثيقة للبدء.',
  'people.claim-none-found': 'لا شيء مطابق. ابحث بالاسم أو المرجع أو آخر أربعة أرقام.',
  'people.claim-first-outcome': 'النتيجة عند التسجيل',
} as const;
