import type { Claims } from '../../shared/domain/claims';

/** The claims without the members that are absent, so that what is listed is what is known. */
export function knownClaims(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
