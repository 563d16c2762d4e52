import type { Claims } from '../../shared/domain/claims';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { personOf } from './guest-index';
import { compact } from './search-words';

/**
 * Whether an earlier check-in is of the same person in a stay that overlaps. The document number decides where
 * both carry one; else name and birth date. A stay that begins on the day another ends does not overlap.
 */
export function samePersonInSameStay(
  earlier: EntryBodyOf<'check-in'>,
  claims: Claims,
  stay: { arrival: string; departure: string },
): boolean {
  const { arrival, departure } = earlier.form;
  if (typeof arrival !== 'string' || typeof departure !== 'string') return false;
  if (arrival >= stay.departure || stay.arrival >= departure) return false;
  const numbers = [earlier.claims.documentNumber, claims.documentNumber];
  const [before, now] = numbers.map((number) => compact(number ?? ''));
  if (before && now) return before === now;
  const person = personOf(claims);
  return person !== undefined && person === personOf(earlier.claims);
}
