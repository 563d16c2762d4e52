import type { Reason } from '../../../shared/domain/reason';
import { TOLERATED_SKEW } from '../../verification/skew';
import type { AsOf } from './dynamic-codes';

/** Milliseconds for which a terminal keeps a late question, and the authority what such a one may ask about (FORMATS 2). */
export const KEPT = 72 * 3_600_000;

/** Why a late question is not answered whatever it is about: it says that it was asked in the future, or before any terminal would still have it. */
export function lateRefusal({ now, late }: AsOf): Reason | undefined {
  if (late === undefined) return undefined;
  if (late.getTime() > now.getTime() + TOLERATED_SKEW) return 'clock-wrong';
  return late.getTime() < now.getTime() - KEPT ? 'expired' : undefined;
}
