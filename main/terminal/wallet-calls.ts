import type { HandlersOf } from '../../shared/contract/calls';
import type { walletCalls as calls } from '../../shared/contract/wallet-calls';
import type { Verdict } from '../../shared/domain/verdict';
import type { Core } from './core';
import type { CustomerDisplay } from './customer-display';
import type { SitePurposes } from './site-purposes';

interface WalletCallParts {
  /** The terminal's core; throws while nothing may be recorded. */
  recording(): Core;
  core(): Core | null;
  purposes: Pick<SitePurposes, 'selected'>;
  customer: CustomerDisplay;
  /** A verdict was recorded: the windows are told. */
  judged(verdict: Verdict): void;
}

/** Answers what is asked about wallets, and what the customer's window asks. */
export function createWalletCalls(parts: WalletCallParts): HandlersOf<keyof typeof calls> {
  const { recording, core, purposes, customer, judged } = parts;
  const cancel = () => {
    core()?.wallets.cancel();
    return {};
  };
  return {
    'wallet.ask': () => recording().wallets.ask(purposes.selected),
    'wallet.compare': ({ same }) => {
      const open = recording();
      const verdict = open.presentations.presentWallet(open.wallets.compared(same));
      judged(verdict);
      return verdict;
    },
    'wallet.cancel': cancel,
    'customer.decline': cancel,
    'wallet.read': () => core()?.wallets.read() ?? null,
    'customer.read': () => customer.read(),
  };
}
