import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuditTask, audit } from '../../main/journal/audit';
import { openDatabase } from '../../main/sqlite/database';
import { fill, opened } from '../bench/journal-of';
import { bundled } from '../support/journal-child';
import { temporaryFolder } from '../support/journal-folder';

const ENTRIES = 2_500;

let worker: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  worker = await bundled('../../main/journal/audit-worker.ts');
});
afterAll(() => worker.remove());

function filled(): string {
  const folder = temporaryFolder();
  fill(folder, ENTRIES);
  return folder;
}

/** Runs to the end and keeps what was told on the way. */
async function ran(task: AuditTask, stop = new AbortController()) {
  const told: number[] = [];
  const onProgress = (done: number, total: number) => {
    expect(total).toBe(ENTRIES);
    told.push(done);
  };
  return { end: await audit(worker.file, task, { signal: stop.signal, onProgress }), told };
}

test('Given a journal that a terminal has open, when its chain is verified on a thread, then it says how far it is and what it found', async () => {
  const folder = filled();
  const journal = opened(folder);
  const { end, told } = await ran({ type: 'verify', folder });
  journal.close();
  expect(told).toEqual([1_000, 2_000]);
  expect(end).toEqual({
    type: 'verified',
    verification: { ok: true, entries: ENTRIES, checkpoints: 0, truncated: false },
  });
});

test('Given one altered byte, when the chain is verified, then the first entry that does not hold is named', async () => {
  const folder = filled();
  const database = openDatabase(path.join(folder, 'journal.db'));
  database.exec(`UPDATE entries SET at = replace(at, 'T', 't') WHERE position = 1234`);
  database.close();
  const { end } = await ran({ type: 'verify', folder });
  expect(end).toMatchObject({
    type: 'verified',
    verification: { ok: false, firstBroken: 1_234, entries: 1_233 },
  });
});

test('Given a journal, when it is exported on a thread, then the file is whole and has a line for each entry', async () => {
  const folder = filled();
  const out = path.join(temporaryFolder(), 'entries.jsonl');
  const { end, told } = await ran({ type: 'export', folder, format: 'jsonl', out });
  expect(end).toEqual({ type: 'exported', entries: ENTRIES });
  expect(told).toEqual([1_000, 2_000]);
  expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(ENTRIES);
});

test('Given an export under way, when it is cancelled, then it ends at once and leaves no file', async () => {
  const folder = filled();
  const out = path.join(temporaryFolder(), 'entries.csv');
  const stop = new AbortController();
  const running = ran({ type: 'export', folder, format: 'csv', out }, stop);
  stop.abort();
  await expect(running).rejects.toThrow('aborted');
  expect(existsSync(out)).toBe(false);
  expect(existsSync(`${out}.part`)).toBe(false);
});

test('Given a place that cannot be written, when an export goes there, then it is refused in words', async () => {
  const out = path.join(temporaryFolder(), 'no-such-folder', 'entries.csv');
  const { end } = await ran({ type: 'export', folder: filled(), format: 'csv', out });
  expect(end).toMatchObject({ type: 'failed', error: { code: 'file-unwritable' } });
});

test('Given a folder without a journal, when it is verified, then that is said and nothing is made there', async () => {
  const folder = temporaryFolder();
  const { end } = await ran({ type: 'verify', folder });
  expect(end).toMatchObject({ type: 'failed', error: { code: 'journal-unavailable' } });
});
