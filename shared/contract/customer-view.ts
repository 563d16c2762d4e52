import { z } from 'zod';
import { Outcome } from '../domain/verdict';
import { WalletRequest } from '../domain/wallet-request';

/**
 * Everything that the customer's window is ever told: what to do, a request to a wallet, that something is being looked at, and
 * how it ended. Never a claim, a name, a number of a document or a reason.
 */
export const CustomerView = z.discriminatedUnion('show', [
  z.strictObject({ show: z.literal('welcome'), site: z.string(), training: z.boolean() }),
  z.strictObject({
    show: z.literal('wallet'),
    site: z.string(),
    training: z.boolean(),
    request: WalletRequest.strict(),
  }),
  z.strictObject({ show: z.literal('looking'), site: z.string(), training: z.boolean() }),
  z.strictObject({ show: z.literal('outcome'), site: z.string(), training: z.boolean(), outcome: Outcome }),
]);
export type CustomerView = z.infer<typeof CustomerView>;
