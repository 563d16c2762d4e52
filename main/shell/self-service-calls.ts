import type { HandlersOf } from '../../shared/contract/calls';
import { VestibuleError } from '../../shared/domain/error';
import type { Installation } from '../installation';
import type { Processes } from './processes';
import type { Store } from './store';

/** Sets the machine up for self-service: the terminal says whether that may be, and opens anew with it. */
export function createSelfServiceCalls({
  installation,
  processes,
}: {
  installation: Store<Installation>;
  processes: Processes;
}): HandlersOf<'self-service.set'> {
  return {
    'self-service.set': async ({ purpose }) => {
      const answer = await processes.ask('self-service.may-set', { purpose });
      if (!answer.ok) throw new VestibuleError(answer.error.code, answer.error.message);
      await installation.write({ selfService: purpose });
      await processes.restartTerminal();
      return {};
    },
  };
}
