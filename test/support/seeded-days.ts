import { readFileSync } from 'node:fs';
import path from 'node:path';
import { localDay } from '../../shared/domain/local-day';
import { openJournal } from '../../main/journal/open-journal';
import type { Outcome } from '../../shared/domain/verdict';
import { checkIn, people, stayRetention, verdictBody, voidOf } from './journal-samples';

/** Guests by the hour from seven on, as a desk has them on a usual day. */
const guestsFromSeven = [1, 2, 1, 2, 3, 3, 4, 5, 7, 8, 9, 7, 5, 4, 3, 2, 1];
const WEEKS = 2;

/**
 * Writes days of invented guests into the journal of a training profile that is closed: yesterday and the same weekday
 * in the weeks before it. Answers how many stand for yesterday. Nothing of it has been delivered.
 */
export function seedDays(profile: string): { checkedIn: number } {
  const folder = path.join(profile, 'training');
  const masterKey = Uint8Array.from(
    Buffer.from(readFileSync(path.join(folder, 'master.key'), 'utf8'), 'hex'),
  );
  let at = new Date();
  const journal = openJournal({ folder, masterKey, now: () => at, monotonic: () => 0 });
  try {
    for (let week = WEEKS; week >= 0; week -= 1) {
      for (const [index, usual] of guestsFromSeven.entries()) {
        // A quieter or busier day each week; yesterday is cut off in the afternoon, as a day that goes on.
        const guests = week === 0 && index > 9 ? 0 : Math.max(0, usual + ((index + week) % 3) - 1);
        for (let guest = 0; guest < guests; guest += 1) {
          at = new Date();
          at.setDate(at.getDate() - 1 - 7 * week);
          at.setHours(7 + index, Math.floor((guest / guests) * 60), guest % 60, 0);
          const outcome = outcomes[(index * 7 + guest) % outcomes.length] ?? 'verified';
          journal.append('verdict', verdictBody('aa', { outcome }), { retention: stayRetention });
          checkIn(journal, people.lin, { outcome });
        }
      }
    }
    voidOf(journal, checkIn(journal, people.garcia).entry);
    at.setHours(12);
    return { checkedIn: journal.days.read(localDay(at), at).checkedIn };
  } finally {
    journal.close();
  }
}

const outcomes: readonly Outcome[] = [
  'verified',
  'verified',
  'check-by-eye',
  'verified',
  'verified',
  'unverified-queued',
  'verified',
];
