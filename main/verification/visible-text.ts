import type { ClaimName, Claims } from '../../shared/domain/claims';

/**
 * Characters that show nothing and change how what stands beside them is read: embeddings, overrides and isolates of
 * direction, spaces without width, tags, soft hyphens, separators of lines, control characters. No name needs them: marks
 * of direction and joiners, which Arabic, Persian and Indian writing do need, stay; so do the ends of lines of an address.
 */
const DECEIVING =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Marks of direction and joiners: around the parts of a number they change its order, and no number needs them. */
const MARKS = /[\u061c\u200c-\u200f]/gu;
const NUMBERS: readonly string[] = [
  'documentNumber',
  'passNumber',
  'locationCode',
  'phone',
  'email',
] satisfies ClaimName[];

/** The claims so that what is shown, searched and kept is what a person sees: a number cannot be made to read backwards. */
export function visibleClaims(claims: Claims): Claims {
  const visible = (name: string, text: string) => {
    const shown = text.replaceAll(DECEIVING, '');
    return NUMBERS.includes(name) ? shown.replaceAll(MARKS, '') : shown;
  };
  const entries = Object.entries(claims)
    .map(([name, value]) => [name, typeof value === 'string' ? visible(name, value) : value] as const)
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries);
}
