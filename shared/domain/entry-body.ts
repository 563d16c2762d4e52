import { z } from 'zod';
import { ApprovedAct } from './approval';
import { Claims } from './claims';
import { ConsentAnswer, Consented, ShownBy, ShownText } from './consent';
import type { EntryKind } from './entry';
import { FormatName } from './format';
import { HandoffChannel } from './handoff';
import { Role } from './operator';
import { Party } from './party';
import { ReaderKind, ReaderState } from './reader';
import { Reason, VerdictReason } from './reason';
import { Assurance, Check, LocalisedName, Outcome } from './verdict';

/** The id of the operator who did it. Entries of a terminal before it knew operators carry the name of its built-in clerk. */
const operator = z.string().min(1).max(60);

/** What somebody else approved, as a record that stands on its own says it. */
const Approved = z.object({
  act: ApprovedAct,
  approver: operator,
  reason: z.string().trim().min(1).max(500),
});

const verdict = z.object({
  verdict: z.uuid(),
  /** The presentation that was judged; this entry is its record, too. */
  presentation: z.uuid().optional(),
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
  operator: operator.optional(),
});

/** Of a presentation that was judged; about a verdict's entry where the clerk refused afterwards (`person-differs`). */
const refusal = z.object({
  verdict: z.uuid(),
  presentation: z.uuid().optional(),
  format: FormatName.optional(),
  reason: VerdictReason,
  purpose: z.string(),
  reader: z.string(),
  digest: z.hex(),
  operator: operator.optional(),
});

const checkIn = z.object({
  verdict: z.uuid(),
  purpose: z.string(),
  outcome: Outcome,
  assurance: Assurance.optional(),
  format: FormatName.optional(),
  claims: Claims,
  /** The purpose's own form, for a hotel the stay. */
  form: z.record(z.string(), z.unknown()),
  /** For a bank or an office, whose record shows by itself what was checked: each check with its result, and against which list. */
  checks: z.array(Check).optional(),
  issuer: z.object({ id: z.string(), name: LocalisedName }).optional(),
  trustListVersion: z.number().int().optional(),
  /** The answer that the ground `consent` rests on. */
  consent: Consented.optional(),
  /** What a supervisor approved, why, and who: each also has an `override` entry about this one. */
  approvals: z.array(Approved).max(10).optional(),
  /** The party this person belongs to, by the party's own id. */
  party: z.uuid().optional(),
  operator,
});

/** A person was asked, in these words, and answered. `about` is the verdict's entry where there is one already. */
const consent = z.object({
  purpose: z.string(),
  text: ShownText,
  answer: ConsentAnswer,
  shownBy: ShownBy,
  operator,
});

/** A rule was set aside for one act, which this entry is about. */
const override = z.object({
  ...Approved.shape,
  /** Who did it; the approver is the supervisor who said so by their own PIN. */
  operator,
});

/** What happened to an operator's account, or who sat down and left. */
const operatorBody = z.object({
  event: z.enum([
    'signed-in',
    'signed-out',
    'locked',
    'unlocked',
    'pin-wrong',
    'locked-out',
    'created',
    'changed',
    'removed',
  ]),
  operator,
  role: Role.optional(),
  /** Who did it, where it was not the operator. */
  by: operator.optional(),
});

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

const settings = z.object({
  changed: z
    .array(z.object({ name: z.string().max(60), before: scalar, after: scalar }))
    .min(1)
    .max(50),
  operator,
});

/** A reader came, went, or does not work. `gone` is also said of one that was unplugged. */
const reader = z.object({
  reader: z.string().max(200),
  kind: ReaderKind,
  name: z.string().max(200),
  state: ReaderState,
  /** How often it changed since its last entry; more than once is a loose plug. */
  changes: z.number().int().positive(),
});

const lateVerdict = z.object({
  verdict: z.uuid(),
  outcome: Outcome,
  reason: Reason.optional(),
  claims: Claims,
  /** The authority's signed answer, compact JWS. */
  answer: z.string(),
});

/** Personal data was looked at in clear: one field of a verdict, or (`export`) so many entries of the journal. */
const reveal = z.object({
  verdict: z.uuid().optional(),
  field: z.string(),
  entries: z.number().int().nonnegative().optional(),
  operator,
});

/** The personal part of an entry, by kind. It is encrypted under a data key of its own. */
export const EntryBody = {
  verdict,
  refusal,
  'check-in': checkIn,
  party: Party.extend({ purpose: z.string(), operator }),
  void: z.object({ reason: z.string().min(1).max(500), operator }),
  /** About a check-in: the person has left, on this local calendar day; null takes an earlier check-out back. */
  'check-out': z.object({ left: z.iso.date().nullable(), operator }),
  'late-verdict': lateVerdict,
  reveal,
  consent,
  override,
  operator: operatorBody,
  settings,
  reader,
  clock: z.object({ before: z.string(), after: z.string(), jumpMilliseconds: z.number().int() }),
  disk: z.object({ state: z.enum(['full', 'room']), freeBytes: z.number().int().nonnegative() }),
  checkpoint: z.object({ note: z.string() }),
  /** These entries of this terminal are erased because a person asked; the authority erases them too. */
  erasure: z.object({ entries: z.array(z.uuid()).min(1).max(1_000), operator }),
  /** The authority's signing key was replaced: thumbprints of both keys, and the statement that both signed (JWS). */
  succession: z.object({
    number: z.number().int().positive(),
    previousKey: z.string().max(64),
    signingKey: z.string().max(64),
    statement: z.string().max(8_192),
  }),
  /**
   * The first entry of a terminal that was enrolled anew: which one this machine was before, where that one's chain
   * ended, and how many of its entries the authority had not acknowledged.
   */
  enrolment: z.object({
    former: z.string().min(1).max(64),
    epoch: z.number().int().positive(),
    entries: z.number().int().nonnegative(),
    head: z.hex().length(64),
    undelivered: z.number().int().nonnegative(),
    operator,
  }),
  /** The site's own system was given these entries, by this way. */
  handoff: z.object({ channel: HandoffChannel, records: z.array(z.uuid()).min(1).max(1_000) }),
} as const satisfies Record<EntryKind, z.ZodType>;
export type EntryBodyOf<K extends EntryKind> = z.infer<(typeof EntryBody)[K]>;
