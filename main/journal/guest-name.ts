import type { Claims } from '../../shared/domain/claims';

/** The name of a person as the document gives it; empty where it gives none. */
export function guestName(claims: Claims): string {
  const parts = [claims.givenName, claims.middleName, claims.familyName].filter((part) => part !== undefined);
  return claims.fullName ?? (parts.join(' ') || (claims.latinName ?? ''));
}
