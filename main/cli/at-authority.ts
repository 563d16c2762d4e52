import { VestibuleError } from '../../shared/domain/error';
import { type Authority, openAuthority } from '../authority/server/authority';
import { hasTrainingKey, storageExists } from '../authority/server/storage/open-storage';
import { authorityKey } from './authority-key';

export interface AuthorityPlace {
  database: string;
  training: boolean;
  keyFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/** Does something at an authority that is there, running or not. Throws file-unreadable where there is none, and what opening throws. */
export async function atAuthority<T>(
  place: AuthorityPlace,
  work: (authority: Authority) => Promise<T>,
): Promise<T> {
  const { database } = place;
  if (!storageExists(database))
    throw new VestibuleError('file-unreadable', 'There is no authority in this folder.');
  const training = place.training || hasTrainingKey(database);
  const masterKey = await authorityKey({ ...place, training });
  const authority = await openAuthority({ database, training, masterKey, now: () => new Date() });
  try {
    return await work(authority);
  } finally {
    await authority.close();
  }
}
