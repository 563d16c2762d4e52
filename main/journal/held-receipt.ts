import { z } from 'zod';
import { EntryHeader } from '../../shared/domain/entry';
import { openCompact } from '../crypto/compact-jws';
import { sha256Hex } from '../crypto/hash';
import type { PublicKey } from '../crypto/jwk';
import { entryHash } from './entry-hash';
import type { ReceiptCheck } from './receipt';

const TYPE = 'vestibule-held-receipt+jws';
const SALT = 32;

/** What the authority signs of an entry that it holds (openapi.yaml, ReceiptStatement). */
const HeldReceipt = z.object({
  header: EntryHeader,
  hash: z.hex().length(64),
  saltBase64: z.base64(),
  bodyBase64: z.base64(),
  voidedAt: z.string().optional(),
  withdrawnAt: z.string().optional(),
  at: z.string(),
});

/** Whether this is a receipt of the authority, and not one of a terminal; believed by nobody yet. */
export function isHeldReceipt(jws: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return z.object({ typ: z.literal(TYPE) }).safeParse(header).success;
  } catch {
    return false;
  }
}

/** Checks a receipt that the authority issued, of an entry that it holds, with a public key of the authority, or several. */
export function checkHeldReceipt(jws: string, authorityKeys: readonly PublicKey[]): ReceiptCheck {
  if (authorityKeys.length === 0) return { ok: false, reason: 'signer-not-proven' };
  const signed = authorityKeys.map((key) => openCompact(jws, key, TYPE)).find(Boolean);
  if (signed === undefined) return { ok: false, reason: 'signature-wrong' };
  const read = HeldReceipt.safeParse(signed);
  if (!read.success) return { ok: false, reason: 'malformed' };
  const { header, hash, saltBase64, bodyBase64, voidedAt, withdrawnAt, at } = read.data;
  const [salt, bytes] = [Buffer.from(saltBase64, 'base64'), Buffer.from(bodyBase64, 'base64')];
  const found = {
    header,
    body: jsonOf(bytes),
    issuedAt: at,
    ...(voidedAt !== undefined && { voidedAt }),
    ...(withdrawnAt !== undefined && { withdrawnAt }),
  };
  if (Buffer.from(entryHash(header)).toString('hex') !== hash)
    return { ok: false, reason: 'hash-wrong', ...found };
  if (salt.length !== SALT || sha256Hex(salt, bytes) !== header.commitment)
    return { ok: false, reason: 'commitment-wrong', ...found };
  return { ok: true, ...found, heldByAuthority: true };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
