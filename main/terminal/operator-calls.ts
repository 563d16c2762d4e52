import type { TerminalHandlers } from '../../shared/contract/calls';
import type { operatorCalls } from '../../shared/contract/operator-calls';
import type { Core } from './core';
import { trainingOperators } from './training-operators';

/** What windows and scripts ask about operators. */
export function createOperatorCalls(working: () => Core): Pick<TerminalHandlers, keyof typeof operatorCalls> {
  const staff = () => working().staff;
  return {
    'operators.list': async () => {
      const { training } = working();
      await working().staffed;
      const pinOf = (id: string) => trainingOperators.find((built) => built.id === id)?.pin;
      const operators = staff().accounts.list();
      return {
        operators: operators.map((each) => ({ ...each, ...(training && { trainingPin: pinOf(each.id) }) })),
      };
    },
    'sign-in': async ({ operator, pin }) => {
      await working().staffed;
      return { operator: await staff().session.signIn(operator, pin) };
    },
    'sign-out': () => {
      staff().session.signOut();
      return {};
    },
    lock: () => {
      staff().session.lock();
      return {};
    },
    activity: ({ serves }) => {
      const { session } = staff();
      if (serves === undefined) session.touched();
      else session.serves(serves);
      return {};
    },
    'operators.add': async (operator) => {
      await working().staffed;
      await staff().add(operator);
      return {};
    },
    'operators.change': async (change) => {
      await staff().change(change);
      return {};
    },
    'operators.remove': ({ id }) => {
      staff().remove(id);
      return {};
    },
    'operators.own-pin': async ({ pin, newPin }) => {
      await staff().changeOwnPin(pin, newPin);
      return {};
    },
    'operators.lock-after': ({ seconds }) => {
      const before = staff().lockAfter(seconds);
      working().noteSettings([{ name: 'lockAfterSeconds', before, after: seconds }]);
      return {};
    },
    'approval.give': async (request) => {
      await working().staffed;
      return staff().approvals.give(request, staff().session.operator);
    },
  };
}
