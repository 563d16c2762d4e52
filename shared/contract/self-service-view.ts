import { z } from 'zod';
import { ClaimName } from '../domain/claims';
import { ConsentText } from '../domain/consent';
import { FormName } from '../domain/check-in';
import { LocalisedName } from '../domain/verdict';
import { WalletRequest } from '../domain/wallet-request';

const place = {
  site: z.string(),
  training: z.boolean(),
  purpose: z.object({ name: z.string(), title: LocalisedName }),
};

/**
 * Everything that the window of a terminal in self-service is ever told: one step of one person. Never a claim, a name, a
 * number of a document or a reason; and of the number on the wallet nothing either, because the person types it.
 */
export const SelfServiceView = z.discriminatedUnion('show', [
  /** Nothing can be recorded now; the desk is told why. */
  z.strictObject({ show: z.literal('closed'), ...place }),
  z.strictObject({
    show: z.literal('welcome'),
    ...place,
    /** What can be shown here now. */
    takes: z.array(z.enum(['code', 'card', 'wallet'])),
  }),
  z.strictObject({ show: z.literal('looking'), ...place }),
  z.strictObject({
    show: z.literal('wallet'),
    ...place,
    request: WalletRequest.omit({ number: true, purpose: true }).strict(),
    /** The number that was typed was not the one on the phone. */
    wrong: z.boolean(),
  }),
  /** The document is genuine; the purpose asks whether the person agrees. */
  z.strictObject({
    show: z.literal('consent'),
    ...place,
    title: LocalisedName,
    /** What is kept, and for how many days. */
    keeps: z.array(ClaimName),
    days: z.number().int().positive(),
    text: ConsentText.pick({ id: true, version: true, words: true }),
  }),
  /** The document is genuine; the form still needs something. */
  z.strictObject({
    show: z.literal('form'),
    ...place,
    form: FormName,
    mostNights: z.number().int().positive(),
  }),
  z.strictObject({ show: z.literal('recorded'), ...place }),
  /** A person at the desk goes on. */
  z.strictObject({ show: z.literal('desk'), ...place }),
]);
export type SelfServiceView = z.infer<typeof SelfServiceView>;
