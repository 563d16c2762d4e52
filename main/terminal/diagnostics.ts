import type { TerminalState } from '../../shared/contract/terminal-state';
import type { HealthCheck } from '../../shared/domain/health';
import { zip } from './zip';

const README = `What this is
A Vestibule terminal put this together for whoever supports it.

  health.json     what was looked at, and how it is
  terminal.json   mode, queue, lists, readers by kind and state, alerts by code
  versions.json   the program and what it runs on

What is not in it
No name, number or address of anybody; no code that was shown; no key, password or PIN; no room; no note; no
serial number of a device. Everything is picked out by name from what the terminal knows, nothing is blacked out
afterwards.
`;

/** The diagnostics bundle. What goes in is named here, member by member: nothing gets in by being there. */
export function diagnosticsBundle({
  checks,
  state,
  versions,
  at,
}: {
  checks: readonly HealthCheck[];
  state: TerminalState;
  versions: Readonly<Record<string, string>>;
  at: Date;
}): Buffer {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return zip(
    {
      'README.txt': README,
      'health.json': json({ at: at.toISOString(), checks }),
      'terminal.json': json(described(state)),
      'versions.json': json(versions),
    },
    at,
  );
}

function described(state: TerminalState): object {
  const { mode, terminal, purpose, authority, outbox, awaitingVerdict, lists, journal, readers, alerts } =
    state;
  return {
    mode,
    terminal,
    purpose: purpose.name,
    authority: { online: authority.online, lastReachedAt: authority.lastReachedAt },
    outbox: { queued: outbox.queued, acknowledged: outbox.acknowledged, refused: outbox.refused },
    awaitingVerdict,
    lists: lists.map(({ id, version, ageSeconds, state: freshness }) => ({
      id,
      version,
      ageSeconds,
      state: freshness,
    })),
    journal: { entries: journal.entries, head: journal.head, problem: journal.problem?.code },
    readers: readers.map(({ kind, vendor, product, driver, state: reading, advice }) => ({
      kind,
      vendor,
      product,
      driver,
      state: reading,
      advice,
    })),
    alerts: alerts.map(({ code, at }) => ({ code, at })),
  };
}
