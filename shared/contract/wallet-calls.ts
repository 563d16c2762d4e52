import { z } from 'zod';
import { Verdict } from '../domain/verdict';
import { WalletRequest } from '../domain/wallet-request';
import { CustomerView } from './customer-view';

const nothing = z.object({}).default({});

/** Answered by the terminal: documents that their holder shows from a wallet, and what the customer's window shows. */
export const walletCalls = {
  /** Begins to ask a wallet for what the selected purpose sees; what becomes of it comes as `wallet` events. Throws authority-unreachable, authority-refused. */
  'wallet.ask': { request: nothing, reply: WalletRequest },
  /** Whether the phone shows the same number. The verdict comes as an event too; another number refuses it. Throws bad-request when there is nothing to compare. */
  'wallet.compare': { request: z.object({ same: z.boolean() }), reply: Verdict },
  /** Takes the request back; one that is over is put away. */
  'wallet.cancel': { request: nothing, reply: z.object({}) },
  'wallet.read': { request: nothing, reply: WalletRequest.nullable() },
  /** The customer would rather show something else: the request to the wallet is taken back. */
  'customer.decline': { request: nothing, reply: z.object({}) },
  'customer.read': { request: nothing, reply: CustomerView },
} as const;

/** Answered by the shell. */
export const customerShellCalls = {
  /** Opens the customer's window, on a second screen where there is one, or brings it to the front. */
  'customer.open': { request: nothing, reply: z.object({ secondScreen: z.boolean() }) },
} as const;
