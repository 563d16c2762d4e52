import type { Claims } from '../../shared/domain/claims';

/**
 * A person's name in the credential's own script, in Latin letters and in a second language, where the credential has
 * them. Nothing is transliterated.
 */
export function personName(claims: Claims): { name?: string; latin?: string; second?: string } {
  const { latinName, secondFullName } = claims;
  const parts = [claims.givenName, claims.middleName, claims.familyName].filter(Boolean).join(' ');
  const name = claims.fullName || parts || latinName || secondFullName || undefined;
  const beside = (other: string | undefined) => (other === name ? undefined : other || undefined);
  return { name, latin: beside(latinName), second: beside(secondFullName) };
}

/** A script, the tag for a name in it whose language nobody knows, and the ISO 15924 codes of languages that may claim it. */
const scripts: readonly (readonly [RegExp, string, ...string[]])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja', 'Jpan'],
  [/\p{Script=Hangul}/u, 'ko', 'Kore'],
  [/\p{Script=Han}/u, 'zh', 'Hans', 'Hant', 'Jpan', 'Kore'],
  [/\p{Script=Greek}/u, 'el', 'Grek'],
  [/\p{Script=Arabic}/u, 'ar', 'Arab'],
  [/\p{Script=Hebrew}/u, 'he', 'Hebr'],
  [/\p{Script=Thai}/u, 'th', 'Thai'],
  [/\p{Script=Cyrillic}/u, 'und-Cyrl', 'Cyrl'],
  [/\p{Script=Devanagari}/u, 'und-Deva', 'Deva'],
  [/\p{Script=Bengali}/u, 'und-Beng', 'Beng'],
  [/\p{Script=Gurmukhi}/u, 'pa', 'Guru'],
  [/\p{Script=Gujarati}/u, 'gu', 'Gujr'],
  [/\p{Script=Oriya}/u, 'or', 'Orya'],
  [/\p{Script=Tamil}/u, 'ta', 'Taml'],
  [/\p{Script=Telugu}/u, 'te', 'Telu'],
  [/\p{Script=Kannada}/u, 'kn', 'Knda'],
  [/\p{Script=Malayalam}/u, 'ml', 'Mlym'],
  [/\p{Script=Sinhala}/u, 'si', 'Sinh'],
  [/\p{Script=Khmer}/u, 'km', 'Khmr'],
  [/\p{Script=Lao}/u, 'lo', 'Laoo'],
  [/\p{Script=Myanmar}/u, 'my', 'Mymr'],
  [/\p{Script=Ethiopic}/u, 'und-Ethi', 'Ethi'],
  [/\p{Script=Armenian}/u, 'hy', 'Armn'],
  [/\p{Script=Georgian}/u, 'ka', 'Geor'],
  [/\p{Script=Tifinagh}/u, 'und-Tfng', 'Tfng'],
];

/**
 * The language tag that lets a name be drawn and spoken as it should: the one its issuer declares (ISO 639) where that
 * language is written in the script the name is in, else one of the script; undefined for Latin letters of a language
 * nobody knows.
 */
export function languageOfName(name: string, declared?: string): string | undefined {
  const [, assumed, ...written] = scripts.find(([script]) => script.test(name)) ?? [/./, undefined, 'Latn'];
  const locale = localeOf(declared);
  return locale && written.includes(locale.maximize().script ?? '') ? locale.toString() : assumed;
}

function localeOf(declared: string | undefined): Intl.Locale | undefined {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(declared ?? '')) return undefined;
  try {
    return new Intl.Locale(declared ?? '');
  } catch {
    return undefined;
  }
}

/** Whole years of age on a local calendar day; undefined unless the birth date is complete. */
export function ageOn(birthDate: string | undefined, at: Date): number | undefined {
  const [year, month, day] = (birthDate ?? '').split('-').map(Number);
  if (!year || !month || !day) return undefined;
  const before = at.getMonth() + 1 < month || (at.getMonth() + 1 === month && at.getDate() < day);
  return at.getFullYear() - year - (before ? 1 : 0);
}
