import type { HandlersOf } from '../../shared/contract/calls';
import type { handoffCalls as calls } from '../../shared/contract/handoff-calls';
import type { Handoff } from '../handoff';

/** What an installer asks of the handoff. `takeFile` gives the folder of a grant, once. */
export function createHandoffCalls(
  working: () => { handoff: Handoff },
  takeFile: (grant: string) => string,
): HandlersOf<keyof typeof calls> {
  const after = (made: { token?: string }) => ({ standing: working().handoff.standing(), ...made });
  return {
    'handoff.read': () => working().handoff.standing(),
    'handoff.api': async ({ port }) => after(await working().handoff.setApi(port)),
    'handoff.rotate': async () => after(await working().handoff.rotateToken()),
    'handoff.folder': ({ grant }) => {
      working().handoff.setFolder(grant === null ? null : takeFile(grant));
      return after({});
    },
  };
}
