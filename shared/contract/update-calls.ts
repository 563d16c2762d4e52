import { z } from 'zod';
import { AuthorityUpdateRules, UpdateStanding } from '../domain/update';

const nothing = z.object({}).default({});

/** Answered by the terminal process; the shell asks, which replaces the program. */
export const updateCalls = {
  /** Whether the program may be replaced now, as far as the counter goes. It names no person and no record. */
  'updates.moment': {
    request: nothing,
    reply: z.object({
      signedIn: z.boolean(),
      signInRequired: z.boolean(),
      idleMilliseconds: z.number().nonnegative(),
      queued: z.number().int().nonnegative(),
      halfRead: z.boolean(),
      terminal: z.string().nullable(),
      authority: AuthorityUpdateRules,
      problem: z.string().optional(),
    }),
  },
  /** Throws not-permitted for whoever is no installer. */
  'updates.may-install': { request: nothing, reply: z.object({}) },
} as const;

/** Answered by the shell, which holds the program. */
export const updateShellCalls = {
  'updates.read': { request: nothing, reply: UpdateStanding },
  /** Asks the server now, and fetches what is for this machine. */
  'updates.look': { request: nothing, reply: UpdateStanding },
  /** Installs now, fetching first where nothing waits; for installers. Throws update-not-now, update-failed, not-permitted. */
  'updates.install': { request: nothing, reply: UpdateStanding },
} as const;
