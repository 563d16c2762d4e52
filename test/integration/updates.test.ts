import { execFile } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrol } from '../../main/authority/client/enrol';
import { openAuthority } from '../../main/authority/server/authority';
import { generateSigningKey } from '../../main/crypto/jwk';
import { imageInstaller } from '../../main/updates/image-installer';
import { folderInstaller } from '../../main/updates/folder-installer';
import { Record } from '../../main/updates/record';
import { readRelease } from '../../main/updates/release';
import { STARTS, beginTrial, countStart, endTrial, proveTrial, takeUntold } from '../../main/updates/trial';
import { type TerminalMoment, Updater, type UpdaterParts } from '../../main/updates/updater';
import { VersionFolders } from '../../main/updates/version-folders';
import type { UpdateEvent, UpdateStanding } from '../../shared/domain/update';
import { diskInMemory } from '../support/small-disk';
import { UpdateServer, programOf } from '../support/update-server';

const quiet: TerminalMoment = {
  signedIn: false,
  signInRequired: true,
  idleMilliseconds: 3_600_000,
  queued: 0,
  halfRead: false,
  terminal: 'terminal-1',
  authority: {},
};
const now = () => new Date(2030, 0, 5, 12, 0);

let root: string;
let server: UpdateServer;
let restarted: string[];
let noted: UpdateEvent[];
let moment: TerminalMoment;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'vestibule-updates-'));
  server = await UpdateServer.start();
  restarted = [];
  noted = [];
  moment = quiet;
  mkdirSync(path.join(root, 'profile'));
  mkdirSync(path.join(root, 'home/versions/0.1.0'), { recursive: true });
  writeFileSync(path.join(root, 'home/versions/0.1.0/vestibule'), programOf('0.1.0'), { mode: 0o755 });
  symlinkSync('versions/0.1.0', path.join(root, 'home/current'));
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const profile = () => path.join(root, 'profile');
const folders = () => VersionFolders.of(path.join(root, 'home/current/vestibule')) as VersionFolders;

function updaterOf(change: Partial<UpdaterParts> = {}): { updater: Updater; told: UpdateStanding[] } {
  const told: UpdateStanding[] = [];
  const parts: UpdaterParts = {
    profile: profile(),
    running: '0.1.0',
    system: 'linux',
    architecture: 'x64',
    installer: folderInstaller(folders(), (executable) => restarted.push(executable)),
    keys: server.pinned,
    rules: () => ({ server: server.url }),
    moment: async () => moment,
    fetch,
    now,
    note: (event) => noted.push(event),
    changed: (standing) => told.push(standing),
    bytesPerSecond: 1e9,
    ...change,
  };
  return { updater: new Updater(parts, 'folder'), told };
}

describe('An update', () => {
  test('Given a signed newer release, when the desk is quiet, then it is fetched, put in place and started, and the old version stays beside it', async () => {
    await server.publish('0.2.0');
    const { updater, told } = updaterOf();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'waiting', version: '0.2.0' });
    expect(folders().current).toBe('0.1.0');
    expect(await updater.installIfQuiet()).toEqual([]);
    expect(folders().current).toBe('0.2.0');
    expect(restarted).toEqual([folders().executable]);
    expect(existsSync(path.join(root, 'home/versions/0.1.0/vestibule'))).toBe(true);
    expect(told.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['looking', 'fetching', 'waiting', 'installing']),
    );

    expect(countStart(profile(), '0.2.0', now())).toBeUndefined();
    expect(proveTrial(profile(), now())).toMatchObject({ from: '0.1.0', to: '0.2.0' });
    updater.remember();
    expect(updater.standing.last).toMatchObject({ what: 'installed', version: '0.2.0' });
    await folders().keepOnly(['0.1.0', '0.2.0']);
    expect(countStart(profile(), '0.2.0', now())).toBeUndefined();
  });

  test.each([
    ['an entry waits for the authority', { queued: 1 }, ['queue']],
    ['a passport lies on the reader', { halfRead: true }, ['half-read']],
    ['the clerk is signed in', { signedIn: true }, ['signed-in']],
    ['the clerk just typed', { idleMilliseconds: 5 }, ['in-use']],
  ])(
    'Given %s, when an update is here, then it waits, says why, and goes in once that is over',
    async (_, busy, why) => {
      await server.publish('0.2.0');
      const { updater } = updaterOf();
      await updater.look();
      moment = { ...quiet, ...busy };
      expect(await updater.installIfQuiet()).toEqual(why);
      expect(updater.standing).toMatchObject({ phase: 'waiting', hindrances: why });
      expect([folders().current, restarted]).toEqual(['0.1.0', []]);
      moment = quiet;
      await updater.installIfQuiet();
      expect(folders().current).toBe('0.2.0');
    },
  );

  test('Given records under way, when an installer asks for it now, then it is refused, and granted once they are delivered', async () => {
    await server.publish('0.2.0', { share: 0 });
    const { updater } = updaterOf();
    await updater.look();
    expect(updater.standing.left).toEqual({ version: '0.2.0', reason: 'not-yet-here' });
    moment = { ...quiet, queued: 4, signedIn: true };
    await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
    expect(folders().current).toBe('0.1.0');
    moment = { ...quiet, signedIn: true };
    await updater.installNow();
    expect(folders().current).toBe('0.2.0');
  });

  test('Given an update that waits, when the site holds it back, then it is not installed', async () => {
    await server.publish('0.2.0');
    let hold = false;
    const { updater } = updaterOf({ rules: () => ({ server: server.url, hold }) });
    await updater.look();
    hold = true;
    await updater.installIfQuiet();
    expect(updater.standing).toMatchObject({ phase: 'resting', left: { version: '0.2.0', reason: 'held' } });
    expect(folders().current).toBe('0.1.0');
  });

  test('Given an authority that asks for one version, when a newer one is out, then that version is fetched', async () => {
    await server.publish('0.2.0', { share: 0, issuedAt: '2029-01-01T00:00:00Z' });
    await server.publish('0.3.0');
    moment = { ...quiet, authority: { only: '0.2.0' } };
    const { updater } = updaterOf();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'waiting', version: '0.2.0' });
  });
});

describe('A server that is not to be trusted', () => {
  test.each<[string, (file: string) => Promise<unknown>]>([
    [
      'a release that another key signed',
      async () => server.publish('0.2.0', {}, await generateSigningKey()),
    ],
    [
      'a release that was changed',
      async () => {
        const jws = readFileSync(path.join(server.folder, 'latest.jws'), 'utf8').split('.');
        const said = Buffer.from(jws[1] ?? '', 'base64url')
          .toString()
          .replace('"share":100', '"share":99');
        jws[1] = Buffer.from(said).toString('base64url');
        writeFileSync(path.join(server.folder, 'latest.jws'), jws.join('.'));
      },
    ],
    [
      'a release without a signature',
      async () => writeFileSync(path.join(server.folder, 'latest.jws'), '{"version":"0.2.0"}'),
    ],
    [
      'a release without end',
      async () => writeFileSync(path.join(server.folder, 'latest.jws'), 'a'.repeat(300_000)),
    ],
    ['a package of other bytes', async (file) => writeFileSync(file, readFileSync(file).fill(7, 100, 101))],
    ['a package that goes on', async (file) => appendFileSync(file, 'more')],
    [
      'a package that holds another version',
      async () => server.publish('0.2.0', { program: programOf('0.1.5') }),
    ],
  ])(
    'Given %s, when the machine looks, then nothing of it is kept or run, and it says so',
    async (_, spoil) => {
      await spoil(await server.publish('0.2.0'));
      const { updater } = updaterOf();
      await updater.look();
      expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'not-genuine' } });
      await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
      // Looked at twice, journalled once.
      expect(noted).toMatchObject([{ what: 'not-genuine' }]);
      expect(folders().current).toBe('0.1.0');
      expect(existsSync(path.join(root, 'home/versions/0.2.0'))).toBe(false);
      expect(restarted).toEqual([]);
    },
  );

  test('Given a signed older version, when it is offered, also by name, then it is never taken', async () => {
    await server.publish('0.0.9');
    const { updater } = updaterOf({ rules: () => ({ server: server.url, only: '0.0.9' }) });
    await updater.look();
    expect(updater.standing.left).toEqual({ version: '0.0.9', reason: 'older' });
    await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
  });

  test('Given a wider share that was withdrawn, when the earlier statement is played again, then it is not believed', async () => {
    await server.publish('0.2.0', { share: 100, issuedAt: '2030-01-01T00:00:00Z' });
    const wide = readFileSync(path.join(server.folder, 'latest.jws'));
    await server.publish('0.2.0', { share: 0, issuedAt: '2030-01-02T00:00:00Z' });
    const { updater } = updaterOf();
    await updater.look();
    expect(updater.standing.left?.reason).toBe('not-yet-here');
    writeFileSync(path.join(server.folder, 'latest.jws'), wide);
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', left: { reason: 'older' } });
  });
});

describe('A network that fails', () => {
  test('Given a server that is down, when the machine looks, then it says so and goes on; and looks again once it is back', async () => {
    await server.publish('0.2.0');
    const { url } = server;
    const { updater } = updaterOf({
      rules: () => ({ server: url }),
      fetch: () => Promise.reject(new TypeError('refused')),
    });
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    await server.stop();
    const { updater: another } = updaterOf({ rules: () => ({ server: url }) });
    await another.look();
    expect(another.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
  });

  test('Given a download that breaks off, when the machine looks again, then it goes on where it stopped, also after a restart', async () => {
    await server.publish('0.2.0');
    server.holdAfter = 20_000;
    const { updater } = updaterOf({ changed: ({ percent = 0 }) => percent > 0 && server.cut() });
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    await updaterOf().updater.look();
    const ranges = server.requests.filter(({ name }) => name.endsWith('.tar.gz')).map(({ range }) => range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    const { updater: third } = updaterOf();
    await third.look();
    expect(third.standing.phase).toBe('waiting');
    // What is here and whole is not fetched again.
    expect(server.requests.filter(({ name }) => name.endsWith('.tar.gz'))).toHaveLength(2);
  });
});

describe('A network that says nothing', () => {
  test.each([
    ['answers a question with nothing', 0],
    ['stops in the middle of a package', 20_000],
  ])(
    'Given a server that %s, when the machine looks, then it gives up, says so, and looks again once it answers',
    async (_, bytes) => {
      await server.publish('0.2.0');
      const { updater } = updaterOf({ stalledAfterMs: 300, ...(bytes === 0 && { fetch: silent }) });
      if (bytes > 0) server.holdAfter = bytes;
      await updater.look();
      expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
      if (bytes === 0) return;
      await updater.look();
      expect(updater.standing).toMatchObject({ phase: 'waiting', version: '0.2.0' });
    },
    5_000,
  );
});

/** A server that takes a question and never answers it. */
const silent = () => new Promise<Response>(() => undefined);

describe('A disk without room', () => {
  const fullProfile = (context: { skip(why: string): never }): string => {
    const { disk, missing } = diskInMemory(1);
    if (disk === undefined) return context.skip(missing);
    return disk;
  };
  const fill = (disk: string) =>
    expect(() => writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(2_000_000))).toThrow('ENOSPC');

  test('Given a server that is down, when the machine looks, then it says so and nothing is thrown that would end the looking', async (context) => {
    const disk = fullProfile(context);
    new Record(disk).write({ failed: [] });
    fill(disk);
    const { updater } = updaterOf({ profile: disk, fetch: () => Promise.reject(new TypeError('refused')) });
    await updater.look();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    expect(noted).toHaveLength(1);
  });

  test('Given an update that waits, when it would go in, then it is refused with a word and the machine does not say it is installing for ever', async (context) => {
    const disk = fullProfile(context);
    await server.publish('0.2.0');
    const { updater } = updaterOf({ profile: disk });
    await updater.look();
    expect(updater.standing.phase).toBe('waiting');
    fill(disk);
    await expect(updater.installIfQuiet()).rejects.toThrow();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'no-room' } });
    expect(folders().current).toBe('0.1.0');
  });

  test('Given an update on trial, when it is started, then it starts; and the settings are whole when it is given up', (context) => {
    const disk = fullProfile(context);
    const settings = path.join(disk, 'settings.json');
    writeFileSync(settings, JSON.stringify({ old: 'a'.repeat(20_000) }));
    beginTrial(disk, { from: '0.1.0', to: '0.2.0' });
    writeFileSync(settings, '{"new":true}');
    new Record(disk).write({ untold: { what: 'went-back', version: '0.2.0', at: now().toISOString() } });
    fill(disk);
    expect(countStart(disk, '0.2.0', now())).toBeUndefined();
    expect(takeUntold(disk)).toMatchObject({ what: 'went-back' });
    expect(() => endTrial(disk, { from: '0.1.0', to: '0.2.0', starts: 3 }, true, now())).toThrow('ENOSPC');
    expect(readFileSync(settings, 'utf8')).toBe('{"new":true}');
  });
});

describe('An update that does not start', () => {
  test('Given a package whose program does not start, when it is unpacked, then it is not put in place', async () => {
    await server.publish('0.2.0', { program: programOf('0.2.0', true) });
    const { updater } = updaterOf();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'not-installed' } });
    expect(folders().current).toBe('0.1.0');
  });

  test('Given an installed update that never gets ready, when it was started often enough, then the version before is back with its settings, and the update is not tried again', async () => {
    const settings = path.join(profile(), 'settings.json');
    writeFileSync(settings, '{"language":"it"}');
    await server.publish('0.2.0');
    const { updater } = updaterOf();
    await updater.look();
    await updater.installIfQuiet();
    writeFileSync(settings, '{"a form":"of tomorrow"}');
    for (let start = 0; start < STARTS; start += 1)
      expect(countStart(profile(), '0.2.0', now())).toBeUndefined();
    const trial = countStart(profile(), '0.2.0', now());
    expect(trial).toMatchObject({ from: '0.1.0', to: '0.2.0' });
    if (!trial) return;
    endTrial(profile(), trial, true, now());
    folderInstaller(folders(), (executable) => restarted.push(executable)).goBack(trial.from);

    expect(folders().current).toBe('0.1.0');
    expect(readFileSync(settings, 'utf8')).toBe('{"language":"it"}');
    expect(countStart(profile(), '0.1.0', now())).toBeUndefined();
    const { updater: before } = updaterOf();
    await before.look();
    expect(before.standing).toMatchObject({
      phase: 'resting',
      left: { version: '0.2.0', reason: 'failed-here' },
      last: { what: 'went-back', version: '0.2.0' },
    });
    // The one that mends it is taken.
    await server.publish('0.2.1', { issuedAt: '2030-01-03T00:00:00Z' });
    await before.look();
    expect(before.standing).toMatchObject({ phase: 'waiting', version: '0.2.1' });
  });

  test('Given a replacement that did not come about, when the old version starts, then it says so and nothing is counted', async () => {
    await server.publish('0.2.0');
    const { updater } = updaterOf();
    await updater.look();
    await updater.installIfQuiet();
    expect(countStart(profile(), '0.1.0', now())).toBeUndefined();
    expect(new Record(profile()).read()).toMatchObject({ last: { what: 'not-installed', version: '0.2.0' } });
    expect(new Record(profile()).read().trial).toBeUndefined();
  });
});

describe('A program that is one file', () => {
  test('Given an update, when it goes in and does not start, then the file is the new one, and the old one comes back', async () => {
    const image = path.join(root, 'Vestibule.AppImage');
    const fetched = path.join(root, 'fetched');
    writeFileSync(image, programOf('0.1.0'), { mode: 0o755 });
    writeFileSync(fetched, programOf('0.2.0'));
    const installer = imageInstaller(image, (executable) => restarted.push(executable));
    await installer.prepare(fetched, '0.2.0');
    expect(readFileSync(image, 'utf8')).toBe(programOf('0.1.0'));
    await installer.replace('0.2.0');
    expect(readFileSync(image, 'utf8')).toBe(programOf('0.2.0'));
    installer.goBack('0.1.0');
    expect(readFileSync(image, 'utf8')).toBe(programOf('0.1.0'));
    expect(restarted).toEqual([image, image]);
  });

  test.each([
    ['does not start', programOf('0.2.0', true), 'update-failed'],
    ['is another version', programOf('0.3.0'), 'update-not-genuine'],
  ])(
    'Given an update that %s, when it is prepared, then it is refused and nothing is left of it',
    async (_, program, code) => {
      const image = path.join(root, 'Vestibule.AppImage');
      const fetched = path.join(root, 'fetched');
      writeFileSync(image, programOf('0.1.0'), { mode: 0o755 });
      writeFileSync(fetched, program);
      const installer = imageInstaller(image, (executable) => restarted.push(executable));
      await expect(installer.prepare(fetched, '0.2.0')).rejects.toMatchObject({ code });
      await expect(installer.replace('0.2.0')).rejects.toMatchObject({ code: 'update-failed' });
      expect(readFileSync(image, 'utf8')).toBe(programOf('0.1.0'));
    },
  );
});

test('Given an authority that holds updates back, when a terminal enrols, then its signed configuration says so', async () => {
  const database = path.join(root, 'authority');
  const updates = { hold: true, only: '0.2.0' };
  const authority = await openAuthority({ database, training: true, now: () => new Date(), updates });
  try {
    const { url } = await authority.listen({ port: 0 });
    const [code = ''] = await authority.enrolmentCodes(1);
    const enrolment = await enrol({ url, code, now: () => new Date() });
    expect(enrolment.configuration.updates).toEqual(updates);
  } finally {
    await authority.close();
  }
});

test('Given packages and a release key, when the release is signed by the tool, then the program believes it, and with another key it does not', async () => {
  await server.publish('0.2.0');
  rmSync(path.join(server.folder, 'latest.jws'));
  const keyFile = path.join(root, 'release.key');
  const run = promisify(execFile);
  const made = await run(process.execPath, ['scripts/release.mjs', 'key', '--out', keyFile]);
  const pinned = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '');
  await run(process.execPath, [
    'scripts/release.mjs',
    'sign',
    '--key',
    keyFile,
    '--folder',
    server.folder,
    '--share',
    '25',
    '--version',
    '0.2.0',
    '--back-to',
    '0.1.0',
  ]);
  const jws = readFileSync(path.join(server.folder, 'latest.jws'), 'utf8');
  expect(readRelease(jws, [pinned])).toMatchObject({
    version: '0.2.0',
    share: 25,
    backTo: '0.1.0',
    files: [{ kind: 'folder', name: 'vestibule-0.2.0.tar.gz' }],
  });
  expect(() => readRelease(jws, server.pinned)).toThrow(
    expect.objectContaining({ code: 'update-not-genuine' }),
  );
});
