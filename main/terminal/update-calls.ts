import type { HandlersOf } from '../../shared/contract/calls';
import type { TerminalState } from '../../shared/contract/terminal-state';
import type { Core } from './core';

interface UpdateCallParts {
  core(): Core | null;
  state(): TerminalState;
  /** A chip is being read, or its document lies there. */
  chipOpen(): boolean;
}

/** Whether the program may be replaced now: nobody is served, and nothing is under way. */
export function createUpdateCalls(
  parts: UpdateCallParts,
): HandlersOf<'updates.moment' | 'updates.may-install'> {
  return {
    'updates.moment': () => {
      const core = parts.core();
      const { outbox, session, journal } = parts.state();
      return {
        signedIn: session.person !== null,
        signInRequired: session.required,
        // A terminal that is not open serves nobody.
        idleMilliseconds: core?.staff.session.idleMilliseconds ?? Number.MAX_SAFE_INTEGER,
        queued: outbox.queued,
        halfRead: parts.chipOpen() || core?.wallets.underWay === true,
        terminal: core?.enrolment.terminal ?? null,
        authority: core?.enrolment.configuration.updates ?? {},
        ...(journal.problem && { problem: journal.problem.code }),
      };
    },
    'updates.may-install': () => ({}),
  };
}
