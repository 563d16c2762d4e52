import type { Request, TerminalCallName, TerminalHandlers } from '../../shared/contract/calls';
import type { Role } from '../../shared/domain/operator';
import type { Core } from './core';

/** What a window may ask before anybody has signed in, and while the screen is locked: nothing about a person. */
const OPEN: readonly TerminalCallName[] = [
  'state.read',
  'operators.list',
  'operators.add',
  'sign-in',
  'sign-out',
  'lock',
  'activity',
  'alert.dismiss',
  'chip.read',
  'chip.cancel',
  'drain',
  'enrolment.read',
  'health.read',
  'diagnostics.make',
  'kiosk.may-leave',
  'wallet.read',
  'customer.read',
  'customer.decline',
  'customer.consent',
  'self-service.read',
  'self-service.present',
  'self-service.ask-wallet',
  'self-service.number',
  'self-service.consent',
  'self-service.record',
  'self-service.clear',
  'training.samples',
  'training.network',
  'updates.moment',
];

/** What more than a clerk has to be for, also where it hangs on what is asked; everything else is a clerk's. */
const NEEDS: { [C in TerminalCallName]?: Role | ((request: Request<C>) => Role) } = {
  'updates.may-install': 'installer',
  'enrolment.anew': 'installer',
  'operators.change': 'supervisor',
  'operators.remove': 'supervisor',
  'operators.lock-after': 'supervisor',
  'self-service.may-set': 'installer',
  // Whoever audits: people in clear, records that leave the machine, and what one colleague did.
  'journal.reveal': 'supervisor',
  'journal.receipt': 'supervisor',
  'journal.export': 'supervisor',
  // What leaves this machine for another system.
  'handoff.api': 'installer',
  'handoff.rotate': 'installer',
  'handoff.folder': 'installer',
  'journal.find': ({ search }) => (search.operator === undefined ? 'clerk' : 'supervisor'),
};

/**
 * The handlers behind the roles: each call first asks who works here. It is checked here, in the terminal's process,
 * whatever a window shows. A call throws not-signed-in, screen-locked or not-permitted, and nothing has happened.
 */
export function permitted(handlers: TerminalHandlers, core: () => Core | null): TerminalHandlers {
  const guarded = Object.entries(handlers).map(([name, handler]: [string, (request: never) => unknown]) => {
    const call = name as TerminalCallName;
    const asking = (request: never) => {
      // A terminal that is not open says so itself.
      const session = core()?.staff.session;
      const needs = NEEDS[call] ?? 'clerk';
      if (session && !OPEN.includes(call))
        session.mustBe(typeof needs === 'function' ? needs(request) : needs);
      return handler(request);
    };
    return [name, asking];
  });
  return Object.fromEntries(guarded) as TerminalHandlers;
}
