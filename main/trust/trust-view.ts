import type { TrustList } from '../../shared/domain/trust-list';
import type { StatusList } from './status-list';

/** What verification needs to know of trust: the list in force, and when the authority last gave or confirmed it. */
export interface TrustView {
  readonly list: TrustList | null;
  readonly receivedAt: Date | null;
  /** Status lists at hand, their signatures checked. */
  readonly statusLists?: readonly StatusList[];
}
