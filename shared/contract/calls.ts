/**
 * The one place where windows, shell and terminal agree on what may be asked.
 *
 * Each call is a request schema and a reply schema; handler types, the windows' client and the
 * run-time checks on both sides are derived from here. Nothing else crosses.
 */
import { z } from 'zod';
import { CheckInForm, Recorded } from '../domain/check-in';
import type { ErrorReport } from '../domain/error';
import { TraySample } from '../domain/sample';
import { Settings } from '../domain/settings';
import { Verdict } from '../domain/verdict';
import { enrolmentCalls } from './enrolment-calls';
import { frontDeskCalls } from './front-desk-calls';
import { chipCalls } from './chip-calls';
import { dayCalls } from './day-calls';
import { GuestPage, GuestQuery } from './guest';
import { journalCalls, journalShellCalls } from './journal-calls';
import { handoffCalls, handoffShellCalls } from './handoff-calls';
import { healthCalls, healthShellCalls } from './health-calls';
import { kioskCalls, kioskShellCalls } from './kiosk-calls';
import { installationCalls } from './installation-calls';
import { operatorCalls } from './operator-calls';
import { selfServiceCalls, selfServiceShellCalls } from './self-service-calls';
import { registrationCalls, registrationShellCalls } from './registration-calls';
import { tellerCalls, tellerShellCalls } from './teller-calls';
import { TerminalState } from './terminal-state';
import { trustCalls } from './trust-calls';
import { updateCalls, updateShellCalls } from './update-calls';
import { customerShellCalls, walletCalls } from './wallet-calls';

const nothing = z.object({}).default({});

/** Answered by the terminal process. */
export const terminalCalls = {
  ...enrolmentCalls,
  ...healthCalls,
  ...kioskCalls,
  'state.read': { request: nothing, reply: TerminalState },
  /** A read of a reader that lives in a window: keyboard wedge, camera or an image file. The verdict's document number comes back masked. */
  present: {
    request: z.object({
      reader: z.enum(['keyboard', 'camera', 'image']),
      /** Longer texts are cut by the sender at MAX_PRESENTATION_TEXT + 1 and then refused: too-large. */
      text: z.string().max(20_000).optional(),
      bytesBase64: z.base64().max(20_000).optional(),
      symbology: z.string().max(8).optional(),
      /** The purpose it is judged for; else the selected one. */
      purpose: z.string().max(60).optional(),
    }),
    reply: Verdict,
  },
  'check-in': {
    /** `purpose` is the verdict's; `form` is the one that the purpose names (stay, customer, claim). */
    /** `approval`, from `approval.give`, where an act needs one: approval-needed names what a supervisor has to approve. */
    request: z.object({
      verdict: z.uuid(),
      purpose: z.string().max(60),
      form: CheckInForm,
      approval: z.uuid().optional(),
    }),
    reply: Recorded,
  },
  /** For which of the site's purposes people are asked from now on, at every reader. Throws not-permitted for one that is not enabled. */
  'purpose.select': { request: z.object({ name: z.string().max(60) }), reply: z.object({}) },
  /** Takes a check-in back by another entry that says why. */
  void: {
    request: z.object({ entry: z.uuid(), reason: z.string().trim().min(1).max(500) }),
    reply: z.object({ recorded: z.literal(true), entry: z.uuid() }),
  },
  /** A guest has left: today, or on the day given; null takes a check-out back. */
  'check-out': {
    request: z.object({ entry: z.uuid(), left: z.iso.date().nullable().optional() }),
    reply: z.object({ recorded: z.literal(true), entry: z.uuid() }),
  },
  /** Shows the whole document number of a verdict; the act is journalled first. */
  reveal: { request: z.object({ verdict: z.uuid() }), reply: z.object({ documentNumber: z.string() }) },
  ...frontDeskCalls,
  ...registrationCalls,
  ...chipCalls,
  ...dayCalls,
  ...handoffCalls,
  'guests.page': { request: GuestQuery, reply: GuestPage },
  /** For so many seconds reads of plugged-in readers come as `test-read` events and are neither judged nor recorded; 0 ends it. */
  'readers.test': { request: z.object({ seconds: z.number().min(0).max(120) }), reply: z.object({}) },
  'alert.dismiss': { request: z.object({ id: z.string() }), reply: z.object({}) },
  /** Sends what is queued now, without waiting for the back-off. */
  drain: { request: nothing, reply: z.object({ queued: z.number().int().nonnegative() }) },
  /** Training only: the samples of the tray. */
  'training.samples': { request: nothing, reply: z.array(TraySample) },
  /** Training only: presents a sample through the simulated reader; the verdict arrives as an event. */
  'training.present': { request: z.object({ id: z.string() }), reply: z.object({}) },
  /** Training only: pulls the network cable of the embedded authority, or plugs it in again. */
  'training.network': {
    request: z.object({ connected: z.boolean() }),
    reply: z.object({ connected: z.boolean() }),
  },
  ...trustCalls,
  ...updateCalls,
  ...walletCalls,
  ...tellerCalls,
  ...selfServiceCalls,
  ...journalCalls,
  ...operatorCalls,
} as const;

/** Answered by the shell. */
const shellCalls = {
  ...installationCalls,
  ...handoffShellCalls,
  ...healthShellCalls,
  ...kioskShellCalls,
  'settings.read': { request: nothing, reply: Settings },
  'settings.write': { request: Settings.partial(), reply: Settings },
  /** Versions and the runtime, for the set-up page and for support. */
  about: {
    request: nothing,
    reply: z.object({ version: z.string(), electron: z.string(), chrome: z.string(), platform: z.string() }),
  },
  /** Answered at once, so that a window learns that the shell is not busy: keys wait in a shell that is. */
  'keys.waited': { request: nothing, reply: z.object({}) },
  /** Saves the training samples as a PDF of codes to try a real scanner on. */
  'samples.print': {
    request: nothing,
    reply: z.object({ saved: z.boolean(), file: z.string().optional() }),
  },
  ...customerShellCalls,
  ...selfServiceShellCalls,
  ...journalShellCalls,
  ...registrationShellCalls,
  ...updateShellCalls,
  ...tellerShellCalls,
} as const;

export const calls = { ...terminalCalls, ...shellCalls } as const;

type Calls = typeof calls;
export type CallName = keyof Calls;
export type TerminalCallName = keyof typeof terminalCalls;
export type ShellCallName = keyof typeof shellCalls;
export type Request<C extends CallName> = z.input<Calls[C]['request']>;
export type Reply<C extends CallName> = z.output<Calls[C]['reply']>;

/** One handler a call; leaving one out is a compile error. `request` has been validated. */
export type HandlersOf<Names extends CallName> = {
  [C in Names]: (request: z.output<Calls[C]['request']>) => Reply<C> | Promise<Reply<C>>;
};
export type TerminalHandlers = HandlersOf<TerminalCallName>;
export type ShellHandlers = HandlersOf<ShellCallName>;

/** What comes back for a call: the reply, or the report of a typed error. */
export type Answer<C extends CallName> = { ok: true; reply: Reply<C> } | { ok: false; error: ErrorReport };
