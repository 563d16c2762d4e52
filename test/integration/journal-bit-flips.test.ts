import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { GuestQuery } from '../../shared/contract/guest';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../../main/journal/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { guarded } from '../../main/journal/journal-error';
import { verifyJournal } from '../../main/journal/verify-journal';
import { availableEngines } from '../../main/sqlite/engine';
import { dice } from '../support/journal-dice';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import {
  acknowledgeAll,
  checkIn,
  people,
  stayRetention,
  verdictBody,
  voidOf,
} from '../support/journal-samples';

const FLIPS = Number(process.env['VESTIBULE_BIT_FLIPS'] ?? 60);
const DIGEST = 'ab'.repeat(32);
const now = new Date('2026-11-02T13:00:00.000Z');

/** Everything anybody can read of a journal, as one value. */
function everything(journal: Journal): unknown {
  const page = (query: object) => journal.guests.page(GuestQuery.parse({ limit: 200, ...query }), now);
  const wire = journal.outbox.takeBatch({ entries: 1_000, bytes: 10_000_000 });
  journal.outbox.requeue();
  return {
    identity: journal.identity,
    head: journal.head(),
    counts: journal.outbox.counts(),
    wire: wire.map((entry) => ({ ...entry, read: journal.entry(entry.header.id) })),
    today: journal.guests.today(now),
    pages: ['all', 'waiting', 'delivered', 'refused'].map((filter) => page({ filter })),
    awaiting: journal.awaiting.list(),
    secret: Buffer.from(journal.vault.get('terminal key') ?? []).toString('hex'),
  };
}

/** What helps to find something: a damaged hint may lose a hit, but must never show a wrong one. */
function hints(journal: Journal): string[] {
  const found = ['林', 'okafor', '204', '4471'].flatMap((search) =>
    journal.guests
      .page(GuestQuery.parse({ search, limit: 200 }), now)
      .guests.map(({ entry }) => `${search} ${entry}`),
  );
  const stay = { arrival: '2026-11-02', departure: '2026-11-03' };
  const duplicates = journal.guests.duplicatesOf(people.lin, stay).map(({ entry }) => `duplicate ${entry}`);
  return [...found, ...duplicates, `shown ${journal.shownBefore(DIGEST)}`];
}

describe.each(availableEngines())('Given a journal file on the %s engine', (engine) => {
  const written = () => {
    const { begun, close, folder, masterKey } = journalBench({ engine });
    const journal = begun();
    for (let room = 1; room <= 12; room += 1)
      checkIn(journal, room % 3 === 0 ? people.lin : people.okafor, { room: String(room) });
    const { entry } = checkIn(journal, people.garcia);
    journal.outbox.settle([{ entry, status: 'refused', reason: 'purpose unknown' }], 'signed');
    acknowledgeAll(journal);
    voidOf(journal, entry);
    journal.append('verdict', verdictBody(DIGEST), { retention: stayRetention });
    const verdict = randomUUID();
    const { entry: about } = journal.append(
      'verdict',
      verdictBody('cd'.repeat(32), { outcome: 'unverified-queued' }),
      {
        retention: stayRetention,
        awaiting: { verdict, sealed: 'a.sealed.question', presentedAt: now.toISOString() },
      },
    );
    journal.append(
      'late-verdict',
      { verdict, outcome: 'verified', claims: {}, answer: 'a.b.c' },
      { about, retention: stayRetention },
    );
    for (let room = 20; room <= 30; room += 1)
      checkIn(journal, people.lin, { room: String(room), verdict }, { about });
    journal.vault.set('terminal key', Buffer.from('a private key'));
    const whole = { all: everything(journal), hints: hints(journal) };
    close(journal);
    return { folder, masterKey, whole };
  };

  test(`when one bit of it is turned, anywhere, then that is found or changes nothing (${FLIPS} bits)`, () => {
    const { folder, masterKey, whole } = written();
    const content = readFileSync(path.join(folder, 'journal.db'));
    const roll = dice(20261102);
    let harmless = 0;
    const bad: string[] = [];
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bit = Math.floor(roll() * content.length * 8);
      const copy = temporaryFolder();
      cpSync(folder, copy, { recursive: true });
      const bent = Buffer.from(content);
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(path.join(copy, 'journal.db'), bent);

      const verdict = outcomeOf(() => {
        const { open, close } = journalBench({ engine, masterKey, folder: copy });
        const reader = guarded(() => openJournalFileReadOnly(copy, { engine }));
        try {
          if (!guarded(() => verifyJournal(reader)).ok) return 'found';
        } finally {
          reader.close();
        }
        const journal = open();
        try {
          expect(everything(journal)).toEqual(whole.all);
          for (const hint of hints(journal)) expect([...whole.hints, 'shown undefined']).toContain(hint);
        } finally {
          close(journal);
        }
        return 'harmless';
      });
      if (verdict === 'harmless') harmless += 1;
      else if (verdict !== 'found') bad.push(`bit ${bit & 7} of byte ${bit >> 3}: ${verdict}`);
    }
    expect(bad).toEqual([]);
    expect(harmless).toBeLessThan(FLIPS);
  }, 3_600_000);
});

/** A VestibuleError says that the damage was found; anything else that is thrown was not foreseen. */
function outcomeOf(work: () => string): string {
  try {
    return work();
  } catch (thrown) {
    return thrown instanceof VestibuleError ? 'found' : String(thrown);
  }
}
