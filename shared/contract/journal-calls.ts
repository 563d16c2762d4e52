import { z } from 'zod';
import { DeliveryState } from '../domain/delivery-state';
import { EntryHeader, EntryKind } from '../domain/entry';
import { ErrorReport } from '../domain/error';

const nothing = z.object({}).default({});
const count = z.number().int().nonnegative();

/** A place in the journal, counted from 1 over all epochs. */
const Position = z.number().int().positive();

/** What an auditor looks for; everything that is given must fit. */
export const JournalSearch = z.object({
  kind: EntryKind.optional(),
  /** Local calendar days, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  delivery: z.enum(['waiting', 'delivered', 'refused']).optional(),
  /** An entry's id, or its first eight characters or more. */
  id: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f-]{8,36}$/)
    .optional(),
  /** Only what is about this entry. */
  about: z.uuid().optional(),
  /** Who did it, or approved it: the operator's own name as the entry has it. */
  operator: z.string().trim().min(1).max(60).optional(),
});
export type JournalSearch = z.infer<typeof JournalSearch>;

/** One entry in a list: nothing about a person. */
export const JournalLine = z.object({
  position: Position,
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
  id: z.uuid(),
  kind: EntryKind,
  at: z.string(),
  about: z.uuid().nullable(),
  delivery: DeliveryState,
  /** The body was erased; the chain still covers the entry. */
  erased: z.boolean(),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** One thing that an entry says; `path` is its place in the body, such as `form.room`. */
const BodyField = z.object({
  path: z.string(),
  /** Absent where it is about a person and was not revealed. */
  value: z.string().optional(),
});
export type BodyField = z.infer<typeof BodyField>;

export const JournalDetails = JournalLine.extend({
  header: EntryHeader,
  hash: z.hex().length(64),
  /** Of a refused entry, in the authority's words. */
  deliveryReason: z.string().optional(),
  /** The signed answer of the authority that covers it. */
  acknowledgement: z
    .object({
      at: z.string(),
      /** How far the checkpoint reaches that the authority counter-signed with it. */
      checkpoint: z.number().int().nonnegative().optional(),
    })
    .optional(),
  /** The signed note of a checkpoint entry. */
  note: z.string().optional(),
  body: z.array(BodyField),
  /** The entry this one is about, where this journal holds it. */
  aboutLine: JournalLine.optional(),
});
export type JournalDetails = z.infer<typeof JournalDetails>;

export const JournalExportFormat = z.enum(['csv', 'jsonl', 'bundle']);
export type JournalExportFormat = z.infer<typeof JournalExportFormat>;

/** What `vestibule journal verify` prints, with the reason in words. */
export const JournalVerification = z.object({
  ok: z.boolean(),
  entries: count,
  firstBroken: z.number().int().positive().optional(),
  checkpoints: count,
  truncated: z.boolean(),
  problem: z.string().optional(),
});
export type JournalVerification = z.infer<typeof JournalVerification>;

/** A long piece of work on the journal, as far as it has come. */
export const JournalWork = z.object({
  work: z.uuid(),
  kind: z.enum(['verify', 'export']),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Entries done, and how many there were when it began. */
  done: count,
  total: count,
  verification: JournalVerification.optional(),
  exported: z.object({ entries: count, file: z.string() }).optional(),
  error: ErrorReport.optional(),
});
export type JournalWork = z.infer<typeof JournalWork>;

/** As many lines as one call gives. */
export const JOURNAL_LINES = 200;

const Started = z.object({ work: z.uuid() });
const OneEntry = z.object({ entry: z.uuid() });

/** The Journal page: what terminal and shell answer to an auditor. */
export const journalCalls = {
  /**
   * Looks through a slice of the journal below a place, newest first, and answers where what was looked for stands.
   * `next` is where to go on, null at the beginning of the journal.
   */
  'journal.find': {
    request: z.object({ search: JournalSearch, below: Position }),
    reply: z.object({ positions: z.array(Position), next: Position.nullable() }),
  },
  'journal.lines': {
    request: z.object({ positions: z.array(Position).max(JOURNAL_LINES) }),
    reply: z.array(JournalLine),
  },
  'journal.entry': { request: OneEntry, reply: JournalDetails },
  /** Shows what an entry says of a person; the act is journalled first. */
  'journal.reveal': { request: OneEntry, reply: z.array(BodyField) },
  /** Signs a receipt of an entry, which holds what it says of a person; the act is journalled first. */
  'journal.receipt': { request: OneEntry, reply: z.object({ receipt: z.string() }) },
  'journal.verify': { request: nothing, reply: Started },
  /** Writes to the file that the person chose in the shell's dialogue (`journal.choose-file`). */
  'journal.export': { request: z.object({ format: JournalExportFormat, grant: z.uuid() }), reply: Started },
  'journal.work': { request: Started, reply: JournalWork },
  'journal.cancel': { request: Started, reply: z.object({}) },
} as const;

/** The part of the Journal page that the shell answers: it alone shows dialogues and knows the paths chosen in them. */
export const journalShellCalls = {
  /** Asks where an export goes; the terminal may write there once. Without an answer there is no grant. */
  'journal.choose-file': {
    request: z.object({ format: JournalExportFormat }),
    reply: z.object({ grant: z.uuid().optional() }),
  },
  'journal.save-receipt': {
    request: z.object({ entry: z.uuid(), receipt: z.string().max(2_000_000) }),
    reply: z.object({ saved: z.boolean(), file: z.string().optional() }),
  },
} as const;
