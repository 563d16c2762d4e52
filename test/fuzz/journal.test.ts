import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../main/crypto/canonical-json';
import { unwrapKey } from '../../main/crypto/key-wrap';
import { openBody, sealBody } from '../../main/crypto/sealed-body';
import { guarded } from '../../main/journal/journal-error';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { openJournal } from '../../main/journal/open-journal';
import { openEntry } from '../../main/journal/sealed-entry';
import { compact, folded, nameWords, searchTerms, soughtWords } from '../../main/journal/search-words';
import { headerOf } from '../../main/journal/stored-entry';
import { verifyJournal } from '../../main/journal/verify-journal';
import { sqliteErrorKind } from '../../main/sqlite/sqlite-error';
import { GuestQuery } from '../../shared/contract/guest';
import { VestibuleError } from '../../shared/domain/error';
import { TestClock, terminalIdentity } from '../support/journal-folder';
import { checkIn, people, voidOf } from '../support/journal-samples';

const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-fuzz-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('Given any text, when it is searched for', () => {
  test('then folding it again changes nothing', () => {
    fc.assert(
      fc.property(
        anyText,
        (text) => folded(folded(text)) === folded(text) && compact(compact(text)) === compact(text),
      ),
    );
  });

  test('then every term of a name finds that name', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const filed = nameWords(name);
        return searchTerms(name).every((term) => soughtWords(term).every((word) => filed.includes(word)));
      }),
    );
  });
});

describe('Given any bytes, when they are opened as something sealed', () => {
  test('then what was not sealed under this key and context does not open, and nothing is thrown', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 200 }), anyText, (wrapping, bytes, context) => {
        expect(openBody(wrapping, bytes, context)).toBeUndefined();
        expect(unwrapKey(wrapping, bytes, context)).toBeUndefined();
        const commitment = bytes.subarray(0, 32);
        expect(
          openEntry(wrapping, context, { ciphertext: bytes, wrappedKey: bytes, commitment }),
        ).toBeUndefined();
      }),
    );
  });

  test('then what was sealed opens to the same bytes', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 2_000 }), anyText, (wrapping, bytes, context) => {
        const opened = openBody(wrapping, sealBody(wrapping, bytes, context), context);
        expect(Uint8Array.from(opened ?? [])).toEqual(Uint8Array.from(bytes));
      }),
    );
  });
});

test('Given any JSON value, when it is written in the one form, then it reads back the same in whatever order it was', () => {
  const value = fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.parse(JSON.stringify(json)) as unknown);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (members) => {
      const turned = Object.fromEntries(Object.entries(members).toReversed());
      expect(canonicalJson(turned)).toEqual(canonicalJson(members));
      expect(JSON.parse(Buffer.from(canonicalJson(members)).toString('utf8'))).toEqual(
        JSON.parse(JSON.stringify(members)),
      );
    }),
  );
});

test('Given any row in place of an entry, when its header is read, then it is a header or refused as damage', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.uint8Array({ maxLength: 40 }),
    fc.constant(null),
  );
  const names = [
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
  ];
  const row = fc.record(Object.fromEntries(names.map((name) => [name, cell])), { requiredKeys: [] });
  fc.assert(
    fc.property(row, (columns) => {
      expect(() => guarded(() => headerOf(columns))).toThrow(
        expect.objectContaining({ code: 'journal-damaged' }),
      );
    }),
  );
});

test('Given any thrown value, when it is asked what it means, then that never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) =>
      ['other', 'full', 'damaged', 'busy', 'unavailable', undefined].includes(sqliteErrorKind(thrown)),
    ),
  );
});

test('Given any file in place of the journal, when it is opened, then it is refused in words', () => {
  const content = fc
    .tuple(fc.boolean(), fc.uint8Array({ minLength: 1, maxLength: 3_000 }))
    .map(([headed, bytes]) => (headed ? Buffer.concat([Buffer.from('SQLite format 3\0'), bytes]) : bytes));
  fc.assert(
    fc.property(content, (bytes) =>
      inFolder((folder) => {
        writeFileSync(path.join(folder, 'journal.db'), bytes);
        const open = () => guarded(() => openJournalFileReadOnly(folder));
        expect(open).toThrow(VestibuleError);
        const options = { folder, masterKey: new Uint8Array(32), ...new TestClock() };
        expect(() => openJournal(options)).toThrow(VestibuleError);
      }),
    ),
    { numRuns: 40 },
  );
});

type Step = 'check-in' | 'void' | 'send' | 'fail' | 'acknowledge' | 'refuse' | 'reopen';

test('Given any run of steps at a counter, when they are done, then the journal holds what a list on paper would', () => {
  const steps = fc.array(
    fc.constantFrom<Step>('check-in', 'check-in', 'void', 'send', 'fail', 'acknowledge', 'refuse', 'reopen'),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (run) =>
      inFolder((folder) => {
        const clock = new TestClock();
        const open = () =>
          openJournal({
            folder,
            masterKey: new Uint8Array(32).fill(7),
            now: clock.now,
            monotonic: clock.monotonic,
          });
        let journal = open();
        journal.begin(terminalIdentity);
        const paper: { entry: string; state: string; voided?: boolean; guest: boolean }[] = [];
        const first = (state: string) => paper.find((line) => line.state === state);
        for (const step of run) {
          if (step === 'check-in')
            paper.push({ entry: checkIn(journal, people.lin).entry, state: 'queued', guest: true });
          if (step === 'void') {
            const line = paper.find(({ guest, voided }) => guest && !voided);
            if (!line) continue;
            line.voided = true;
            paper.push({ entry: voidOf(journal, line.entry).entry, state: 'queued', guest: false });
          }
          if (step === 'send') {
            const batch = journal.outbox.takeBatch({ entries: 2, bytes: 1_000_000 });
            const expected = paper.filter(({ state }) => state === 'queued').slice(0, 2);
            expect(batch.map(({ header }) => header.id)).toEqual(expected.map(({ entry }) => entry));
            for (const line of expected) line.state = 'sending';
          }
          if (step === 'acknowledge' || step === 'refuse') {
            const line = first('sending');
            if (!line) continue;
            line.state = step === 'refuse' ? 'refused' : 'acknowledged';
            journal.outbox.settle(
              [{ entry: line.entry, status: line.state === 'refused' ? 'refused' : 'acknowledged' }],
              'signed',
            );
          }
          if (step === 'reopen') {
            journal.close();
            journal = open();
          }
          if (step === 'fail') journal.outbox.requeue();
          if (step === 'fail' || step === 'reopen') {
            for (const line of paper) if (line.state === 'sending') line.state = 'queued';
          }
        }

        expect(paper.map(({ entry }) => journal.outbox.state(entry)?.state)).toEqual(
          paper.map(({ state }) => state),
        );
        const guests = paper.filter(({ guest }) => guest);
        const page = journal.guests.page(GuestQuery.parse({ limit: 200 }), clock.now());
        expect(page.guests.map(({ entry }) => entry)).toEqual(guests.map(({ entry }) => entry).toReversed());
        expect(page.guests.filter((guest) => guest.void).length).toBe(
          guests.filter(({ voided }) => voided).length,
        );
        expect(journal.guests.today(clock.now()).checkedIn).toBe(
          guests.filter(({ voided }) => !voided).length,
        );
        journal.close();
        const database = openJournalFileReadOnly(folder);
        expect(verifyJournal(database)).toMatchObject({ ok: true, entries: paper.length });
        database.close();
      }),
    ),
    { numRuns: 25 },
  );
});
