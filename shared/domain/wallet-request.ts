import { z } from 'zod';
import { ClaimName } from './claims';
import { LocalisedName } from './verdict';

/** How far a request to a wallet is; `compare`: it answered, and the clerk has to compare the number before anything is shown. */
export const WalletRequestState = z.enum(['waiting', 'opened', 'compare', 'declined', 'expired', 'failed']);
export type WalletRequestState = z.infer<typeof WalletRequestState>;

/** A request to a wallet (OpenID4VP) as the front desk and the customer's window show it. Nothing in it is about a person. */
export const WalletRequest = z.object({
  state: WalletRequestState,
  purpose: z.string(),
  title: LocalisedName,
  /** For the QR code. */
  code: z.string(),
  /** Four digits, on the wallet and here. */
  number: z.string(),
  /** What is asked for, and of that what is kept. */
  claims: z.array(ClaimName),
  keeps: z.array(ClaimName),
  /** How long what is kept is kept. */
  days: z.number().int().positive(),
  expiresAt: z.string(),
});
export type WalletRequest = z.infer<typeof WalletRequest>;
