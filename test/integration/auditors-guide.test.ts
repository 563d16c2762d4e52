import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { text } from '../../main/sqlite/column';
import { command } from '../support/command';
import { Headless } from '../support/headless';
import { temporaryFolder } from '../support/journal-folder';

const docs = path.resolve(import.meta.dirname, '../../docs');
const guide = readFileSync(path.join(docs, 'auditing.md'), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);

test('Given the journal and a receipt of a desk, when an auditor does by hand what the guide says, then all of it holds, and what was changed does not', async () => {
  const folder = temporaryFolder();
  const data = path.join(folder, 'desk');
  const inFolder = (name: string) => path.join(folder, name);
  const desk = new Headless(['--training', '--data', data]);
  const ready = await desk.event('ready');
  const [sample] = ready['samples'] as { text: string }[];
  const presented = await desk.ask('present', { reader: 'desk', text: sample?.text });
  const { id } = (presented ?? {})['verdict'] as { id: string };
  const form = { room: '412', arrival: '2026-11-28', departure: '2026-11-30' };
  const recorded = await desk.ask('check-in', { verdict: id, purpose: 'hotel.check-in', form });
  const entry = String(recorded?.['entry']);
  await desk.ask('drain');
  await desk.ask('shutdown');
  await desk.exit;

  const written = ['--data', data, '--out'];
  await command(['journal', 'export', '--format', 'jsonl', ...written, inFolder('entries.jsonl')]);
  await command(['journal', 'receipt', entry, ...written, inFolder('stay.receipt')]);
  const journal = openJournalFileReadOnly(data);
  const row = journal.prepare('SELECT terminal, statement, note FROM signers, checkpoints').get() ?? {};
  journal.close();
  writeFileSync(inFolder('note'), text(row, 'note'));
  writeFileSync(inFolder('statement.jws'), text(row, 'statement'));
  copyFileSync(path.join(data, 'authority', 'signing-keys.json'), inFolder('signing-keys.json'));
  copyFileSync(path.join(docs, 'auditors', 'by-hand.mjs'), inFolder('by-hand.mjs'));
  const run = (script: string) =>
    promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, TERMINAL: text(row, 'terminal') },
    });

  const { stdout } = await run(blocks.join(''));
  expect(stdout).toMatch(/^The chain is whole: \d+ entries\./);
  expect(stdout).toContain('Verified OK');
  expect(stdout).toContain(`check-in ${entry}`);
  expect(stdout).toContain('The authority had it');

  const [chain = '', , receipt = ''] = blocks;
  const lines = readFileSync(inFolder('entries.jsonl'), 'utf8');
  writeFileSync(inFolder('entries.jsonl'), lines.replace('"check-in"', '"check-out"'));
  await expect(run(chain)).rejects.toMatchObject({ stderr: expect.stringContaining('another hash') });
  const another = JSON.parse(readFileSync(inFolder('signing-keys.json'), 'utf8')) as {
    keys: [{ x: string }];
  };
  const { terminalKey } = JSON.parse(
    Buffer.from(text(row, 'statement').split('.')[1] ?? '', 'base64url').toString('utf8'),
  ) as { terminalKey: { x: string } };
  writeFileSync(
    inFolder('signing-keys.json'),
    JSON.stringify({ keys: [{ ...another.keys[0], ...terminalKey }] }),
  );
  await expect(run(receipt)).rejects.toMatchObject({
    stderr: expect.stringContaining('not by the authority'),
  });
});
