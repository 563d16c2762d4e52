import type { TerminalState } from '../../shared/contract/terminal-state';
import type { UpdateStanding } from '../../shared/domain/update';
import type { HealthCheck, HealthState, HealthTopic, KeySource } from '../../shared/domain/health';

const TRUST_LIST = 'trust-list';
const HOUR = 3_600;
const DAY = 24 * HOUR;
const GIGABYTE = 1024 ** 3;

/** What a look at the machine needs beside the state that every window knows. */
export interface HealthFacts {
  state: TerminalState;
  /** Undefined while the journal is closed. */
  keySource: KeySource | undefined;
  freeBytes: number | undefined;
  /** Null until the authority was heard. */
  clockOffset: number | null;
  /** When the certificate at the authority's address ends; null where there is none or nobody answers. */
  certificateEnds: Date | null;
  now: Date;
  updates: UpdateStanding | undefined;
}

/** How the machine is, topic by topic, in the order in which somebody should look. */
export function healthOf(facts: HealthFacts): HealthCheck[] {
  return [journal(facts), key(facts), disk(facts), queue(facts), authority(facts), clock(facts)]
    .concat(certificate(facts))
    .concat(lists(facts))
    .concat(readers(facts))
    .concat(updates(facts));
}

function check(topic: HealthTopic, state: HealthState, figures: HealthCheck['figures'] = {}): HealthCheck {
  return { topic, state, figures };
}

function journal({ state }: HealthFacts): HealthCheck {
  const { problem, entries } = state.journal;
  return check('journal', problem ? 'bad' : 'good', {
    count: entries,
    ...(problem && { problem: problem.code }),
  });
}

/** Where the system has no key store, whoever has the disk may have the key: the page says so loudly (PROTOCOL, Authentication). */
function key({ keySource, state }: HealthFacts): HealthCheck {
  if (!keySource) return check('key', 'unknown');
  if (keySource === 'key-store') return check('key', 'good', { keySource });
  return check('key', state.mode === 'training' ? 'attention' : 'bad', { keySource });
}

function disk({ freeBytes }: HealthFacts): HealthCheck {
  if (freeBytes === undefined) return check('disk', 'unknown');
  const state = freeBytes < GIGABYTE / 4 ? 'bad' : freeBytes < 2 * GIGABYTE ? 'attention' : 'good';
  return check('disk', state, { bytes: freeBytes });
}

function queue({ state: { outbox }, now }: HealthFacts): HealthCheck {
  const seconds = outbox.oldestAt
    ? Math.max(0, Math.round((now.getTime() - Date.parse(outbox.oldestAt)) / 1_000))
    : 0;
  const state = seconds > DAY ? 'bad' : seconds > HOUR || outbox.refused > 0 ? 'attention' : 'good';
  return check('queue', state, { count: outbox.queued, seconds });
}

function authority({ state, now }: HealthFacts): HealthCheck {
  const { online, lastReachedAt } = state.authority;
  if (online) return check('authority', 'good');
  if (lastReachedAt === undefined) return check('authority', 'attention');
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(lastReachedAt)) / 1_000));
  return check('authority', seconds > DAY ? 'bad' : 'attention', { seconds });
}

function clock({ clockOffset }: HealthFacts): HealthCheck {
  if (clockOffset === null) return check('clock', 'unknown');
  const off = Math.abs(clockOffset);
  const state = off > 5 * 60_000 ? 'bad' : off > 10_000 ? 'attention' : 'good';
  return check('clock', state, { offsetMs: clockOffset });
}

function certificate({ certificateEnds, now }: HealthFacts): HealthCheck[] {
  if (!certificateEnds) return [];
  const seconds = Math.round((certificateEnds.getTime() - now.getTime()) / 1_000);
  const state = seconds < 3 * DAY ? 'bad' : seconds < 21 * DAY ? 'attention' : 'good';
  return [check('certificate', state, { seconds })];
}

/** The trust list by itself; the status lists of the issuers together, by the one that is worst off. */
function lists({ state }: HealthFacts): HealthCheck[] {
  const states = { fresh: 'good', warn: 'attention', stale: 'bad', absent: 'bad' } as const;
  const trust = state.lists.filter(({ id }) => id === TRUST_LIST);
  const status = state.lists.filter(({ id }) => id !== TRUST_LIST);
  const worst = (['bad', 'attention'] as const).find((each) =>
    status.some((list) => states[list.state] === each),
  );
  return [
    ...trust.map((list) =>
      check('trust-list', states[list.state], { version: list.version, seconds: list.ageSeconds }),
    ),
    ...(status.length === 0
      ? []
      : [
          check('status-lists', worst ?? 'good', {
            count: status.length,
            good: status.filter((list) => states[list.state] === 'good').length,
            seconds: Math.max(...status.map(({ ageSeconds }) => ageSeconds)),
          }),
        ]),
  ];
}

/** No reader at all is no fault: codes come by keyboard and camera too. What keeps losing the process that drives them is one. */
function readers({ state }: HealthFacts): HealthCheck[] {
  const plugged = state.readers.filter((reader) => reader.state !== 'gone');
  const good = plugged.filter((reader) => reader.state === 'live' || reader.state === 'opening').length;
  const { away, lost } = state.readerHost;
  const none = away || (good === 0 && plugged.length > 0);
  const worst = none ? 'bad' : good < plugged.length || lost > 0 ? 'attention' : 'good';
  return [check('readers', worst, { count: plugged.length, good, ...(lost > 0 && { lost }) })];
}

/** Where nobody set a server there is nothing to look at: the system's packages may do it. */
function updates({ updates: standing, now }: HealthFacts): HealthCheck[] {
  if (!standing || standing.phase === 'off') return [];
  const { last, lookedAt, phase } = standing;
  const wrong = last !== undefined && last.what !== 'installed' && last.what !== 'unreachable';
  const seconds = lookedAt && Math.max(0, Math.round((now.getTime() - Date.parse(lookedAt)) / 1_000));
  return [
    check('updates', last?.what === 'not-genuine' ? 'bad' : wrong ? 'attention' : 'good', {
      update: last && last.what !== 'installed' ? last.what : phase === 'waiting' ? 'waiting' : 'looked',
      ...(seconds !== undefined && seconds !== '' && { seconds }),
    }),
  ];
}
