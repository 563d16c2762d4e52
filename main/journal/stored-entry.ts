import { EntryHeader } from '../../shared/domain/entry';
import { bytes, integer, integerOrNull, text, textOrNull } from '../sqlite/column';
import type { Row } from '../sqlite/database';
import { damaged } from './journal-error';

/** The columns of an entry in the order of the table, for a SELECT over `entries`. */
export const headerColumns = [
  'position',
  'v',
  'terminal',
  'epoch',
  'seq',
  'id',
  'kind',
  'at',
  'monotonic',
  'clock_offset',
  'previous',
  'about',
  'retention',
  'cipher_hash',
  'commitment',
  'hash',
] as const;

/** The header as the columns spell it, each of its stored type but none of them believed yet. */
export function storedHeader(row: Row): Record<keyof EntryHeader, string | number | null> {
  return {
    v: integer(row, 'v'),
    terminal: text(row, 'terminal'),
    epoch: integer(row, 'epoch'),
    seq: integer(row, 'seq'),
    id: text(row, 'id'),
    kind: text(row, 'kind'),
    at: text(row, 'at'),
    monotonic: integer(row, 'monotonic'),
    clockOffset: integerOrNull(row, 'clock_offset'),
    previous: hexColumn(row, 'previous'),
    about: textOrNull(row, 'about'),
    retention: text(row, 'retention'),
    cipherHash: hexColumn(row, 'cipher_hash'),
    commitment: hexColumn(row, 'commitment'),
  };
}

/** The header of a row; throws journal-damaged if it is none. */
export function headerOf(row: Row): EntryHeader {
  const parsed = EntryHeader.safeParse(storedHeader(row));
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}

/** A 32-byte hash column as 64 hex digits. */
export function hexColumn(row: Row, column: string): string {
  return Buffer.from(bytes(row, column, 32)).toString('hex');
}
