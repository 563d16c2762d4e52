import { z } from 'zod';
import { PrivateKey, PublicKey } from '../../crypto/jwk';
import { Configuration } from './schemas';

/** What a terminal keeps of one that its machine was before it was enrolled anew: its key signs exports of what is left of it. */
export const FormerTerminal = z.object({
  terminal: z.string().min(1),
  epoch: z.number().int().positive(),
  privateKey: PrivateKey,
  /** Who enrolled the machine anew. */
  operator: z.string(),
});
export type FormerTerminal = z.infer<typeof FormerTerminal>;

/**
 * What a terminal keeps of its enrolment. It holds the terminal's private key: it is stored sealed and
 * never printed.
 */
export const Enrolment = z.object({
  /** Address of the authority, without a slash at the end. */
  url: z.string(),
  terminal: z.string().min(1),
  epoch: z.number().int().positive(),
  site: z.object({ id: z.string(), name: z.string() }),
  training: z.boolean(),
  privateKey: PrivateKey,
  /** The authority's key that signs now: the one pinned at the enrolment, or where the successions led from it. */
  signingKey: PublicKey,
  /** The successions that were followed since the enrolment, oldest first. */
  successions: z.array(z.object({ number: z.number().int().positive(), statement: z.string() })).default([]),
  /** Questions that could not be asked are sealed to it. */
  verificationKey: PublicKey,
  /** Offline exports are sealed to it. */
  exportKey: PublicKey,
  configuration: Configuration,
  /** The trust list that came with the enrolment, compact JWS. */
  trustList: z.string(),
  /** The authority's signed statement of this terminal and its key, compact JWS: it goes into receipts. */
  statement: z.string(),
  /** The terminals that this machine was before, oldest first. */
  formers: z.array(FormerTerminal).default([]),
});
export type Enrolment = z.infer<typeof Enrolment>;
