import type { HandlersOf } from '../../shared/contract/calls';
import { VestibuleError } from '../../shared/domain/error';
import { includesRole } from '../../shared/domain/operator';
import type { Core } from './core';

/** Who may leave the kiosk lock: the PIN is checked here, and that it was left is journalled. */
export function createKioskCalls(working: () => Core): HandlersOf<'kiosk.may-leave'> {
  return {
    'kiosk.may-leave': async ({ operator, pin }) => {
      const core = working();
      await core.staffed;
      const { accounts } = core.staff;
      const installers = accounts.list().filter(({ role }) => role === 'installer').length;
      if (installers === 0 || operator === undefined || pin === undefined) return { installers };
      const leaving = await accounts.signIn(operator, pin);
      if (!includesRole(leaving.role, 'installer'))
        throw new VestibuleError('not-permitted', 'Only an installer leaves the kiosk.');
      core.noteSettings([{ name: 'kioskLocked', before: true, after: false }]);
      return { installers };
    },
  };
}
