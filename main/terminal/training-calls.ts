import type { HandlersOf } from '../../shared/contract/calls';
import { VestibuleError } from '../../shared/domain/error';
import type { Core } from './core';
import type { ReaderLink } from './reader-link';
import type { SitePurposes } from './site-purposes';
import type { Training } from './training';

interface TrainingCallParts {
  training(): Training | null;
  recording(): Core;
  working(): Core;
  purposes: Pick<SitePurposes, 'selected'>;
  readers: ReaderLink;
  present: Parameters<Training['present']>[2];
}

/** What only a terminal in training is asked. Each throws training-only elsewhere. */
export function createTrainingCalls({
  training,
  recording,
  working,
  purposes,
  readers,
  present,
}: TrainingCallParts): HandlersOf<'training.samples' | 'training.present' | 'training.network'> {
  const inTraining = (): Training => {
    const open = training();
    if (open) return open;
    throw new VestibuleError('training-only', 'This works in training mode only.');
  };
  /** The code of the request under way; without one a request is begun. */
  const walletCode = async (): Promise<string> => {
    const { wallets } = recording();
    const request = wallets.read();
    const isOpen = request?.state === 'waiting' || request?.state === 'opened';
    return isOpen ? request.code : (await wallets.ask(purposes.selected)).code;
  };
  return {
    'training.samples': () => inTraining().tray(),
    'training.present': async ({ id }) => {
      if (inTraining().isWallet(id)) await inTraining().showCode(id, await walletCode());
      else await inTraining().present(id, readers, present);
      return {};
    },
    'training.network': async ({ connected }) => {
      await inTraining().connect(connected);
      working().delivery.networkChanged();
      return { connected };
    },
  };
}
