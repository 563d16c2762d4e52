import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Party } from '../../shared/domain/party';
import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Entries } from './entries';

/** Who arrived together: by the party's own id, its newest entry. */
export interface PartiesTable {
  /** Nothing for a body that has been erased. Throws unknown-entry if somebody in it was never checked in. */
  add(position: number, body: EntryBodyOf<'party'> | null): void;
  /** The party as its newest entry says; undefined where there is none, or it has been erased. */
  of(party: string): Party | undefined;
}

export function createParties(database: Database, entries: Entries): PartiesTable {
  const replace = database.prepare('INSERT OR REPLACE INTO parties (party, position) VALUES (?, ?)');
  const select = database.prepare('SELECT position FROM parties WHERE party = ?');

  return {
    add(position, body) {
      if (body === null) return;
      if (peopleOf(body).some((person) => entries.withId(person)?.header.kind !== 'check-in')) {
        throw new VestibuleError('unknown-entry', 'Somebody of this party was never checked in.');
      }
      replace.run(body.party, position);
    },
    of(party) {
      const row = select.get(party);
      const entry = row && entries.at(integer(row, 'position'));
      const body = entry && entries.bodyOf('party', entry);
      return body ? { party, head: body.head, members: body.members, minors: body.minors } : undefined;
    },
  };
}

/** The check-ins of everybody whom a party speaks of, guardians who stay included. */
export function peopleOf({ head, members, minors }: Party): string[] {
  const guardians = minors.flatMap(({ guardian }) => guardian.checkIn ?? []);
  return [
    head,
    ...members.map(({ checkIn }) => checkIn),
    ...minors.map(({ checkIn }) => checkIn),
    ...guardians,
  ];
}
