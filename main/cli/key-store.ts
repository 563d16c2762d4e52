import { existsSync } from 'node:fs';
import path from 'node:path';
import { hasHadJournal } from '../journal/created-marker';

/** Reads, or makes, the master key that the key store of the operating system protects for a data folder. */
export type KeyStore = (folder: string) => Uint8Array | null;

let store: KeyStore | undefined;

/** The installed app carries out commands inside itself and so has the key store; plain Node has none. */
export function offerKeyStore(offered: KeyStore): void {
  store = offered;
}

/**
 * Undefined where this program has no key store, where the machine has none that protects anything, and for a folder whose
 * journal was begun with a key of another source.
 */
export function keyFromStore(folder: string): Uint8Array | undefined {
  const sealed = existsSync(path.join(folder, 'master.sealed'));
  const another = existsSync(path.join(folder, 'master.key')) || (hasHadJournal(folder) && !sealed);
  return another ? undefined : (store?.(folder) ?? undefined);
}
