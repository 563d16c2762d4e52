import type { HandlersOf } from '../../shared/contract/calls';
import { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import type { EventMessage } from '../../shared/contract/events';
import type { KioskState } from '../../shared/contract/kiosk-calls';
import type { InstallationMode } from '../../shared/contract/installation-calls';
import { VestibuleError } from '../../shared/domain/error';
import type { Installation } from '../installation';
import type { Processes } from './processes';
import type { Store } from './store';

interface InstallationParts {
  installation: Store<Installation>;
  processes: Pick<Processes, 'ask' | 'restartTerminal'>;
  kiosk: { readonly state: KioskState };
  tell(message: EventMessage): void;
}

type Names =
  'installation.read' | 'installation.train' | 'installation.leave-training' | 'installation.enrol';

/** How this machine is set up, and its way from new to training or live. A machine that is enrolled never trains. */
export function createInstallationCalls({
  installation,
  processes,
  kiosk,
  tell,
}: InstallationParts): HandlersOf<Names> {
  const live = async ({ authority }: EnrolledTerminal) => {
    await installation.write({ mode: 'live', authorityUrl: authority });
    tell({ event: 'installation', payload: { mode: 'live' } });
  };
  /** A terminal that enrolled before the shell could write that down (a power cut, a full disk) is a live one, and is not asked anew. */
  const settled = async (): Promise<{ mode: InstallationMode }> => {
    const { mode } = installation.read();
    if (mode !== 'new') return { mode };
    const enrolled = await enrolledTerminal(processes).catch(() => null);
    if (!enrolled) return { mode };
    await live(enrolled);
    return { mode: 'live' };
  };
  /**
   * A kiosk that was wiped has no PIN left to ask for: whoever stands before it must not make another's terminal of it, with
   * an authority of their own, nor a training machine.
   */
  const notLocked = () => {
    if (kiosk.state === 'locked')
      throw new VestibuleError(
        'not-permitted',
        'A locked machine is provisioned, not set up from its screen.',
      );
  };
  const become = async (mode: InstallationMode) => {
    await installation.write({ mode });
    await processes.restartTerminal();
    tell({ event: 'installation', payload: { mode } });
    return settled();
  };
  return {
    'installation.read': settled,
    'installation.train': async () => {
      notLocked();
      if (installation.read().mode !== 'training' && (await enrolledTerminal(processes))) {
        throw new VestibuleError('not-permitted', 'A machine that is enrolled is no training machine.');
      }
      return become('training');
    },
    'installation.leave-training': async () => {
      const { mode } = installation.read();
      if (mode !== 'training') return { mode };
      notLocked();
      return become('new');
    },
    'installation.enrol': async (request) => {
      notLocked();
      if (installation.read().mode === 'training') {
        throw new VestibuleError('not-permitted', 'A training machine leaves training before it enrols.');
      }
      const before = installation.read().mode === 'new' ? await enrolledTerminal(processes) : null;
      const isDone = before?.signingKey === request.signingKey;
      const enrolled = isDone
        ? before
        : EnrolledTerminal.parse(await answered(processes, 'enrolment.enrol', request));
      await live(enrolled);
      return enrolled;
    },
  };
}

async function enrolledTerminal(processes: InstallationParts['processes']): Promise<EnrolledTerminal | null> {
  return EnrolledTerminal.nullable().parse(await answered(processes, 'enrolment.read', {}));
}

async function answered(
  { ask }: InstallationParts['processes'],
  name: 'enrolment.enrol' | 'enrolment.read',
  request: unknown,
): Promise<unknown> {
  const answer = await ask(name, request);
  if (!answer.ok) throw new VestibuleError(answer.error.code, answer.error.message);
  return answer.reply;
}
