import { z } from 'zod';
import { Connection } from '../../shared/domain/connection';
import { EntryBody } from '../../shared/domain/entry-body';
import { ErrorReport } from '../../shared/domain/error';
import { Alert } from '../../shared/contract/terminal-state';
import { HandoffRules } from '../../shared/domain/handoff';
import { KeyThumbprint } from '../../shared/domain/fingerprint';
import { UpdateStanding } from '../../shared/domain/update';

/** How a terminal is opened: its mode, its folder, where its key and its authority come from. */
export const TerminalOptions = z.object({
  mode: z.enum(['training', 'live']),
  folder: z.string(),
  /** Sealed by the OS key store and opened by the shell; else the terminal looks for its other sources. */
  masterKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32).optional(),
  keyFile: z.string().optional(),
  passphraseFile: z.string().optional(),
  authority: z
    .object({
      url: z.string(),
      enrolmentCode: z.string().optional(),
      /** Thumbprint of the signing key it must have. */
      signingKey: KeyThumbprint.optional(),
      connection: Connection.optional(),
    })
    .optional(),
  /** The purpose that people serve themselves for; absent at a counter. */
  selfService: z.string().optional(),
  /** False where a script works and nobody could approve anything on the spot. */
  attended: z.boolean().default(true),
  /** The handoff as the site's file has it. */
  handoff: HandoffRules.optional(),
  /** What the shell found at start and a person should know. */
  notices: z.array(Alert).default([]),
  /** Why the shell could not get the master key; check-ins stay stopped and the screen says so. */
  problem: ErrorReport.optional(),
});
export type TerminalOptions = z.output<typeof TerminalOptions>;

/** Shell → terminal process. The `open` and `reader-host` messages carry a MessagePort to the reader host. */
export const ToTerminal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), options: TerminalOptions }),
  z.object({ type: z.literal('reader-host') }),
  /** The reader host crashed, or was ended because it hung: until the next one is there nothing can be read. */
  z.object({ type: z.literal('reader-host-lost') }),
  z.object({ type: z.literal('call'), id: z.number().int(), name: z.string(), request: z.unknown() }),
  /** A person chose this file in a dialogue of the shell; whoever names the grant may write there once. */
  z.object({ type: z.literal('grant'), grant: z.uuid(), file: z.string() }),
  /** A person changed settings of the shell: that is journalled. */
  z.object({ type: z.literal('settings'), changed: EntryBody.settings.shape.changed }),
  /** The machine slept and is awake again, or the network changed. */
  z.object({ type: z.literal('awake') }),
  /** The operating system locked its screen. */
  z.object({ type: z.literal('screen-locked') }),
  /** How it stands with updates of the program: the health page says it too. */
  z.object({ type: z.literal('updates'), standing: UpdateStanding }),
  /** Answered at once, also while the terminal opens: is its loop alive? */
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('shutdown') }),
]);
export type ToTerminal = z.input<typeof ToTerminal>;

/** Terminal process → shell. */
export const FromTerminal = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('answer'),
    id: z.number().int(),
    answer: z.union([
      z.object({ ok: z.literal(true), reply: z.unknown() }),
      z.object({ ok: z.literal(false), error: ErrorReport }),
    ]),
  }),
  z.object({ type: z.literal('event'), event: z.string(), payload: z.unknown() }),
  z.object({ type: z.literal('pong') }),
  /** The authority had the terminal wiped: the machine is one to set up anew. */
  z.object({ type: z.literal('wiped') }),
  z.object({ type: z.literal('closed') }),
]);
export type FromTerminal = z.input<typeof FromTerminal>;
