import { z } from 'zod';
import { ConsentText } from '../domain/consent';
import { ClaimName } from '../domain/claims';
import { LocalisedName, Outcome } from '../domain/verdict';
import { WalletRequest } from '../domain/wallet-request';

/**
 * Everything that the customer's window is ever told: what to do, a request to a wallet, a text to agree to, that something is
 * being looked at, and how it ended. Never a claim, a name, a number of a document or a reason.
 */
export const CustomerView = z.discriminatedUnion('show', [
  z.strictObject({ show: z.literal('welcome'), site: z.string(), training: z.boolean() }),
  z.strictObject({
    show: z.literal('wallet'),
    site: z.string(),
    training: z.boolean(),
    request: WalletRequest.strict(),
  }),
  z.strictObject({
    show: z.literal('consent'),
    site: z.string(),
    training: z.boolean(),
    /** Goes back with the answer: one that comes late is to nobody else's question. */
    asked: z.uuid(),
    /** The purpose's own name, and what it keeps for how many days. */
    title: LocalisedName,
    keeps: z.array(ClaimName),
    days: z.number().int().positive(),
    text: ConsentText.pick({ id: true, version: true, words: true }),
  }),
  z.strictObject({
    show: z.literal('answered'),
    site: z.string(),
    training: z.boolean(),
    given: z.boolean(),
  }),
  z.strictObject({ show: z.literal('looking'), site: z.string(), training: z.boolean() }),
  z.strictObject({ show: z.literal('outcome'), site: z.string(), training: z.boolean(), outcome: Outcome }),
]);
export type CustomerView = z.infer<typeof CustomerView>;
