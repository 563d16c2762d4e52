import { z } from 'zod';
import { EntryHeader } from '../../shared/domain/entry';
import { openCompact, unverifiedPayload } from '../crypto/compact-jws';
import { sha256Hex } from '../crypto/hash';
import type { PublicKey } from '../crypto/jwk';
import { joinedKeys } from '../crypto/succession';
import { signCompact } from '../crypto/jws';
import { entryHash } from './entry-hash';
import type { JournalSigner, OpenedEntry } from './journal';
import { type TerminalStatement, claimedStatement, openStatement } from './terminal-statement';

/** The JOSE `typ` of a receipt. */
const RECEIPT = 'vestibule-receipt+jws';
const ACKNOWLEDGEMENT = 'vestibule-acknowledgement+jws';

/**
 * What a receipt says: one entry whole, header and hash, salt and body (which open its commitment), and the
 * authority's signed statement of the key that signed the receipt.
 */
const Receipt = z.strictObject({
  v: z.literal(1),
  header: EntryHeader,
  hash: z.hex().length(64),
  saltBase64: z.base64(),
  bodyBase64: z.base64(),
  /** Compact JWS, typ `vestibule-enrolment+jws`. */
  statement: z.string(),
  /** By which a later key of the authority leads to the one that signed the statement, where there is one. */
  successions: z.array(z.string()).max(1_000).optional(),
  /** The authority's counter-signature: its acknowledgement of a batch (compact JWS), which names this entry and its hash. */
  acknowledgement: z.string().optional(),
  issuedAt: z.string(),
});

/** Why a receipt does not count; `signer-not-proven`: everything fits, but that this terminal signed is only claimed. */
export type ReceiptRefusal =
  | 'malformed'
  | 'signature-wrong'
  | 'hash-wrong'
  | 'commitment-wrong'
  | 'other-terminal'
  | 'acknowledgement-wrong'
  | 'signer-not-proven';

export interface ReceiptCheck {
  ok: boolean;
  reason?: ReceiptRefusal;
  /** What it says, as far as it could be read; believe it only where `ok`. */
  header?: EntryHeader;
  body?: unknown;
  signer?: TerminalStatement;
  issuedAt?: string;
  /** When the authority acknowledged the entry; absent where it had not, or its signature could not be checked. */
  acknowledgedAt?: string;
  /** The authority itself signed it: no terminal had to. */
  heldByAuthority?: boolean;
  /** When the authority heard that the entry was taken back; a terminal's receipt says nothing of that. */
  voidedAt?: string;
  /** When the authority heard that the consent of the record was withdrawn; a terminal's receipt says nothing of that. */
  withdrawnAt?: string;
}

/**
 * A signed statement of one entry that stands on its own: compact JWS, typ `vestibule-receipt+jws`, by the terminal's key.
 * It holds the entry's personal part, and the authority's acknowledgement where that names the entry.
 */
export function signReceipt(
  entry: OpenedEntry,
  {
    key,
    statement,
    successions,
  }: Pick<JournalSigner, 'key' | 'statement'> & { successions: readonly string[] },
  issuedAt: Date,
  acknowledgement?: string,
): Promise<string> {
  const counterSigned =
    acknowledgement !== undefined && acknowledged(unverifiedPayload(acknowledgement), entry);
  const receipt: z.infer<typeof Receipt> = {
    v: 1,
    header: entry.header,
    hash: entry.hash,
    saltBase64: Buffer.from(entry.salt).toString('base64'),
    bodyBase64: Buffer.from(entry.body).toString('base64'),
    statement,
    ...(successions.length > 0 && { successions: [...successions] }),
    ...(counterSigned && { acknowledgement }),
    issuedAt: issuedAt.toISOString(),
  };
  return signCompact(receipt, key, RECEIPT);
}

/** Checks a receipt with nothing but a public key of the authority, or several, which have to come from elsewhere. */
export function checkReceipt(jws: string, authorityKeys: readonly PublicKey[]): ReceiptCheck {
  const claimed = Receipt.safeParse(unverifiedPayload(jws));
  if (!claimed.success) return { ok: false, reason: 'malformed' };
  const { header, hash, statement, successions = [], issuedAt } = claimed.data;
  const signer = claimedStatement(statement);
  if (!signer) return { ok: false, reason: 'malformed', header };
  const body = jsonOf(claimed.data.bodyBase64);
  const found = { header, body, signer, issuedAt };
  const refused = (reason: ReceiptRefusal): ReceiptCheck => ({ ok: false, reason, ...found });
  if (openCompact(jws, signer.terminalKey, RECEIPT) === undefined) return refused('signature-wrong');
  if (Buffer.from(entryHash(header)).toString('hex') !== hash) return refused('hash-wrong');
  if (!opensCommitment(claimed.data)) return refused('commitment-wrong');
  // A later statement is as good: a re-enrolment keeps the terminal and its key.
  if (signer.terminal !== header.terminal || signer.epoch < header.epoch) return refused('other-terminal');
  const keys = joinedKeys(authorityKeys, successions).map(({ key }) => key);
  if (!openStatement(statement, keys)) return refused('signer-not-proven');
  const { acknowledgement } = claimed.data;
  if (acknowledgement === undefined) return { ok: true, ...found };
  const said = keys.map((key) => openCompact(acknowledgement, key, ACKNOWLEDGEMENT)).find(Boolean);
  const at = acknowledged(said, claimed.data);
  return at === undefined ? refused('acknowledgement-wrong') : { ok: true, ...found, acknowledgedAt: at };
}

/** As much of an acknowledgement as says what became of one entry (openapi.yaml, Acknowledgement). */
const Acknowledged = z.object({
  terminal: z.string(),
  at: z.string(),
  results: z.array(
    z.object({ entry: z.string(), hash: z.string(), status: z.enum(['accepted', 'duplicate', 'refused']) }),
  ),
});

/** When it was acknowledged, if an acknowledgement says of this very entry, by its hash, that the authority has it. */
function acknowledged(
  payload: unknown,
  { header, hash }: Pick<OpenedEntry, 'header' | 'hash'>,
): string | undefined {
  const read = Acknowledged.safeParse(payload);
  if (!read.success || read.data.terminal !== header.terminal) return undefined;
  const has = read.data.results.some(
    (result) => result.entry === header.id && result.hash === hash && result.status !== 'refused',
  );
  return has ? read.data.at : undefined;
}

const SALT = 32;

function opensCommitment({ header, saltBase64, bodyBase64 }: z.infer<typeof Receipt>): boolean {
  const salt = Buffer.from(saltBase64, 'base64');
  return salt.length === SALT && sha256Hex(salt, Buffer.from(bodyBase64, 'base64')) === header.commitment;
}

function jsonOf(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
