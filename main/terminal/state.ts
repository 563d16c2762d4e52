import type { TerminalState } from '../../shared/contract/terminal-state';
import type { ErrorReport } from '../../shared/domain/error';
import { listStates } from '../trust/list-state';
import type { Alerts } from './alerts';
import type { Core } from './core';
import type { TerminalOptions } from './process-contract';
import type { ReaderLink } from './reader-link';
import { type SitePurposes, summaryOf } from './site-purposes';

interface StateParts {
  options: TerminalOptions;
  purposes: SitePurposes;
  core: Core | null;
  problem: ErrorReport | null;
  readers: Pick<ReaderLink, 'list' | 'host'>;
  alerts: Alerts;
  now: Date;
}

/** Of a terminal that is not open: nobody can sign in, and what it cannot do it says itself. */
const noSession = {
  person: null,
  required: false,
  requiredNext: false,
  locked: false,
  empty: false,
  lockAfterSeconds: 0,
};

/** Everything the windows show that is not about one person. */
export function stateOf({
  options,
  purposes,
  core,
  problem,
  readers,
  alerts,
  now,
}: StateParts): TerminalState {
  const closed = { entries: 0, head: '' };
  const selfService = purposes.publicPurpose(options.selfService);
  return {
    mode: core?.training === true || options.mode === 'training' ? 'training' : 'live',
    terminal: core?.enrolment.terminal ?? '',
    site: core?.enrolment.site.name ?? '',
    role: purposes.role,
    operator: core?.staff.name ?? '',
    session: core?.staff.state() ?? noSession,
    offline: core?.standing() ?? { step: 'none', needsApproval: false },
    ...(selfService !== undefined && { selfService }),
    purpose: summaryOf(purposes.selected),
    purposes: purposes.enabled.map(summaryOf),
    authority: core ? core.connection() : { online: false },
    outbox: core?.journal.outbox.counts() ?? { queued: 0, acknowledged: 0, refused: 0 },
    reportChanges: core?.journal.reports.through(core.enrolment.terminal) ?? 0,
    awaitingVerdict: core?.journal.awaiting.count() ?? 0,
    lists: core ? listStates(core.trust.view(), now, purposes.selected.offline) : [],
    journal: core
      ? {
          entries: core.journal.head().entries,
          head: core.journal.head().hash,
          ...(core.stopped && { problem: core.stopped }),
        }
      : { ...closed, ...(problem && { problem }) },
    readers: readers.list(),
    readerHost: readers.host(),
    today: core?.journal.guests.today(now) ?? { checkedIn: 0 },
    alerts: alerts.list(),
  };
}
