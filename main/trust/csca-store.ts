import { type Certificate, readCertificate } from '../crypto/certificate';

/** The CSCA certificates of a trust list (ICAO 9303 part 12): the roots that the states sign their documents under. */
export interface CscaStore {
  /** Those that could be read. */
  readonly certificates: readonly Certificate[];
  /** How many could not. */
  readonly unreadable: number;
}

/** Reads the certificates (base64 of DER) of a trust list; the same list is read once. Never throws. */
export function cscaStore(list: readonly string[]): CscaStore {
  let store = stores.get(list);
  if (store === undefined) {
    const certificates = list.flatMap((base64) => {
      try {
        return [readCertificate(Buffer.from(base64, 'base64'))];
      } catch {
        return [];
      }
    });
    store = { certificates, unreadable: list.length - certificates.length };
    stores.set(list, store);
  }
  return store;
}

const stores = new WeakMap<readonly string[], CscaStore>();
