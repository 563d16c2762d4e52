import { Claims, type ClaimName } from '../../shared/domain/claims';

/** The claims that a purpose keeps: nothing else reaches the journal. */
export function keptClaims(claims: Claims, keeps: readonly ClaimName[]): Claims {
  return Claims.parse(
    Object.fromEntries(Object.entries(claims).filter(([name]) => keeps.includes(name as ClaimName))),
  );
}
