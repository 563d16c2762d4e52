import type { TerminalState } from '../../shared/contract/terminal-state';
import type { Reader, ReaderState } from '../../shared/domain/reader';
import type { Words } from '../messages';
import type { DotState } from './dot';

type Kind = Reader['kind'] | 'simulated-scanner' | 'simulated-card' | 'simulated-chip';

/** What kind of reader it is, as the screens name it. The simulated ones are told apart by what they stand for. */
export function readerKind({ id, kind }: Pick<Reader, 'id' | 'kind'>): Kind {
  if (kind !== 'simulated') return kind;
  if (id === 'simulated-scanner') return 'simulated-scanner';
  if (id === 'simulated-document-reader') return 'simulated-chip';
  return id === 'simulated-card-reader' ? 'simulated-card' : kind;
}

export const readerDot: Readonly<Record<ReaderState, DotState>> = {
  live: 'live',
  opening: 'waiting',
  gone: 'off',
  'no-permission': 'attention',
  failing: 'attention',
  'set-aside': 'off',
};

/** One line under a reader's name: its state, or when it last read. */
export function readerLine(reader: Reader, now: Date, { t, ago }: Words): string {
  if (reader.state === 'live' && reader.lastReadAt)
    return t('reader.read', { ago: ago(new Date(reader.lastReadAt), now) });
  return t(`reader-state.${reader.state}`);
}

/** Readers that are plugged in: what a clerk can hold something to. */
export function pluggedReaders({ readers }: Pick<TerminalState, 'readers'>): Reader[] {
  return readers.filter(({ kind, state }) => pluggable.has(kind) && state !== 'gone');
}

/** Whether a resident card can be laid on something here. */
export function readsCards(readers: readonly Reader[]): boolean {
  return readers.some((reader) => ['resident-card', 'simulated-card'].includes(readerKind(reader)));
}

/** Whether a document with a chip can be laid on it now. */
export function isChipReader(reader: Reader): boolean {
  return reader.state === 'live' && ['smart-card', 'simulated-chip'].includes(readerKind(reader));
}

const pluggable = new Set<Reader['kind']>([
  'hid-pos',
  'resident-card',
  'serial-scanner',
  'mrz-scanner',
  'magstripe',
  'smart-card',
  'simulated',
  'keyboard',
]);
