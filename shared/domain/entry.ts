import { z } from 'zod';

/**
 * What an entry can be. A correction is another entry; nothing is edited. A presentation has no entry of its own: it
 * is recorded with what became of it, in the `verdict` or `refusal` that names it.
 */
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
  'succession',
  'handoff',
  'enrolment',
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

/** An entry as it travels: the header, and salt and body unless the body was erased or set aside. */
export const WireEntry = z.object({
  header: EntryHeader,
  hash: z.hex().length(64),
  saltBase64: z.base64().optional(),
  bodyBase64: z.base64().optional(),
});
export type WireEntry = z.infer<typeof WireEntry>;
