import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seal } from '../../main/crypto/jwe';
import { openDatabase } from '../../main/sqlite/database';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { temporaryFolder } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { checkIn, checkInBody, people, stayRetention, verdictBody, voidOf } from '../support/journal-samples';
import { TestAuthority } from '../support/test-authority';

const run = journalProgram();

describe('Given a terminal that never comes online', () => {
  test('when its export is imported, then everything is there once, also after it is delivered later', async () => {
    const { journal, client, authority, folder, open, close, enrolment } = await enrolledJournal();
    const ids = Array.from({ length: 130 }, () => checkIn(journal, people.lin).entry);
    close(journal);
    const out = path.join(temporaryFolder(), 'desk.bundle');
    const exported = await run(
      'journal',
      'export',
      '--data',
      folder,
      '--format',
      'bundle',
      '--out',
      out,
      '--json',
    );
    // The checkpoint at shutdown travels along.
    expect(JSON.parse(exported.out)).toEqual({ out, format: 'bundle', entries: 131 });
    expect(readFileSync(out, 'latin1')).not.toContain('check-in');

    const imported = async () =>
      JSON.parse(
        (await run('authority', 'import', out, '--database', authority.database, '--json')).out,
      ) as unknown;
    const { terminal } = enrolment;
    expect(await imported()).toEqual({ terminal, accepted: 131, duplicates: 0, refused: 0 });
    expect(await imported()).toEqual({ terminal, accepted: 0, duplicates: 131, refused: 0 });

    const again = open();
    expect(again.outbox.counts().queued).toBe(130);
    await deliverAll(again, client);
    expect(again.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 131 });
    expect(authority.arrived.filter(({ status }) => status !== 'duplicate')).toEqual([]);
    expect(authority.arrived.map(({ entry }) => entry).slice(0, 130)).toEqual(ids);
    close(again);
  });

  test('when it was away for long, then the file has a sealed line for each part of the queue, and all of it is imported', async () => {
    const { journal, authority, folder, close, enrolment } = await enrolledJournal();
    const body = checkInBody(people.lin);
    const hundred = Array.from(
      { length: 100 },
      () => ({ kind: 'check-in', body, options: { retention: stayRetention } }) as const,
    );
    for (let party = 0; party < 10; party += 1) journal.appendAll(hundred);
    close(journal);
    const out = path.join(temporaryFolder(), 'desk.bundle');
    await run('journal', 'export', '--data', folder, '--format', 'bundle', '--out', out);
    const lines = readFileSync(out, 'utf8').split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(1);
    const { terminal } = enrolment;
    // A part that is missing is told by the chain: nothing behind it is taken.
    const [first = '', ...rest] = lines;
    await expect(authority.authority.import(rest)).rejects.toMatchObject({ code: 'authority-refused' });
    expect(await authority.authority.import([first, '', ...rest])).toMatchObject({ terminal, refused: 0 });
    expect(
      await authority.rows(`SELECT id FROM entries WHERE header LIKE '%"kind":"check-in"%'`),
    ).toHaveLength(1_000);
  });

  test('when the export is for another authority, or no export at all, then nothing of it is taken', async () => {
    const { journal, folder, close, authority, enrolment } = await enrolledJournal();
    checkIn(journal, people.lin);
    close(journal);
    const safe = temporaryFolder();
    const out = path.join(safe, 'desk.bundle');
    await run('journal', 'export', '--data', folder, '--format', 'bundle', '--out', out);
    const other = await TestAuthority.open();
    const strange = await run('authority', 'import', out, '--database', other.database);
    expect(strange).toMatchObject({ status: 3, words: expect.stringContaining('file-unreadable') });
    const forged = path.join(safe, 'forged');
    const batches = [{ batch: '{"entries":[]}', signature: 'a..b' }];
    writeFileSync(
      forged,
      await seal(JSON.stringify({ v: 1, terminal: enrolment.terminal, batches }), enrolment.exportKey),
    );
    const refused = await run('authority', 'import', forged, '--database', authority.database);
    expect(refused).toMatchObject({ status: 3, words: expect.stringContaining('signature-invalid') });
  });
});

describe('Given a journal and an auditor', () => {
  test('when it is searched, then entries are listed and nothing personal', async () => {
    const { journal, folder, close } = await enrolledJournal();
    const { entry } = checkIn(journal, people.okafor);
    checkIn(journal, people.lin);
    close(journal);
    const found = await run('journal', 'search', '--data', folder, 'OKAFOR', '--json');
    expect(JSON.parse(found.out)).toMatchObject({ entry, seq: 1, kind: 'check-in', void: false });
    expect(found.out).not.toMatch(/okafor|adaeze|"204"/i);
    expect((await run('journal', 'search', '--data', folder, 'nobody')).status).toBe(1);
  });

  test('when it is counted, then the figures are those of the entries', async () => {
    const { journal, folder, close } = await enrolledJournal();
    const { entry } = checkIn(journal, people.okafor);
    checkIn(journal, people.lin);
    voidOf(journal, entry);
    close(journal);
    const { out } = await run('journal', 'stats', '--data', folder, '--json');
    expect(JSON.parse(out)).toMatchObject({
      entries: 4,
      kinds: { 'check-in': 2, void: 1, checkpoint: 1 },
      voided: 1,
      delivery: { queued: 3, acknowledged: 0, refused: 0 },
      awaiting: 0,
      erased: 0,
    });
  });

  test('when its projections are lost or wrong, then they are made anew as they were, erased guests included', async () => {
    const { journal, folder, close } = await enrolledJournal();
    const gone = checkIn(journal, people.garcia);
    voidOf(journal, gone.entry);
    const { entry } = checkIn(journal, people.okafor);
    voidOf(journal, entry);
    for (let room = 0; room < 140; room += 1) checkIn(journal, people.lin, { room: String(room) });
    journal.append('verdict', verdictBody('ab'.repeat(32)), { retention: stayRetention });
    journal.retention.erase(journal.retention.personEntries('García-Peña'), 'test');
    close(journal);
    const tables = ['guests', 'late_verdicts', 'digests', 'token_months'];
    const contents = () => {
      const reader = openJournalFileReadOnly(folder);
      const rows = tables.map((table) => reader.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
      reader.close();
      return rows;
    };
    const before = contents();
    const database = openDatabase(path.join(folder, 'journal.db'));
    for (const table of [...tables, 'tokens', 'fresh_tokens']) database.exec(`DELETE FROM ${table}`);
    database.close();
    const rebuilt = await run('journal', 'rebuild', '--data', folder, '--json');
    expect(JSON.parse(rebuilt.out)).toMatchObject({ ok: true });
    expect(contents()).toEqual(before);
    expect((await run('journal', 'search', '--data', folder, 'okafor', '--json')).out).toContain(entry);
    expect((await run('journal', 'search', '--data', folder, 'García')).status).toBe(1);
    const reader = openJournalFileReadOnly(folder);
    expect(verifyJournal(reader)).toMatchObject({ ok: true });
    reader.close();
  });
});
