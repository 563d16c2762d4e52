import type { EntryHeader } from '../../shared/domain/entry';
import { canonicalJson } from '../crypto/canonical-json';
import { sha256 } from '../crypto/hash';

/** What stands for "the hash before" in the first entry of a chain. */
export const NO_HASH = '0'.repeat(64);

/** SHA-256(previous hash bytes ‖ canonical header), as `EntryHeader` says; `previous` is the header's own. */
export function entryHash(header: EntryHeader): Uint8Array {
  return sha256(Buffer.from(header.previous, 'hex'), canonicalJson(header));
}
