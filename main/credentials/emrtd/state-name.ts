/** What a state is called in the languages of the screens; `country` is ISO 3166-1 alpha-2. Codes that name no state stay as they are. */
export function stateName(country: string): Record<string, string> {
  return Object.fromEntries(
    ['en', 'zh-CN', 'es', 'it', 'ar'].map((language) => [language, nameIn(language, country)]),
  );
}

function nameIn(language: string, country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(country) ?? country;
}
