import type { Guest } from '../../shared/contract/guest';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { numberTail } from '../../shared/domain/masked';
import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { CheckOutsTable } from './check-outs';
import type { Entries, StoredEntry } from './entries';
import { guestName } from './guest-name';
import type { OutboxTable } from './outbox';
import type { Reports } from './reports';
import type { Stays } from './stays';
import type { WithdrawalsTable } from './withdrawals';

export type CheckIn = EntryBodyOf<'check-in'>;

/** What the guests table says in clear about one check-in. */
export interface GuestLine {
  position: number;
  voidPosition: number | null;
}

/** Reads from the sealed entries what a line stands for; undefined once its data key has been destroyed. */
export interface GuestReader {
  checkInOf(line: GuestLine): { entry: StoredEntry; checkIn: CheckIn } | undefined;
  guestOf(line: GuestLine): Guest | undefined;
}

export function createGuestReader(
  database: Database,
  {
    entries,
    outbox,
    checkOuts,
    stays,
    reports,
    withdrawals,
  }: {
    entries: Entries;
    outbox: OutboxTable;
    checkOuts: CheckOutsTable;
    stays: Pick<Stays, 'elsewhere'>;
    reports: Pick<Reports, 'of'>;
    withdrawals: Pick<WithdrawalsTable, 'of'>;
  },
): GuestReader {
  const selectLate = database.prepare('SELECT position FROM late_verdicts WHERE about = ?');

  const checkInOf: GuestReader['checkInOf'] = (line) => {
    const entry = entries.at(line.position);
    const checkIn = entry && entries.bodyOf('check-in', entry);
    return entry && checkIn ? { entry, checkIn } : undefined;
  };
  const voidOf = (line: GuestLine): Guest['void'] => {
    const entry = line.voidPosition === null ? undefined : entries.at(line.voidPosition);
    const body = entry && entries.bodyOf('void', entry);
    return entry && { at: entry.header.at, reason: body?.reason ?? '' };
  };
  const lateOf = (about: string | null): Guest['late'] => {
    const row = about === null ? undefined : selectLate.get(about);
    const entry = row && entries.at(integer(row, 'position'));
    const body = entry && entries.bodyOf('late-verdict', entry);
    if (!body) return undefined;
    const name = guestName(body.claims);
    return { at: entry.header.at, outcome: body.outcome, reason: body.reason, ...(name !== '' && { name }) };
  };

  return {
    checkInOf,
    guestOf(line) {
      const found = checkInOf(line);
      if (!found) return undefined;
      const { header } = found.entry;
      const { claims, form, outcome, assurance, format, party, consent } = found.checkIn;
      const delivery = outbox.stateAt(line.position);
      const elsewhere = stays.elsewhere(line.position);
      const report = reports.of(line.position);
      return {
        entry: header.id,
        seq: header.seq,
        at: header.at,
        outcome,
        assurance,
        format,
        name: guestName(claims),
        latinName: claims.latinName,
        secondFullName: claims.secondFullName,
        numberTail: numberTail(claims.documentNumber ?? ''),
        room: placeOf(form),
        arrival: formText(form, 'arrival'),
        departure: formText(form, 'departure'),
        delivery: delivery.state,
        deliveryReason: delivery.reason,
        void: voidOf(line),
        checkedOut: checkOuts.of(header.id),
        party,
        late: lateOf(header.about),
        ...(elsewhere.length > 0 && { elsewhere }),
        ...(report && { report }),
        ...(consent && { consent: { at: consent.at, withdrawnAt: withdrawals.of(header.id)?.at } }),
      };
    },
  };
}

/** Where a record is looked for: a guest's room, else the reference that a customer's record belongs to. */
export function placeOf(form: CheckIn['form']): string {
  return formText(form, 'room') || formText(form, 'reference');
}

/** A field of the purpose's form as text; empty where it is none. */
export function formText(form: CheckIn['form'], field: string): string {
  const value = form[field];
  return typeof value === 'string' ? value : '';
}
