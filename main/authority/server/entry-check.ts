import type { EntryKind } from '../../../shared/domain/entry';
import { EntryBody } from '../../../shared/domain/entry-body';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import type { EntryRefusal, WireEntry } from '../client/api.generated';

/** The hash that the entry before the first one of an epoch would have. */
export const FIRST_PREVIOUS = '0'.repeat(64);

const SALT_BYTES = 32;

/** An entry, its header written as RFC 8785 JSON and its body decoded once for all that looks at them. */
export interface ReadEntry {
  readonly entry: WireEntry;
  readonly header: Uint8Array;
  /** Undefined where the entry travels without them. */
  readonly opened: { readonly salt: Uint8Array; readonly body: Uint8Array } | undefined;
}

export function readEntry(entry: WireEntry): ReadEntry {
  const { header, saltBase64, bodyBase64 } = entry;
  const opened =
    saltBase64 === undefined || bodyBase64 === undefined
      ? undefined
      : { salt: Buffer.from(saltBase64, 'base64'), body: Buffer.from(bodyBase64, 'base64') };
  return { entry, header: canonicalJson(header), opened };
}

/** What is wrong with an entry that follows the one with the hash `previous`, if anything. */
export function entryRefusal(read: ReadEntry, previous: string): EntryRefusal | undefined {
  const { header } = read.entry;
  if (!hashHolds(read)) return 'hash-wrong';
  if (header.previous !== previous) return 'chain-broken';
  if (!read.opened) return undefined;
  if (!commitmentHolds(read)) return 'commitment-wrong';
  return bodyConforms(header.kind, read.opened.body) ? undefined : 'body-malformed';
}

/** Entry hash = SHA-256(previous hash bytes ‖ canonical header) (STORAGE). */
export function hashHolds({ entry, header }: ReadEntry): boolean {
  return sha256Hex(Buffer.from(entry.header.previous, 'hex'), header) === entry.hash;
}

/** Commitment = SHA-256(salt ‖ body) (STORAGE); an entry without a body has nothing to open. */
export function commitmentHolds({ entry, opened }: ReadEntry): boolean {
  if (!opened) return true;
  return opened.salt.length === SALT_BYTES && sha256Hex(opened.salt, opened.body) === entry.header.commitment;
}

function bodyConforms(kind: EntryKind, body: Uint8Array): boolean {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return false;
  }
  return EntryBody[kind].safeParse(value).success;
}
