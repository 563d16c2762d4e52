import { z } from 'zod';
import { ErrorReport } from '../domain/error';
import { OfflineCause, OfflineStep } from '../domain/offline-standing';
import { Operator } from '../domain/operator';
import { Reader } from '../domain/reader';
import { PurposeSummary } from '../domain/purpose';
import { TerminalRole } from '../domain/terminal-role';

/** One signed list and how old it is. `warn` at half of its longest age, `stale` at the end, `absent` if there is none. */
export const ListState = z.object({
  id: z.string(),
  version: z.number().int(),
  ageSeconds: z.number().int().nonnegative(),
  state: z.enum(['fresh', 'warn', 'stale', 'absent']),
});
export type ListState = z.infer<typeof ListState>;

/** Something a person should know; `code` names the words that explain it. Never personal data. */
export const Alert = z.object({
  id: z.string(),
  code: z.enum([
    'late-refusal',
    'entry-refused',
    'settings-set-aside',
    'settings-restored',
    'key-unprotected',
    'late-verdict-overdue',
    'authority-restored',
    'handoff-stopped',
    'update-went-back',
    'update-failed',
    'stay-elsewhere',
    'report-refused',
    'succession-refused',
  ]),
  at: z.string(),
  /** The entry it is about, where there is one. */
  entry: z.string().optional(),
  detail: z.string().optional(),
});
export type Alert = z.infer<typeof Alert>;

/** The process that drives the readers. */
export const ReaderHostState = z.object({
  /** It was lost and none has come in its place yet: nothing can be read but by keyboard, camera and picture. */
  away: z.boolean(),
  /** How often it was lost within the last hour. */
  lost: z.number().int().nonnegative(),
});
export type ReaderHostState = z.infer<typeof ReaderHostState>;

/** Who is signed in, and whether somebody has to be. */
export const SessionState = z.object({
  /** Whom a PIN proved; null where nobody signed in and the built-in clerk works. */
  person: Operator.nullable(),
  /** Nothing can be done before somebody signs in. */
  required: z.boolean(),
  /** The site asks for that from now on: it begins when nobody is served any more. */
  requiredNext: z.boolean(),
  locked: z.boolean(),
  /** Nobody is known here yet: the first operator is added by whoever sets the terminal up. */
  empty: z.boolean(),
  /** Without a touch for so long the screen locks; 0 never. */
  lockAfterSeconds: z.number().int().nonnegative(),
});
export type SessionState = z.infer<typeof SessionState>;

/** Everything the windows show that is not about one person: readers, journal, queue, authority, lists. */
export const TerminalState = z.object({
  mode: z.enum(['training', 'live']),
  terminal: z.string(),
  site: z.string(),
  /** What the terminal is at its site, as its code said. */
  role: TerminalRole,
  /** The name of whoever works here. */
  operator: z.string(),
  session: SessionState,
  /** Where the terminal stands by the selected purpose's offline rules. */
  offline: z.object({
    step: OfflineStep,
    cause: OfflineCause.optional(),
    /** Whether a check-in by whoever works here needs a supervisor now. */
    needsApproval: z.boolean(),
  }),
  /** The purpose that people serve themselves for at this terminal while nobody is signed in; absent at a counter. */
  selfService: z.string().optional(),
  /** For what people are asked now; a window selects it with `purpose.select`. */
  purpose: PurposeSummary,
  /** Those that the site's configuration enables, in its order. */
  purposes: z.array(PurposeSummary),
  authority: z.object({
    online: z.boolean(),
    lastReachedAt: z.string().optional(),
    offlineSince: z.string().optional(),
  }),
  outbox: z.object({
    /** Queued and sending. */
    queued: z.number().int().nonnegative(),
    oldestAt: z.string().optional(),
    acknowledged: z.number().int().nonnegative(),
    refused: z.number().int().nonnegative(),
  }),
  /** How many changes of the guests' reports to the police the authority has told. */
  reportChanges: z.number().int().nonnegative(),
  /** Amber records that still wait for their late verdict. */
  awaitingVerdict: z.number().int().nonnegative(),
  lists: z.array(ListState),
  journal: z.object({
    entries: z.number().int().nonnegative(),
    head: z.string(),
    /** Why check-ins are stopped, if they are. */
    problem: ErrorReport.optional(),
  }),
  readers: z.array(Reader),
  readerHost: ReaderHostState,
  today: z.object({
    checkedIn: z.number().int().nonnegative(),
    lastRecorded: z.object({ at: z.string(), room: z.string() }).optional(),
  }),
  alerts: z.array(Alert),
});
export type TerminalState = z.infer<typeof TerminalState>;
