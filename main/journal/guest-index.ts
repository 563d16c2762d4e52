import type { Claims } from '../../shared/domain/claims';
import { numberTail } from '../../shared/domain/masked';
import { blindIndexKey, blindToken } from '../crypto/blind-index';
import { text } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { nameWordsOf } from './guest-fit';
import { guestName } from './guest-name';
import { type CheckIn, placeOf } from './guest-reader';
import { compact, nameWords, soughtWords } from './search-words';
import { createTokenFile } from './token-file';

/**
 * Finds check-ins without reading them: words, rooms and numbers stand in a table as keyed tokens, under a key
 * for each retention class and month (STORAGE). The last four characters go in together with their day only.
 */
export interface GuestIndex {
  /** Files a new check-in; inside the transaction that writes it. `at` is RFC 3339 in UTC. */
  add(position: number, at: string, retention: string, checkIn: CheckIn): void;
  /** Takes it out again, for an erasure. */
  remove(position: number, at: string, retention: string, checkIn: CheckIn): void;
  /** Positions of the check-ins that a search term fits, over the whole history. */
  find(term: string): Set<number>;
  /** Positions of check-ins with this document number, or with this name and birth date. */
  findPerson(claims: Claims): Set<number>;
}

export function createGuestIndex(database: Database, secret: Uint8Array): GuestIndex {
  const file = createTokenFile(database);
  const insertMonth = database.prepare('INSERT OR IGNORE INTO token_months (retention, month) VALUES (?, ?)');
  const selectMonths = database.prepare('SELECT retention, month FROM token_months');
  const nextCheckIn = database.prepare('SELECT at FROM guests WHERE at >= ? ORDER BY at LIMIT 1');

  /** Deriving a key costs more than using it, and a clerk stays within a month. */
  const keys = new Map<string, Uint8Array>();
  const keyFor = (retention: string, month: string) => {
    const name = JSON.stringify([retention, month]);
    const known = keys.get(name) ?? blindIndexKey(secret, retention, month);
    keys.set(name, known);
    return known;
  };
  const months = () =>
    selectMonths.all().map((row) => {
      const month = text(row, 'month');
      return { month, key: keyFor(text(row, 'retention'), month) };
    });

  const tokensOf = (at: string, retention: string, checkIn: CheckIn) => {
    const key = keyFor(retention, at.slice(0, MONTH));
    return filedFields(checkIn, at).map(([field, value]) => blindToken(key, field, value));
  };

  return {
    add(position, at, retention, checkIn) {
      insertMonth.run(retention, at.slice(0, MONTH));
      file.add(position, tokensOf(at, retention, checkIn));
    },
    remove(position, at, retention, checkIn) {
      file.remove(position, tokensOf(at, retention, checkIn));
    },
    find(term) {
      const exact = compact(term);
      const words = soughtWords(term);
      const days = [...exact].length === TAIL ? daysWithCheckIns(nextCheckIn) : [];
      const positionsOf = file.opened();
      const found = new Set<number>();
      for (const { month, key } of months()) {
        const withWord = words.map((word) => new Set(positionsOf(blindToken(key, 'name', word))));
        for (const position of withWord[0] ?? []) {
          if (withWord.every((positions) => positions.has(position))) found.add(position);
        }
        for (const field of ['room', 'number']) {
          for (const position of positionsOf(blindToken(key, field, exact))) found.add(position);
        }
        for (const day of days) {
          if (!day.startsWith(month)) continue;
          for (const position of positionsOf(blindToken(key, 'tail', `${day} ${exact}`))) found.add(position);
        }
      }
      return found;
    },
    findPerson(claims) {
      const positionsOf = file.opened();
      const found = new Set<number>();
      for (const { key } of months()) {
        for (const [field, value] of personFields(claims)) {
          for (const position of positionsOf(blindToken(key, field, value))) found.add(position);
        }
      }
      return found;
    },
  };
}

/** Length of `YYYY-MM`, of `YYYY-MM-DD`, and of the tail of a document number. */
const MONTH = 7;
const DAY = 10;
const TAIL = 4;

type Field = readonly [field: string, value: string];

function filedFields(checkIn: CheckIn, at: string): Field[] {
  const { claims, form } = checkIn;
  const room = compact(placeOf(form));
  const tail = numberTail(compact(claims.documentNumber ?? ''));
  return [
    ...nameWordsOf(claims).map((word): Field => ['name', word]),
    ...(room === '' ? [] : [['room', room] as const]),
    ...(tail === undefined ? [] : [['tail', `${at.slice(0, DAY)} ${tail}`] as const]),
    ...personFields(claims),
  ];
}

/** What tells a person from others: the document number, and the name with the birth date, as far as they are there. */
export function personFields(claims: Claims): Field[] {
  const number = claims.documentNumber === undefined ? '' : compact(claims.documentNumber);
  const person = personOf(claims);
  return [
    ...(number === '' ? [] : [['number', number] as const]),
    ...(person === undefined ? [] : [['person', person] as const]),
  ];
}

/** Name, in whatever order its parts stand, and whole birth date as one value; undefined where either is missing. */
export function personOf(claims: Claims): string | undefined {
  const name = nameWords(guestName(claims)).toSorted().join(' ');
  return name === '' || claims.birthDate?.length !== DAY ? undefined : `${name} ${claims.birthDate}`;
}

/** The UTC days on which somebody checked in, found by hopping through the index from one to the next. */
function daysWithCheckIns(nextCheckIn: ReturnType<Database['prepare']>): string[] {
  const days: string[] = [];
  for (let row = nextCheckIn.get(''); row;) {
    const day = text(row, 'at').slice(0, DAY);
    days.push(day);
    row = nextCheckIn.get(`${day}U`); // sorts after every "…T…" of that day
  }
  return days;
}
