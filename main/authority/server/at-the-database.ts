import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import { EnrolmentCodes, type Place } from './enrolment-codes';
import { type OrderKind, Orders } from './orders';
import { SiteConfigurations } from './site-configurations';
import type { SiteProfile } from './site-profile';
import { openStorage, storageExists } from './storage/open-storage';
import type { Storage } from './storage/storage';

/*
 * What an administrator can do who has the database, without the authority's key, while it runs or not. All throw
 * file-unreadable where there is no authority, and what `openStorage` throws.
 */

/** New one-time enrolment codes. Throws bad-request where there is no such site, or nothing to do in that role. */
export function issueEnrolmentCodes(
  database: string,
  { site, role, count, own }: Place & { count: number; own: readonly Purpose[] },
  now: Date,
): Promise<string[]> {
  return withStorage(database, now, async (storage) => {
    const refusal = await sitesIn(storage, own).refusal({ site, role });
    if (refusal !== undefined) throw new VestibuleError('bad-request', refusal);
    return new EnrolmentCodes(storage).issue({ site, role }, count, now);
  });
}

/** Makes a site, or describes one anew. `own` are the purposes beside the shipped ones. Throws what `SiteConfigurations.set` throws. */
export function setSite(
  database: string,
  profile: SiteProfile,
  own: readonly Purpose[],
  now: Date,
): Promise<void> {
  return withStorage(database, now, (storage) => sitesIn(storage, own).set(profile));
}

/** Every site, as it was described. */
export function sitesAt(database: string, now: Date): Promise<SiteProfile[]> {
  return withStorage(database, now, (storage) => sitesIn(storage).all());
}

function sitesIn(storage: Storage, own: readonly Purpose[] = []): SiteConfigurations {
  return new SiteConfigurations(storage, false, own);
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
