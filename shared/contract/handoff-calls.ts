import { z } from 'zod';
import { ErrorCode } from '../domain/error';
import { HandoffPort } from '../domain/handoff';

const nothing = z.object({}).default({});
const count = z.number().int().nonnegative();

/** How the handoff to the site's own system is set up, and how it goes. `waiting` counts entries that may concern it. */
export const HandoffStanding = z.object({
  api: z
    .object({
      port: HandoffPort,
      /** When the token was made; it cannot be read again. */
      madeAt: z.string(),
      /** When somebody asked last, with the right token, since this start. */
      askedAt: z.string().optional(),
      waiting: count,
      problem: ErrorCode.optional(),
    })
    .nullable(),
  folder: z.object({ path: z.string(), waiting: count, problem: ErrorCode.optional() }).nullable(),
});
export type HandoffStanding = z.infer<typeof HandoffStanding>;

const Changed = z.object({ standing: HandoffStanding, token: z.string().optional() });

/** Answered by the terminal process; what changes something is an installer's. */
export const handoffCalls = {
  'handoff.read': { request: nothing, reply: HandoffStanding },
  /** Turns the API on at this port, with a token that is answered this one time; null turns it off. */
  'handoff.api': { request: z.object({ port: HandoffPort.nullable() }), reply: Changed },
  'handoff.rotate': { request: nothing, reply: Changed },
  /** The folder that the person chose in the shell's dialogue (`handoff.choose-folder`); null ends it. */
  'handoff.folder': { request: z.object({ grant: z.uuid().nullable() }), reply: Changed },
} as const;

/** Answered by the shell: it alone shows dialogues. */
export const handoffShellCalls = {
  'handoff.choose-folder': { request: nothing, reply: z.object({ grant: z.uuid().optional() }) },
} as const;
