import { VestibuleError } from '../../../shared/domain/error';
import { EnrolmentCodes, OWN_SITE } from './enrolment-codes';
import { type OrderKind, Orders } from './orders';
import { openStorage, storageExists } from './storage/open-storage';
import type { Storage } from './storage/storage';

/*
 * What an administrator can do who has the database, without the authority's key, while it runs or not. Both throw
 * file-unreadable where there is no authority, and what `openStorage` throws.
 */

/** New one-time enrolment codes. */
export function issueEnrolmentCodes(database: string, count: number, now: Date): Promise<string[]> {
  return withStorage(database, now, (storage) => new EnrolmentCodes(storage).issue(OWN_SITE, count, now));
}

/** Gives an order to a terminal, which hears it with its next heartbeat. Throws bad-request for an unknown terminal. */
export function giveOrder(database: string, terminal: string, kind: OrderKind, now: Date): Promise<void> {
  return withStorage(database, now, async (storage) => {
    if (!(await new Orders(storage).give(terminal, kind, now)))
      throw new VestibuleError('bad-request', 'There is no such terminal.');
  });
}

async function withStorage<T>(
  database: string,
  now: Date,
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  if (!storageExists(database))
    throw new VestibuleError('file-unreadable', 'There is no authority in this folder.');
  const storage = await openStorage(database, () => now);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
