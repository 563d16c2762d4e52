import { NO_HASH, entryHash } from './entry-hash';
import type { StoredEntry } from './entries';
import { sha256Hex } from '../crypto/hash';
import { damaged } from './journal-error';
import type { Identity } from './journal';

/** Where the next entry goes. */
export interface ChainHead {
  /** Entries over all epochs. */
  position: number;
  hash: string;
  /** Whose chain it is and how long, null before the first entry. */
  chain: (Identity & { seq: number }) | null;
}

export const emptyHead: ChainHead = { position: 0, hash: NO_HASH, chain: null };

/** The head after an entry. Throws journal-damaged if it does not hash to what stands beside it: nothing is built on that. */
export function headAfter(newest: StoredEntry | undefined): ChainHead {
  if (!newest) return emptyHead;
  const { header, hash, position, ciphertext } = newest;
  const whole =
    Buffer.from(entryHash(header)).toString('hex') === hash && sha256Hex(ciphertext) === header.cipherHash;
  if (!whole) throw damaged();
  return { position, hash, chain: { terminal: header.terminal, epoch: header.epoch, seq: header.seq } };
}

/** Sequence number and previous hash of the next entry: another terminal or epoch begins a chain of its own. */
export function nextInChain(head: ChainHead, identity: Identity): { seq: number; previous: string } {
  const { chain, hash } = head;
  const goesOn = chain?.terminal === identity.terminal && chain.epoch === identity.epoch;
  return goesOn ? { seq: chain.seq + 1, previous: hash } : { seq: 1, previous: NO_HASH };
}
