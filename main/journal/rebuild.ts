import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { CheckOutsTable } from './check-outs';
import type { Digests } from './digests';
import type { Entries } from './entries';
import type { GuestsTable } from './guests';
import { damaged } from './journal-error';
import type { PartiesTable } from './parties';
import type { Tallies } from './tallies';
import type { WithdrawalsTable } from './withdrawals';

/** What is only derived from the chain; the rest beside it (outbox, acknowledgements, keys, vault) is not. */
const PROJECTIONS = [
  'guests',
  'late_verdicts',
  'tokens',
  'fresh_tokens',
  'token_months',
  'digests',
  'check_outs',
  'parties',
  'tallies',
  'withdrawals',
];

interface Projections {
  entries: Entries;
  guests: GuestsTable;
  digests: Digests;
  checkOuts: CheckOutsTable;
  parties: PartiesTable;
  tallies: Tallies;
  withdrawals: WithdrawalsTable;
}

/**
 * Empties the projections and fills them again from the entries, in one transaction. Answers how many entries it read.
 * An erased verdict is tallied no more: only its body said what the outcome was.
 */
export function rebuildProjections(
  database: Database,
  { entries, guests, digests, checkOuts, parties, tallies, withdrawals }: Projections,
): number {
  return database.transaction(() => {
    for (const table of PROJECTIONS) database.exec(`DELETE FROM ${table}`);
    const row = database.prepare('SELECT coalesce(max(position), 0) AS entries FROM entries').get();
    const last = row ? integer(row, 'entries') : 0;
    for (let position = 1; position <= last; position += 1) {
      const entry = entries.at(position);
      if (!entry) throw damaged();
      const { header } = entry;
      if (header.kind === 'check-in') {
        guests.addCheckIn(position, header, entries.bodyOf('check-in', entry));
      } else if (header.kind === 'void') {
        guests.addVoid(position, header.about);
      } else if (header.kind === 'check-out') {
        checkOuts.add(position, header.about, entries.bodyOf('check-out', entry));
      } else if (header.kind === 'party') {
        parties.add(position, entries.bodyOf('party', entry));
      } else if (header.kind === 'consent') {
        withdrawals.add(position, header.about);
      } else if (header.kind === 'late-verdict') {
        guests.addLateVerdict(position, header.about);
        const body = entries.bodyOf('late-verdict', entry);
        if (body) tallies.addLateAnswer(header.at, body.outcome);
      } else if (header.kind === 'refusal' && header.about === null) {
        tallies.addVerdict(header.at, 'refused');
      } else if (header.kind === 'verdict') {
        const body = entries.bodyOf('verdict', entry);
        if (body) {
          digests.add(position, body.digest);
          tallies.addVerdict(header.at, body.outcome);
        }
      }
    }
    return last;
  });
}
