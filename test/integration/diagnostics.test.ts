import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { path7za } from '7zip-bin';
import { describe, expect, test } from 'vitest';
import { citizens } from '../../main/training/citizens';
import { command } from '../support/command';
import { Headless } from '../support/headless';
import { temporaryFolder } from '../support/journal-folder';

const run = promisify(execFile);
const planted = {
  room: 'Zimmer-7731',
  note: 'planted note: allergic to hazelnuts',
  code: 'EID:PLANTED0123456789abcdefABCDEF',
};

interface Sample {
  text: string;
  expect: string;
}

test.each(['with a key', 'without one'])(
  'Given a folder that was mistyped, when somebody asks %s how its terminal is, then they hear that there is none, and nothing is begun there',
  async (how) => {
    const folder = temporaryFolder();
    const key = path.join(folder, 'desk.key');
    await writeFile(key, '5a'.repeat(32), { mode: 0o600 });
    const keyed = how === 'with a key' ? ['--key-file', key] : [];
    const asked = await command(['diagnose', '--data', path.join(folder, 'dsek'), ...keyed, '--json']);
    expect(asked).toEqual({
      status: 3,
      out: '',
      err: 'journal-unavailable: There is no journal in this folder.\n',
    });
    expect(await readdir(folder)).toEqual(['desk.key']);
  },
);

describe('The diagnostics bundle', () => {
  test('Given guests, rooms, notes, codes and keys on a terminal, when its diagnostics are saved, then none of them is in there in any spelling', async () => {
    const folder = temporaryFolder();
    const desk = new Headless(['--training', '--data', folder]);
    const ready = await desk.event('ready');
    const samples = (ready['samples'] as Sample[])
      .filter((sample) => sample.expect === 'verified')
      .slice(0, 3);
    for (const { text } of samples) {
      const presented = await desk.ask('present', { reader: 'planted-reader-SN0099', text });
      const { id } = (presented ?? {})['verdict'] as { id: string };
      const form = { room: planted.room, note: planted.note, arrival: '2026-11-28', departure: '2026-11-30' };
      await desk.ask('check-in', { verdict: id, purpose: 'hotel.check-in', form });
    }
    await desk.ask('present', { reader: 'desk', text: planted.code });
    await desk.ask('shutdown');
    await desk.exit;

    const out = path.join(folder, 'support.zip');
    const {
      status,
      out: printed,
      err,
    } = await command(['diagnose', '--data', folder, '--out', out, '--json']);
    expect(err).toBe('');
    const { ok, checks } = JSON.parse(printed) as { ok: boolean; checks: { topic: string; state: string }[] };
    expect([status, ok]).toEqual([1, false]);
    expect(checks.find(({ topic }) => topic === 'key')).toMatchObject({ state: 'attention' });
    expect(checks.find(({ topic }) => topic === 'journal')).toMatchObject({ state: 'good' });

    const content = `${printed}\n${await unpacked(out)}`;
    const secrets = [
      ...Object.values(planted),
      'SN0099',
      ...samples.map(({ text }) => text),
      ...citizens.flatMap((citizen) => stringsOf(citizen)).filter((text) => text.length >= 4),
      (await readFile(path.join(folder, 'master.key'), 'utf8')).trim(),
    ];
    expect(secrets.length).toBeGreaterThan(30);
    const found = secrets.filter((secret) =>
      spellings(secret).some((spelling) => content.includes(spelling)),
    );
    expect(found).toEqual([]);
  });
});

/** Every text inside a value: names in each script, numbers, addresses. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    encodeURIComponent(secret),
  ];
}

/** By another program than the one that packed it. */
async function unpacked(archive: string): Promise<string> {
  const to = `${archive}.d`;
  await mkdir(to);
  await chmod(path7za, 0o755);
  await run(path7za, ['x', `-o${to}`, archive]);
  const names = await readdir(to);
  expect(names.sort()).toEqual(['README.txt', 'health.json', 'terminal.json', 'versions.json']);
  return (await Promise.all(names.map((name) => readFile(path.join(to, name), 'utf8')))).join('\n');
}
