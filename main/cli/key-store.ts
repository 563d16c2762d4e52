/** Reads, or makes, the master key that the key store of the operating system protects for a data folder. */
export type KeyStore = (folder: string) => Uint8Array | null;

let store: KeyStore | undefined;

/** The installed app carries out commands inside itself and so has the key store; plain Node has none. */
export function offerKeyStore(offered: KeyStore): void {
  store = offered;
}

/** Undefined where this program has no key store, or the machine has none that protects anything. */
export function keyFromStore(folder: string): Uint8Array | undefined {
  return store?.(folder) ?? undefined;
}
