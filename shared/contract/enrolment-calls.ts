import { z } from 'zod';
import { Connection } from '../domain/connection';
import { EnrolmentCode } from '../domain/enrolment-ticket';
import { KeyThumbprint } from '../domain/fingerprint';
import { TerminalRole } from '../domain/terminal-role';

/** What a machine says of itself once it is enrolled. Nothing of it is secret. */
export const EnrolledTerminal = z.object({
  terminal: z.string(),
  site: z.string(),
  /** What it is there, as its code said. */
  role: TerminalRole,
  /** Thumbprint of the terminal's own key. */
  fingerprint: KeyThumbprint,
  authority: z.string(),
  /** Thumbprint of the authority's signing key. */
  signingKey: KeyThumbprint,
  training: z.boolean(),
  /** How the site's network is passed; a proxy's password and this machine's certificate are left out. */
  connection: Connection,
});
export type EnrolledTerminal = z.infer<typeof EnrolledTerminal>;

export const EnrolmentRequest = z.object({
  authority: z.url().max(512),
  code: EnrolmentCode,
  /** The key that the authority must have: from a ticket, or compared by a person. */
  signingKey: KeyThumbprint,
  connection: Connection.optional(),
});
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

/** Answered by the terminal process. */
export const enrolmentCalls = {
  /** Who answers at this address: for a person to compare before a code is entrusted to it. */
  'enrolment.look-up': {
    request: z.object({ authority: z.url().max(512), connection: Connection.optional() }),
    reply: z.object({ authority: z.string(), signingKey: KeyThumbprint, training: z.boolean() }),
  },
  /** Enrols a terminal that is not enrolled yet; it works from then on. Windows ask `installation.enrol`, which also remembers it. */
  'enrolment.enrol': { request: EnrolmentRequest, reply: EnrolledTerminal },
  /** Makes another terminal of a machine whose journal the authority found rolled back or forked; for an installer. */
  'enrolment.anew': { request: z.object({ code: EnrolmentCode }), reply: EnrolledTerminal },
  /** Null while the terminal is not enrolled. */
  'enrolment.read': { request: z.object({}).default({}), reply: EnrolledTerminal.nullable() },
} as const;
