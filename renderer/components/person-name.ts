import type { Claims } from '../../shared/domain/claims';

/** A person's name in the credential's own script, and in Latin letters where the credential has both. Nothing is transliterated. */
export function personName(claims: Claims): { name?: string; latin?: string } {
  const parts = [claims.givenName, claims.middleName, claims.familyName].filter(Boolean).join(' ');
  const name = claims.fullName || parts || claims.latinName || undefined;
  return { name, latin: claims.latinName === name ? undefined : claims.latinName };
}

const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Cyrillic}/u, 'und-Cyrl'],
  [/\p{Script=Devanagari}/u, 'und-Deva'],
];

/** The language tag that lets a name be drawn and spoken in its own script; undefined for Latin letters, whose language nobody knows. */
export function languageOfName(name: string): string | undefined {
  return scripts.find(([script]) => script.test(name))?.[1];
}

/** Whole years of age on a local calendar day; undefined unless the birth date is complete. */
export function ageOn(birthDate: string | undefined, at: Date): number | undefined {
  const [year, month, day] = (birthDate ?? '').split('-').map(Number);
  if (!year || !month || !day) return undefined;
  const before = at.getMonth() + 1 < month || (at.getMonth() + 1 === month && at.getDate() < day);
  return at.getFullYear() - year - (before ? 1 : 0);
}
