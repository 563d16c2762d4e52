import type { ReportsStatement } from '../../client/api.generated';
import type { Terminal } from '../terminals';
import type { Reporting } from './reporting';

/** Reports in one statement; a terminal asks again for the rest. */
const MOST = 200;

/** `GET /v1/reports`: what became of the reports of a terminal's check-ins behind a change. It says nothing about the people. */
export async function reportsStatement(
  reporting: Pick<Reporting, 'reports' | 'due'>,
  terminal: Pick<Terminal, 'id' | 'site'>,
  since: number,
  now: Date,
): Promise<ReportsStatement> {
  const { reports } = reporting;
  const profile = await reports.profileOf(terminal.site);
  // Before the reports: a number without a report, as a repeated entry leaves it, is passed over then.
  const newest = await reports.changesOf(terminal.id);
  const changed = await reports.changedSince(terminal.id, since, MOST);
  const isAnyDue = changed.some(({ state }) => state === 'due');
  const due = profile && isAnyDue ? await reporting.due(terminal, profile) : [];
  const lacks = new Map(due.map(({ entry, problems }) => [entry, problems.map(({ field }) => field)]));
  const last = changed.at(-1)?.change ?? since;
  return {
    terminal: terminal.id,
    since,
    through: changed.length < MOST ? Math.max(newest, last) : last,
    ...(profile && { reporter: profile.reporter }),
    reports: changed.map(({ entry, state, dueAt, code }) => {
      const lacking = state === 'due' ? [...new Set(lacks.get(entry))] : [];
      return {
        entry,
        state,
        dueAt: dueAt.toISOString(),
        ...(code !== undefined && { code }),
        ...(lacking.length > 0 && { lacks: lacking }),
      };
    }),
    at: now.toISOString(),
  };
}
