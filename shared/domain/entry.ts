import { z } from 'zod';
import { Claims } from './claims';
import { FormatName } from './format';
import { Reason } from './reason';
import { Assurance, Check, LocalisedName, Outcome } from './verdict';

/** What an entry can be. A correction is another entry; nothing is edited. */
export const EntryKind = z.enum([
  'verdict',
  'refusal',
  'check-in',
  'party',
  'void',
  'check-out',
  'late-verdict',
  'reveal',
  'consent',
  'override',
  'operator',
  'settings',
  'reader',
  'clock',
  'disk',
  'checkpoint',
  'erasure',
]);
export type EntryKind = z.infer<typeof EntryKind>;

/**
 * The public part of an entry: every column that the chain covers (STORAGE).
 * Entry hash = SHA-256(previous hash bytes ‖ canonical header), the header as RFC 8785 JSON.
 */
export const EntryHeader = z.strictObject({
  v: z.literal(1),
  terminal: z.string(),
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
  id: z.uuid(),
  kind: EntryKind,
  /** Wall time, RFC 3339 in UTC with milliseconds. */
  at: z.string(),
  /** Milliseconds of the process's monotonic clock. */
  monotonic: z.number().int().nonnegative(),
  /** Milliseconds to add to the wall clock to get the authority's, as last seen; null if never. */
  clockOffset: z.number().int().nullable(),
  /** Hash of the entry before, lower-case hex; 64 zeros for the first of an epoch. */
  previous: z.hex().length(64),
  /** The entry this one is about (the voided one, the verdict of a check-in, …). */
  about: z.uuid().nullable(),
  retention: z.string(),
  /** SHA-256 of the ciphertext at rest (nonce ‖ ciphertext ‖ tag), hex. */
  cipherHash: z.hex().length(64),
  /** SHA-256(32-byte salt ‖ body bytes), hex. */
  commitment: z.hex().length(64),
});
export type EntryHeader = z.infer<typeof EntryHeader>;

const verdictBody = z.object({
  verdict: z.uuid(),
  outcome: Outcome,
  assurance: Assurance.optional(),
  format: FormatName.optional(),
  purpose: z.string(),
  reader: z.string(),
  issuer: z.object({ id: z.string(), name: LocalisedName }).optional(),
  checks: z.array(Check),
  claims: Claims,
  trustListVersion: z.number().int().optional(),
  /** Keyed digest of what was presented; finds a second showing without keeping the code. */
  digest: z.hex(),
});

/** The personal part of an entry, by kind. It is encrypted under a data key of its own. */
export const EntryBody = {
  verdict: verdictBody,
  refusal: z.object({
    verdict: z.uuid(),
    format: FormatName.optional(),
    reason: Reason,
    purpose: z.string(),
    reader: z.string(),
    digest: z.hex(),
  }),
  'check-in': z.object({
    verdict: z.uuid(),
    purpose: z.string(),
    outcome: Outcome,
    assurance: Assurance.optional(),
    format: FormatName.optional(),
    claims: Claims,
    /** The purpose's own form, for a hotel the stay. */
    form: z.record(z.string(), z.unknown()),
    operator: z.string(),
  }),
  void: z.object({ reason: z.string().min(1).max(500), operator: z.string() }),
  'late-verdict': z.object({
    verdict: z.uuid(),
    outcome: Outcome,
    reason: Reason.optional(),
    claims: Claims,
    /** The authority's signed answer, compact JWS. */
    answer: z.string(),
  }),
  reveal: z.object({ verdict: z.uuid(), field: z.string(), operator: z.string() }),
  clock: z.object({ before: z.string(), after: z.string(), jumpMilliseconds: z.number().int() }),
  disk: z.object({ state: z.enum(['full', 'room']), freeBytes: z.number().int().nonnegative() }),
  checkpoint: z.object({ note: z.string() }),
  /** These entries of this terminal are erased because a person asked; the authority erases them too. */
  erasure: z.object({ entries: z.array(z.uuid()).min(1).max(1_000), operator: z.string() }),
} as const;
export type WrittenKind = keyof typeof EntryBody;
export type EntryBodyOf<K extends WrittenKind> = z.infer<(typeof EntryBody)[K]>;

/** An entry as it travels: the header, and salt and body unless the body was erased or set aside. */
export const WireEntry = z.object({
  header: EntryHeader,
  hash: z.hex().length(64),
  saltBase64: z.base64().optional(),
  bodyBase64: z.base64().optional(),
});
export type WireEntry = z.infer<typeof WireEntry>;
