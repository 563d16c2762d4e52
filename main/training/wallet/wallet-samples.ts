import { citizenOf } from '../citizens';
import type { WalletChoice } from './sample-wallet';

/** A telephone in the tray: whose it is, and what its holder does with a request. */
export interface WalletSample {
  readonly id: string;
  readonly name: string;
  readonly citizen: string;
  readonly choice: WalletChoice;
}

/** The telephones that training offers. */
export const walletSamples: readonly WalletSample[] = [
  sample('wallet-pid', 'eleni-karagianni', 'sd-jwt-vc', 'identity credential'),
  sample('wallet-licence', 'marek-oravec', 'mdoc', 'mobile driving licence'),
  sample('wallet-declines', 'liv-halvorsen', 'decline', 'says no'),
];

function sample(id: string, citizen: string, choice: WalletChoice, words: string): WalletSample {
  return { id, name: `${citizenOf(citizen)?.label ?? citizen}, ${words}`, citizen, choice };
}
