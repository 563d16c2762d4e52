import type { HandlersOf } from '../../shared/contract/calls';
import type { Updates } from './updates';

/** Updates as the windows ask about them. */
export function createUpdateCalls(
  updates: Promise<Updates>,
): HandlersOf<'updates.read' | 'updates.look' | 'updates.install'> {
  return {
    'updates.read': async () => (await updates).standing,
    'updates.look': async () => {
      (await updates).look();
      return (await updates).standing;
    },
    'updates.install': async () => {
      await (await updates).install();
      return (await updates).standing;
    },
  };
}
