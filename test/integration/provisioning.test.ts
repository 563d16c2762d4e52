import { existsSync, statSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { issueEnrolmentCodes } from '../../main/authority/server/at-the-database';
import type { TerminalRole } from '../../shared/domain/terminal-role';
import { command } from '../support/command';
import { Headless } from '../support/headless';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';

const masterKey = Buffer.alloc(32, 7);
const stay = { room: '412', arrival: '2026-11-28', departure: '2026-11-30' };

let authority: TestAuthority;
let folder: string;
let file: string;
beforeEach(async () => {
  authority = await TestAuthority.open({ training: false, masterKey });
  folder = temporaryFolder();
  file = path.join(folder, 'site.json');
  await writeFile(path.join(folder, 'key'), masterKey);
  await write({});
});

function write(changes: object) {
  return writeFile(
    file,
    JSON.stringify({
      vestibule: 1,
      authority: { url: authority.url, signingKey: authority.authority.signingKey },
      key: { keyFile: path.join(folder, 'key') },
      settings: { language: 'zh-CN', sounds: false },
      readers: { serialPorts: [{ port: '/dev/ttyS7', reader: 'scanner' }] },
      kiosk: true,
      ...changes,
    }),
  );
}
const provision = (machine: string, ...more: string[]) =>
  command(['provision', file, '--profile', path.join(folder, machine), '--unattended', '--json', ...more]);
const stored = async (machine: string, name: string) =>
  JSON.parse(await readFile(path.join(folder, machine, `${name}.json`), 'utf8')) as unknown;

describe('A site of many machines', () => {
  test('Given one file and a code each, when machines are provisioned, then each is enrolled with a key of its own and set up alike', async () => {
    const machines = await Promise.all(
      ['one', 'two', 'three'].map(async (machine) => provision(machine, '--code', await authority.code())),
    );
    expect(machines.map(({ status, err }) => [status, err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    const answers = machines.map(({ out }) => JSON.parse(out) as Record<string, string>);
    expect(answers[0]).toMatchObject({ state: 'enrolled', site: 'Main site' });
    for (const member of ['terminal', 'fingerprint'])
      expect(new Set(answers.map((answer) => answer[member])).size).toBe(3);
    expect(await stored('two', 'settings')).toMatchObject({
      language: 'zh-CN',
      sounds: false,
      theme: 'system',
    });
    expect(await stored('two', 'installation')).toMatchObject({ mode: 'live', kiosk: true });
    expect(await stored('two', 'readers')).toMatchObject({ serialPorts: [{ port: '/dev/ttyS7' }] });
  });

  test('Given a machine that is enrolled, when it is provisioned again without a code, then it stays itself and takes what is new', async () => {
    const first = JSON.parse((await provision('one', '--code', await authority.code())).out) as object;
    await write({ settings: { language: 'en' } });
    const { status, out } = await provision('one');
    expect([status, JSON.parse(out)]).toEqual([0, { ...first, state: 'enrolled-before' }]);
    expect(await stored('one', 'settings')).toMatchObject({ language: 'en', sounds: false });
  });

  test('Given a file of another authority, when an enrolled machine is provisioned with it, then it is refused, and nothing of the file is taken', async () => {
    await provision('one', '--code', await authority.code());
    const files = ['installation', 'settings', 'readers'];
    const before = await Promise.all(files.map((name) => stored('one', name)));
    const { url, authority: other } = await TestAuthority.open({ training: false, masterKey });
    await write({
      authority: { url, signingKey: other.signingKey },
      settings: { language: 'it' },
      readers: { serialPorts: [] },
      kiosk: false,
      handoff: { folder },
      updates: { server: 'https://updates.example/' },
    });
    const refused = await provision('one');
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('another authority')]);
    expect(await Promise.all(files.map((name) => stored('one', name)))).toEqual(before);
  });

  test.skipIf(process.platform === 'win32')(
    'Given a machine that was provisioned, when another user of it looks for its folder and its files, then they are shut to them',
    async () => {
      await provision('one', '--code', await authority.code());
      const profile = path.join(folder, 'one');
      const open = [profile, path.join(profile, 'live'), path.join(profile, 'installation.json')].filter(
        (each) => (statSync(each).mode & 0o077) !== 0,
      );
      expect(open).toEqual([]);
    },
  );

  test('Given what can be wrong, when a machine is provisioned, then status and words say it, and no code is spent for nothing', async () => {
    const code = await authority.code();
    const told = async (status: number, words: string, ...more: string[]) => {
      const outcome = await provision('one', ...more);
      expect([outcome.status, outcome.out]).toEqual([status, '']);
      expect(outcome.err).toContain(words);
    };
    await told(1, 'enrolment-code-wrong', '--code', '0000-0000-0000');
    await told(2, 'bad-request');
    await told(2, 'bad-request', '--code', 'short');
    await told(3, 'no-code cannot be read', '--code-file', path.join(folder, 'no-code'));
    await write({ settings: { volume: 7 } });
    await told(2, 'settings.volume', '--code', code);
    await write({ key: { file: 'no-key' } });
    await told(2, 'keyFile', '--code', code);
    await writeFile(file, '{');
    await told(2, 'is not JSON', '--code', code);
    await write({ authority: { url: authority.url, signingKey: 'x'.repeat(43) } });
    await told(1, 'authority-not-expected', '--code', code);
    await write({ authority: { url: 'http://127.0.0.1:9', signingKey: authority.authority.signingKey } });
    await told(3, 'authority-unreachable', '--code', code);
    await write({ key: { keyFile: path.join(folder, 'no-key') } });
    await told(3, 'key-missing', '--code', code);
    await write({});
    expect((await provision('one', '--code', code)).status).toBe(0);
    const used = await provision('two', '--code', code);
    expect([used.status, used.err]).toEqual([1, expect.stringContaining('enrolment-code-used')]);
  });

  test('Given a person who is asked whether it is their authority, when they do not say yes, then they are told that nothing was changed, and nothing was', async () => {
    const code = await authority.code();
    const asked = await command(['provision', file, '--profile', path.join(folder, 'asked'), '--code', code]);
    expect(asked.status).toBe(1);
    expect(asked.err).toContain('[y/N] \nNothing was changed.\n');
    expect(existsSync(path.join(folder, 'asked'))).toBe(false);
    expect((await provision('asked', '--code', code)).status).toBe(0);
  });

  test('Given codes for roles, when machines for self-service are provisioned, then one for it is enrolled so, and one for the front desk is told that it does not serve the public', async () => {
    await write({ selfService: 'hotel.check-in' });
    const codeFor = async (role: TerminalRole) => {
      const place = { site: 'main', role, count: 1, own: [] };
      return (await issueEnrolmentCodes(authority.database, place, new Date()))[0] ?? '';
    };
    const kiosk = await provision('one', '--code', await codeFor('self-service'));
    expect([kiosk.status, JSON.parse(kiosk.out)]).toEqual([
      0,
      expect.objectContaining({ role: 'self-service', state: 'enrolled' }),
    ]);
    const desk = await provision('two', '--code', await codeFor('front-desk'));
    expect([desk.status, desk.out, desk.err]).toEqual([1, '', expect.stringContaining('front-desk')]);
    // It is enrolled all the same, and its code was not wasted.
    await write({});
    const again = await provision('two');
    expect(JSON.parse(again.out)).toMatchObject({ role: 'front-desk', state: 'enrolled-before' });
  });

  test('Given a machine, when its configuration is exported, then another one can be set up from it, and no secret is in it', async () => {
    await write({
      authority: {
        url: authority.url,
        signingKey: authority.authority.signingKey,
      },
      code: await authority.code(),
      handoff: { api: { port: 8765, tokenSha256: 'ab'.repeat(32) } },
      selfService: 'hotel.check-in',
    });
    await provision('one');
    const { status, out } = await command(['configuration', '--profile', path.join(folder, 'one')]);
    expect(status).toBe(0);
    expect(out).not.toMatch(/"code"|"d"|password/);
    await writeFile(file, out);
    expect((await provision('two', '--code', await authority.code())).status).toBe(0);
    expect(await stored('two', 'settings')).toEqual(await stored('one', 'settings'));
    expect(await stored('two', 'installation')).toEqual(await stored('one', 'installation'));
  });
});

test('Given a machine that is set up, when somebody asks how it is, then neither its folder nor its key has to be named', async () => {
  const profile = path.join(folder, 'one');
  const nothing = await command(['diagnose', '--profile', profile]);
  expect([nothing.status, nothing.err]).toEqual([3, expect.stringContaining('not-enrolled')]);
  await provision('one', '--code', await authority.code());
  const { out } = await command(['diagnose', '--profile', profile, '--json']);
  const { checks } = JSON.parse(out) as { checks: object[] };
  expect(checks).toContainEqual(expect.objectContaining({ topic: 'authority', state: 'good' }));
});

test('Given a machine that was provisioned, when a script adds its installer before anybody works there, then that one manages the others', async () => {
  await provision('one', '--code', await authority.code());
  const desk = new Headless([
    '--data',
    path.join(folder, 'one', 'live'),
    '--key-file',
    path.join(folder, 'key'),
  ]);
  await desk.event('ready');
  const clerk = { operator: 'mei', name: 'Mei', role: 'clerk', pin: '815204' };
  expect(await desk.ask('add-operator', clerk)).toMatchObject({ error: { code: 'not-permitted' } });
  const installer = { operator: 'ada', name: 'Ada', role: 'installer', pin: '602913' };
  expect(await desk.ask('add-operator', installer)).toMatchObject({ ok: true });
  expect(await desk.ask('add-operator', clerk)).toMatchObject({ error: { code: 'not-permitted' } });
  await desk.ask('sign-in', { operator: 'ada', pin: '602913' });
  expect(await desk.ask('add-operator', clerk)).toMatchObject({ ok: true });
  await desk.ask('shutdown');
  expect(await desk.exit).toBe(0);
});

describe('A terminal is replaced', () => {
  test('Given a terminal that cannot deliver, when it is retired with an export, then the authority gets everything and the successor goes on', async () => {
    const first = JSON.parse((await provision('old', '--code', await authority.code())).out) as {
      terminal: string;
    };
    const live = path.join(folder, 'old', 'live');
    const keyed = ['--data', live, '--key-file', path.join(folder, 'key')];
    await authority.authority.stopListening();
    const desk = new Headless([...keyed, '--authority', authority.url]);
    await desk.event('ready');
    for (const text of ['P<UTOERIKSSON<<ANNA', 'not a code at all', 'EID:unknown'])
      await desk.ask('present', { reader: 'desk', text });
    await desk.ask('check-in', { verdict: 'none', purpose: 'hotel.check-in', form: stay });
    await desk.ask('shutdown');
    await desk.exit;

    const profile = ['--profile', path.join(folder, 'old')];
    const kept = await command(['retire', ...profile, '--yes']);
    expect([kept.status, existsSync(live)]).toEqual([1, true]);
    expect(kept.err).toContain('could not be delivered');

    const rest = path.join(folder, 'rest.bundle');
    const retired = await command(['retire', ...profile, '--export', rest, '--yes', '--json']);
    expect([retired.status, retired.err]).toEqual([0, '']);
    const { terminal, exported } = JSON.parse(retired.out) as { terminal: string; exported: number };
    expect([terminal, exported]).toEqual([first.terminal, expect.any(Number)]);
    expect(exported).toBeGreaterThanOrEqual(3);
    expect(existsSync(live)).toBe(false);
    expect(await stored('old', 'installation')).toEqual({ mode: 'new', format: 1 });
    expect(await readdir(path.join(folder, 'old'))).toContain('retired.json');

    await authority.start();
    const imported = await authority.authority.import((await readFile(rest, 'utf8')).split('\n'));
    expect(imported).toMatchObject({ terminal, accepted: exported, refused: 0 });
    await writeFile(path.join(folder, 'key'), masterKey);
    await write({});
    const successor = await provision('new', '--code', await authority.code());
    expect(JSON.parse(successor.out)).toMatchObject({ state: 'enrolled', site: 'Main site' });
  });
});
