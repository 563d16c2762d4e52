import type { ListState, TerminalState } from '../../shared/contract/terminal-state';
import type { Words } from '../messages';
import type { DotState } from './dot';
import { pluggedReaders, readerDot, readerKind, readerLine } from './reader-words';

/** One stop of the line. */
export interface Stop {
  id: string;
  dot: DotState;
  name: string;
  /** For the slim rail. */
  short: string;
  line: string;
  /** The line to the next stop is broken. */
  cut?: boolean;
  /** The line ends here. */
  last?: boolean;
  /** A little room after it: the next stop is of another kind. */
  gap?: boolean;
  /** Records leave for the authority from here. */
  leaving?: boolean;
}

/** The stops from the readers to the authority, and the lists beside them. */
export function railStops(state: TerminalState, now: Date, words: Words): Stop[] {
  return [
    ...readerStops(state, now, words),
    journalStop(state, words),
    queueStop(state, now, words),
    authorityStop(state, now, words),
    listsStop(state.lists, words),
  ];
}

function readerStops(state: TerminalState, now: Date, words: Words): Stop[] {
  const { t } = words;
  const plugged = pluggedReaders(state);
  if (plugged.length === 0) {
    return [
      {
        id: 'no-reader',
        dot: 'off',
        name: t('rail.no-reader'),
        short: t('rail.no-reader-short'),
        line: t('rail.no-reader-hint'),
        cut: true,
        gap: true,
      },
    ];
  }
  return plugged.map((reader, index) => ({
    id: reader.id,
    dot: readerDot[reader.state],
    name: t(`reader-kind.${readerKind(reader)}`),
    short: t(`reader-short.${readerKind(reader)}`),
    line: readerLine(reader, now, words),
    gap: index === plugged.length - 1,
  }));
}

function journalStop({ journal }: TerminalState, { t }: Words): Stop {
  return {
    id: 'journal',
    dot: journal.problem ? 'attention' : 'live',
    name: t('rail.journal'),
    short: t('rail.journal'),
    line: journal.problem ? t('rail.journal-stopped') : t('rail.journal-entries', { n: journal.entries }),
    cut: journal.problem !== undefined,
  };
}

function queueStop(
  { outbox, authority, awaitingVerdict, journal }: TerminalState,
  now: Date,
  { t, number, age }: Words,
): Stop {
  const oldest = outbox.oldestAt ? age((now.getTime() - Date.parse(outbox.oldestAt)) / 1_000) : age(0);
  const waiting = outbox.queued > 0;
  const lines = [
    waiting
      ? t('rail.queue-waiting', { n: number(outbox.queued), age: oldest })
      : outbox.refused === 0 && t('rail.queue-empty'),
    outbox.refused > 0 && t('rail.queue-refused', { n: number(outbox.refused) }),
    awaitingVerdict > 0 && t('rail.answers-due', { n: awaitingVerdict }),
  ];
  const stopped = journal.problem !== undefined;
  return {
    id: 'queue',
    dot: stopped ? 'off' : outbox.refused > 0 ? 'attention' : waiting ? 'waiting' : 'live',
    name: t('rail.queue'),
    short: waiting ? t('rail.queue-short', { n: number(outbox.queued), age: oldest }) : t('rail.queue'),
    line: stopped
      ? t('rail.journal-stopped')
      : lines.filter((line) => line !== false).reduce((first, second) => t('joined', { first, second })),
    cut: !authority.online,
    leaving: true,
  };
}

function authorityStop({ authority }: TerminalState, now: Date, { t, ago, age }: Words): Stop {
  const reached = authority.lastReachedAt ? new Date(authority.lastReachedAt) : undefined;
  const lost = authority.offlineSince ?? authority.lastReachedAt;
  const line = authority.online
    ? reached
      ? t('rail.authority-reached', { ago: ago(reached, now) })
      : t('rail.authority-online')
    : lost
      ? t('rail.authority-lost', { age: age((now.getTime() - Date.parse(lost)) / 1_000) })
      : t('rail.authority-never');
  return {
    id: 'authority',
    dot: authority.online ? 'live' : 'off',
    name: t('rail.authority'),
    short: t('rail.authority'),
    line,
    last: true,
    gap: true,
  };
}

const worstFirst = ['absent', 'stale', 'warn', 'fresh'] as const;
const listDots = { fresh: 'live', warn: 'waiting', stale: 'attention', absent: 'attention' } as const;

function listsStop(lists: readonly ListState[], { t, age }: Words): Stop {
  const worst = worstFirst.find((state) => lists.some((list) => list.state === state)) ?? 'absent';
  const oldest = Math.max(0, ...lists.filter(({ state }) => state === worst).map((list) => list.ageSeconds));
  const line =
    worst === 'fresh' || worst === 'warn'
      ? t(`rail.lists-${worst}`, { age: age(oldest) })
      : t(`rail.lists-${worst}`);
  return {
    id: 'lists',
    dot: listDots[worst],
    name: t('rail.lists'),
    short: t('rail.lists'),
    line,
    last: true,
  };
}
