import { Claims, type ClaimName } from '../../shared/domain/claims';

/** The claims cut down to those that may be seen. */
export function minimised(claims: Claims, sees: readonly ClaimName[]): Claims {
  const kept = Object.entries(claims).filter(([name]) => sees.some((seen) => seen === name));
  return Claims.parse(Object.fromEntries(kept));
}
