import type { Claims } from '../../shared/domain/claims';

/**
 * Characters that show nothing and change how what stands beside them is read: embeddings, overrides and isolates of
 * direction, spaces without width, tags, soft hyphens, separators of lines, control characters. No name needs them: marks
 * of direction and joiners, which Arabic, Persian and Indian writing do need, stay; so do the ends of lines of an address.
 */
const DECEIVING =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The claims so that what is shown, searched and kept is what a person sees: a number cannot be made to read backwards. */
export function visibleClaims(claims: Claims): Claims {
  const entries = Object.entries(claims)
    .map(
      ([name, value]) => [name, typeof value === 'string' ? value.replaceAll(DECEIVING, '') : value] as const,
    )
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries);
}
