import { VestibuleError } from '../../shared/domain/error';
import { Purpose } from '../../shared/domain/purpose';
import bankVerifyCustomer from './purposes/bank.verify-customer.json';
import hotelCheckIn from './purposes/hotel.check-in.json';
import reservationClaim from './purposes/reservation.claim.json';
import socialEntitlement from './purposes/social.entitlement.json';

/**
 * Reads a purpose: the shape of its members, and that it keeps, hands over and queues nothing it does not see, keep or accept.
 * Throws `VestibuleError` settings-unreadable.
 */
export function readPurpose(json: unknown): Purpose {
  const parsed = Purpose.safeParse(json);
  if (!parsed.success) {
    const members = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'the file itself');
    throw unreadable(`wrong at: ${[...new Set(members)].join(', ')}`);
  }
  const { sees, keeps, handsOver = [], accepts, offline } = parsed.data;
  if (!within(keeps, sees)) throw unreadable('it keeps claims that it does not see');
  if (!within(handsOver, keeps)) throw unreadable('it hands over claims that it does not keep');
  if (!within(offline.signatureSuffices, accepts))
    throw unreadable('signatureSuffices names a format not accepted');
  if (!within(offline.withoutHolderKey ?? [], accepts))
    throw unreadable('withoutHolderKey names a format not accepted');
  if (!within(parsed.data.unattended?.accepts ?? [], accepts))
    throw unreadable('unattended names a format not accepted');
  if (!within(offline.mayQueue, accepts)) throw unreadable('mayQueue names a format not accepted');
  if (parsed.data.legalBases?.includes('consent') && !parsed.data.consent)
    throw unreadable('it takes consent as a ground and has no text to agree to');
  return parsed.data;
}

/** The four purposes that ship. */
export const purposes: readonly Purpose[] = [
  hotelCheckIn,
  bankVerifyCustomer,
  reservationClaim,
  socialEntitlement,
].map(readPurpose);

/** The shipped purpose of that name. Throws `VestibuleError` bad-request where there is none. */
export function purposeNamed(name: string): Purpose {
  const found = purposes.find((purpose) => purpose.name === name);
  if (found === undefined) {
    const names = purposes.map((purpose) => purpose.name).join(', ');
    throw new VestibuleError('bad-request', `There is no such purpose. There are: ${names}.`);
  }
  return found;
}

function within<T>(some: readonly T[], all: readonly T[]): boolean {
  return some.every((one) => all.includes(one));
}

function unreadable(why: string): VestibuleError {
  return new VestibuleError('settings-unreadable', `The purpose cannot be used: ${why}.`);
}
