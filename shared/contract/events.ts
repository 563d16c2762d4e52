import { z } from 'zod';
import { ChipState } from '../domain/chip-state';
import { Consented } from '../domain/consent';
import { DeliveryState } from '../domain/delivery-state';
import { ErrorCode } from '../domain/error';
import { Reader } from '../domain/reader';
import { Reason } from '../domain/reason';
import { Settings } from '../domain/settings';
import { TestRead } from '../domain/test-read';
import { Outcome, Verdict } from '../domain/verdict';
import { WalletRequest } from '../domain/wallet-request';
import { InstallationMode } from './installation-calls';
import { CustomerView } from './customer-view';
import { SelfServiceView } from './self-service-view';
import { Alert, TerminalState } from './terminal-state';

/** What the terminal and the shell tell the windows without being asked. */
export const events = {
  state: TerminalState,
  /** A presentation has begun to be verified; a verdict follows. */
  reading: z.object({ reader: z.string() }),
  verdict: Verdict,
  /** Where the terminal is with the chip of a document. */
  chip: ChipState,
  delivery: z.object({ entry: z.uuid(), state: DeliveryState, reason: z.string().optional() }),
  'late-verdict': z.object({
    entry: z.uuid(),
    verdict: z.uuid(),
    outcome: Outcome,
    reason: Reason.optional(),
  }),
  /** A reader read an enrolment code while the terminal is not enrolled: the set-up page takes it. */
  'enrolment-ticket': z.object({ text: z.string().max(2_048) }),
  /** A request to a wallet went on; null: there is none any more. */
  wallet: z.object({ request: WalletRequest.nullable() }),
  /** The customer answered on their own display, about this verdict. */
  consent: Consented.extend({ verdict: z.uuid() }),
  /** The customer's window shows something else now. */
  customer: CustomerView,
  /** The window of a terminal in self-service shows something else now. */
  'self-service': SelfServiceView,
  online: z.object({}),
  offline: z.object({}),
  alert: Alert,
  reader: Reader,
  /** A read made to try a reader out, while `readers.test` holds. */
  'test-read': TestRead,
  /** A reader could not deliver what it began: half a code, a card pulled too early. */
  problem: z.object({ reader: z.string(), code: ErrorCode }),
  /** The terminal process went away (`up: false`) or is back; the supervisor restarts it within a second. */
  process: z.object({ up: z.boolean() }),
  settings: Settings,
  /** The machine became another one: a training machine, a live one, or one to set up anew. */
  installation: z.object({ mode: InstallationMode }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
export type EventMessage = { [E in EventName]: { event: E; payload: EventPayload<E> } }[EventName];
