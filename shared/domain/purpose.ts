import { z } from 'zod';
import { ApprovedAct } from './approval';
import { FormName } from './check-in';
import { ClaimName } from './claims';
import { ConsentText, LegalBasis } from './consent';
import { FormatName } from './format';
import { ReporterName } from './reporting/guest-report';
import { CheckName, LocalisedName } from './verdict';

/** What somebody may do for a purpose by themselves, at a terminal in self-service, where nobody compares them with their document. */
const Unattended = z.strictObject({
  /** Formats that may be shown there, and only green counts; anything else leads to the desk. */
  accepts: z.array(FormatName).min(1),
  /** Form `stay`: nights at most. */
  mostNights: z.number().int().positive().max(365).default(30),
});

const bytes = z.number().int().positive();
const steps = z.strictObject({ warn: bytes, supervisor: bytes.optional(), stop: bytes.optional() });

/** Why a person is asked: what may be seen, what must be checked, what may be done offline, what is kept and for how long. A fifth purpose is a JSON file. */
export const Purpose = z.strictObject({
  name: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  title: LocalisedName,
  form: FormName,
  /** Claims that may be shown to the clerk. */
  sees: z.array(ClaimName),
  /** Claims that go into the journal; a subset of `sees`. */
  keeps: z.array(ClaimName),
  /** Claims that the site's own system is given with a check-in; a subset of `keeps`. Absent: no record of this purpose is handed over. */
  handsOver: z.array(ClaimName).optional(),
  /** Checks that must pass for a verdict of verified. */
  requires: z.array(CheckName.exclude(['person-matches'])),
  /** Formats accepted for this purpose; any other is refused: not-permitted. */
  accepts: z.array(FormatName),
  offline: z.strictObject({
    /** Formats that may be verified by signature or reader alone. */
    signatureSuffices: z.array(FormatName),
    /** Formats bound to a key of their holder that may be shown without it, as a printed code is. */
    withoutHolderKey: z.array(FormatName).optional(),
    /** Formats that may be recorded as unverified-queued while the authority cannot be asked. */
    mayQueue: z.array(FormatName),
    /** Longest age of the trust list in hours; warn at half, no green after it. */
    trustListHours: z.number().positive(),
    /** Longest age of each status list in hours, the same way; that of the trust list unless said otherwise. */
    statusListHours: z.number().positive().optional(),
    /** Hours an amber record waits for its late verdict before a person is told. */
    lateVerdictHours: z.number().positive(),
    /** Hours without the authority after which a banner warns, a supervisor approves each check-in, check-ins stop. */
    warnAfterHours: z.number().positive(),
    supervisorAfterHours: z.number().positive(),
    stopAfterHours: z.number().positive().optional(),
    /** The same for how many entries wait while the authority is away. */
    warnAfterEntries: z.number().int().positive().optional(),
    supervisorAfterEntries: z.number().int().positive(),
    stopAfterEntries: z.number().int().positive().optional(),
    /** And for how much they take on the disk. */
    queueBytes: steps.optional(),
    /** Least room on the journal's disk. A full disk stops check-ins whatever stands here. */
    freeDiskBytes: steps.optional(),
  }),
  /** What is recorded only when a supervisor approves it: a document compared by eye, one typed by hand, a discrepancy, minors without anybody of age, or anybody at all. */
  approvals: z
    .array(ApprovedAct.extract(['check-by-eye', 'manual-entry', 'discrepancy', 'minors-alone', 'four-eyes']))
    .optional(),
  /** Whether it is always another person who approves, also where a supervisor acts. */
  secondPerson: z.boolean().optional(),
  /** Form `customer`: the grounds that count for it, the usual one first; all of them where it is absent. */
  legalBases: z.array(LegalBasis).min(1).optional(),
  /** Form `customer`: the text that the ground `consent` needs an answer to. */
  consent: ConsentText.optional(),
  /**
   * For how long a check-in may wait for its report to the authority, in hours from its recording; absent where none is due.
   * Form `stay`: `asks` names the ministry's service whose form the clerk fills in beyond what the document says.
   */
  reporting: z.strictObject({ withinHours: z.number().positive(), asks: ReporterName.optional() }).optional(),
  /** What may be done in self-service; nothing where it is absent. */
  unattended: Unattended.optional(),
  retention: z.strictObject({ class: z.string(), days: z.number().int().positive() }),
});
export type Purpose = z.infer<typeof Purpose>;

/** What a window needs to know of a purpose: its name, its words, which form it asks for, and what a supervisor approves. */
export const PurposeSummary = Purpose.pick({
  name: true,
  title: true,
  form: true,
  reporting: true,
  approvals: true,
  unattended: true,
});
export type PurposeSummary = z.infer<typeof PurposeSummary>;
