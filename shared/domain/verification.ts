import { z } from 'zod';
import { Claims } from './claims';
import { FormatName } from './format';
import { Reason } from './reason';
import { LocalisedName } from './verdict';

/** What a terminal asks the authority about one presentation. `code` is a bearer secret: never logged, never journalled. */
export const VerificationQuestion = z.object({
  format: FormatName,
  /** Id of the issuer that the routing rules name. */
  issuer: z.string(),
  code: z.string().min(1).max(8_192),
  purpose: z.string(),
  presentedAt: z.iso.datetime({ offset: true }),
});
export type VerificationQuestion = z.infer<typeof VerificationQuestion>;

/** The authority's answer once its signature, nonce, terminal and purpose have been checked. */
export const VerificationAnswer = z.object({
  outcome: z.enum(['verified', 'refused']),
  reason: Reason.optional(),
  claims: Claims,
  issuer: z.object({ id: z.string(), name: LocalisedName }).optional(),
  validUntil: z.string().optional(),
  training: z.boolean(),
  /** The signed answer itself, compact JWS: it goes into the journal as evidence. */
  answer: z.string(),
});
export type VerificationAnswer = z.infer<typeof VerificationAnswer>;
