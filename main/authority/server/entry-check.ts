import type { EntryKind } from '../../../shared/domain/entry';
import { EntryBody } from '../../../shared/domain/entry-body';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import type { EntryRefusal, WireEntry } from '../client/api.generated';

/** The hash that the entry before the first one of an epoch would have. */
export const FIRST_PREVIOUS = '0'.repeat(64);

const SALT_BYTES = 32;

/** What is wrong with an entry that follows the one with the hash `previous`, if anything. */
export function entryRefusal(entry: WireEntry, previous: string): EntryRefusal | undefined {
  const { header } = entry;
  if (!hashHolds(entry)) return 'hash-wrong';
  if (header.previous !== previous) return 'chain-broken';
  const opened = openBody(entry);
  if (!opened) return undefined;
  if (!commitmentHolds(entry)) return 'commitment-wrong';
  return bodyConforms(header.kind, opened.body) ? undefined : 'body-malformed';
}

/** Entry hash = SHA-256(previous hash bytes ‖ canonical header) (STORAGE). */
export function hashHolds({ header, hash }: WireEntry): boolean {
  return sha256Hex(Buffer.from(header.previous, 'hex'), canonicalJson(header)) === hash;
}

/** Commitment = SHA-256(salt ‖ body) (STORAGE); an entry without a body has nothing to open. */
export function commitmentHolds(entry: WireEntry): boolean {
  const opened = openBody(entry);
  if (!opened) return true;
  return opened.salt.length === SALT_BYTES && sha256Hex(opened.salt, opened.body) === entry.header.commitment;
}

/** Salt and body as bytes, or undefined where the entry travels without them. */
export function openBody({
  saltBase64,
  bodyBase64,
}: WireEntry): { salt: Uint8Array; body: Uint8Array } | undefined {
  if (saltBase64 === undefined || bodyBase64 === undefined) return undefined;
  return { salt: Buffer.from(saltBase64, 'base64'), body: Buffer.from(bodyBase64, 'base64') };
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
