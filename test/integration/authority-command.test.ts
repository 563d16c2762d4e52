import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { addAuthority } from '../../main/cli/authority';
import { AuthorityCommandOptions } from '../../main/cli/authority-options';
import { serveAuthority } from '../../main/cli/serve-authority';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { WireTerminal, codeOf, send } from '../support/wire-terminal';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the authority as the command does and collects what it prints. */
async function serve(options: Partial<Parameters<typeof serveAuthority>[0]>) {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void lines.push(...text.split('\n')));
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const whole = AuthorityCommandOptions.parse({
    port: 0,
    host: '127.0.0.1',
    training: true,
    json: true,
    ...options,
  });
  const done = serveAuthority(whole, stopped);
  await Promise.race([vi.waitFor(() => expect(lines).not.toEqual([]), { timeout: 20_000 }), done]);
  return { lines, stop: () => (stop(), done) };
}

test('Given --training --json, when it runs, then it prints one listening line and a line for each entry that arrives', async () => {
  const { lines, stop } = await serve({});
  const listening = JSON.parse(lines[0] ?? '');
  expect(listening).toMatchObject({
    type: 'listening',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect(listening.enrolmentCodes.length).toBeGreaterThanOrEqual(10);
  expect(new Set(listening.enrolmentCodes).size).toBe(listening.enrolmentCodes.length);
  expect(Object.keys(listening.samples[0]).sort()).toEqual(['expect', 'name', 'reusable', 'text']);

  const terminal = await WireTerminal.enrolled(listening.url, listening.enrolmentCodes[0]);
  const [entry] = terminal.entries(1);
  if (!entry) throw new Error('no entry');
  await terminal.acknowledged([entry]);
  await terminal.acknowledged([entry]);
  await stop();
  expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
    { type: 'entry', terminal: terminal.id, entry: entry.header.id, status: 'accepted' },
    { type: 'entry', terminal: terminal.id, entry: entry.header.id, status: 'duplicate' },
  ]);
  await expect(send(`${listening.url}/v1/health`)).rejects.toThrow();
});

test('Given a person who started an authority, when it says who it is, then its fingerprint stands there as a terminal shows it', async () => {
  const { lines, stop } = await serve({ json: false });
  await stop();
  const [, key = ''] = /^Its signing key is (\S{43}), fingerprint /m.exec(lines.join('\n')) ?? [];
  expect(lines.join('\n')).toContain(`fingerprint ${shortFingerprint(key)}.`);
});

test('Given a folder, when the command runs twice on it, then keys and port are the same and only the owner can read them', async () => {
  const database = path.join(temporaryFolder(), 'new', 'authority');
  const first = await serve({ database });
  await first.stop();
  const { url, signingKey } = JSON.parse(first.lines[0] ?? '');
  const second = await serve({ database, port: Number(new URL(url).port) });
  await second.stop();
  expect(JSON.parse(second.lines[0] ?? '')).toMatchObject({ url, signingKey });
  for (const file of readdirSync(database)) {
    expect([file, statSync(path.join(database, file)).mode & 0o077]).toEqual([file, 0]);
  }
});

test('Given a live authority, when it has a key file, then it opens without samples, and without one it does not', async () => {
  const folder = temporaryFolder();
  const keyFile = path.join(folder, 'key');
  writeFileSync(keyFile, '17'.repeat(32));
  const database = path.join(folder, 'live');
  const live = await serve({ training: false, database, keyFile });
  await live.stop();
  expect(JSON.parse(live.lines[0] ?? '')).not.toHaveProperty('samples');
  await expect(serve({ training: false, database })).rejects.toMatchObject({ code: 'key-missing' });
});

test('Given a port that is taken, when the authority is to listen there, then it says so', async () => {
  const first = await serve({});
  const { port } = new URL(JSON.parse(first.lines[0] ?? '').url);
  await expect(serve({ port: Number(port) })).rejects.toMatchObject({ code: 'port-taken' });
  await first.stop();
});

async function command(...words: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
  const program = new Command('vestibule')
    .exitOverride()
    .configureOutput({ writeErr: (line) => void err.push(line) });
  addAuthority(program);
  await program.parseAsync(['node', 'vestibule', 'authority', ...words]);
  return { out, err, status: process.exitCode };
}

test('Given a running authority, when somebody issues codes in its folder, then a terminal enrols with one', async () => {
  const database = temporaryFolder();
  const running = await serve({ database });
  const { url } = JSON.parse(running.lines[0] ?? '');
  const { out, status } = await command('codes', '--database', database, '--count', '2', '--json');
  expect(status).toBe(0);
  const { enrolmentCodes } = JSON.parse(out.at(-1) ?? '');
  expect(enrolmentCodes).toHaveLength(2);
  const terminal = await WireTerminal.create(url);
  expect(codeOf(await terminal.enrol(enrolmentCodes[1]))).toBe('201');
  await running.stop();
});

test('Given a file that describes a site, when the command takes it, then the site is listed, codes are issued for it, and what is wrong is named', async () => {
  const folder = temporaryFolder();
  const database = path.join(folder, 'authority');
  const running = await serve({ database });
  const { url } = JSON.parse(running.lines[0] ?? '');
  const file = path.join(folder, 'site.json');
  const describe = async (profile: object) => {
    writeFileSync(file, JSON.stringify(profile));
    return command('site', file, '--database', database, '--json');
  };
  const bank = { id: 'bank', name: 'Quay Street', purposes: ['bank.verify-customer'], signIn: true };
  expect(JSON.parse((await describe(bank)).out.at(-1) ?? '')).toEqual(bank);
  const sites = await command('sites', '--database', database, '--json');
  expect(JSON.parse(sites.out.at(-1) ?? '').sites).toContainEqual(bank);
  const codes = await command(
    'codes',
    '--database',
    database,
    '--site',
    'bank',
    '--role',
    'teller',
    '--json',
  );
  const terminal = await WireTerminal.create(url);
  await terminal.enrol(JSON.parse(codes.out.at(-1) ?? '').enrolmentCodes[0]);
  expect(terminal.statement).toMatchObject({
    site: { id: 'bank', name: 'Quay Street' },
    configuration: { role: 'teller' },
  });
  const kiosk = await command('codes', '--database', database, '--site', 'bank', '--role', 'self-service');
  expect([kiosk.status, kiosk.err.join()]).toEqual([2, expect.stringContaining('self-service')]);

  const wrong = await describe({ ...bank, purposes: ['bank.no-such'], colour: 'red' });
  expect([wrong.status, wrong.err.join()]).toEqual([2, expect.stringContaining('colour')]);
  const unknown = await describe({ ...bank, purposes: ['bank.no-such'] });
  expect([unknown.status, unknown.err.join()]).toEqual([2, expect.stringContaining('bank.no-such')]);
  const nowhere = await command('codes', '--database', database, '--site', 'nowhere');
  expect([nowhere.status, nowhere.err.join()]).toEqual([2, expect.stringContaining('no such site')]);
  await running.stop();
});

test('Given a folder without an authority, when codes are asked for, then the answer is words and exit status 3', async () => {
  const { err, status } = await command('codes', '--database', path.join(temporaryFolder(), 'nothing'));
  expect(status).toBe(3);
  expect(err.join('\n')).toContain('no authority');
});

test.each([
  [['--port', '0'], /--database/],
  [['codes'], /--database/],
  [['--training', '--database', 'mysql://db.example/authority'], /folder/],
  [['--training', '--trusted-proxy', '127.0.0.1,everybody'], /address/],
  [['--training', '--trusted-proxy', '10.0.0.0/33'], /address/],
])(
  'Given the words %j, when the command is called, then it says what is wrong with exit status 2',
  async (words, says) => {
    const { err, status } = await command(...words);
    expect(status).toBe(2);
    expect(err.join('\n')).toMatch(says);
  },
);

test('Given a host that is not the loopback interface, when the command is called, then it refuses with words and exit status 3', async () => {
  const { err, status } = await command('--training', '--host', '0.0.0.0');
  expect(status).toBe(3);
  expect(err.join('\n')).toContain('loopback');
});
