import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { enrol } from '../../main/authority/client/enrol';
import { openAuthority } from '../../main/authority/server/authority';
import { generateSigningKey } from '../../main/crypto/jwk';
import { download } from '../../main/updates/download';
import { readRelease } from '../../main/updates/release';
import { fetchRelease } from '../../main/updates/server';
import { countStart, proveTrial } from '../../main/updates/trial';
import { programOf } from '../support/update-server';
import { UpdatedMachine, now, quiet } from '../support/updated-machine';

let machine: UpdatedMachine;

beforeEach(async () => {
  machine = await UpdatedMachine.start();
});

describe('An update', () => {
  test('Given a signed newer release, when the desk is quiet, then it is fetched, put in place and started, and the old version stays beside it', async () => {
    await machine.server.publish('0.2.0');
    const { updater, told } = machine.updater();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'waiting', version: '0.2.0' });
    expect(machine.folders.current).toBe('0.1.0');
    expect(await updater.installIfQuiet()).toEqual([]);
    expect(machine.folders.current).toBe('0.2.0');
    expect(machine.restarted).toEqual([machine.folders.executable]);
    expect(existsSync(path.join(machine.root, 'home/versions/0.1.0/vestibule'))).toBe(true);
    expect(told.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(['looking', 'fetching', 'waiting', 'installing']),
    );

    expect(countStart(machine.profile, '0.2.0', now())).toBeUndefined();
    expect(proveTrial(machine.profile, now())).toMatchObject({ from: '0.1.0', to: '0.2.0' });
    updater.remember();
    expect(updater.standing.last).toMatchObject({ what: 'installed', version: '0.2.0' });
    await machine.folders.keepOnly(['0.1.0', '0.2.0']);
    expect(countStart(machine.profile, '0.2.0', now())).toBeUndefined();
  });

  test.each([
    ['an entry waits for the authority', { queued: 1 }, ['queue']],
    ['a passport lies on the reader', { halfRead: true }, ['half-read']],
    ['the clerk is signed in', { signedIn: true }, ['signed-in']],
    ['the clerk just typed', { idleMilliseconds: 5 }, ['in-use']],
  ])(
    'Given %s, when an update is here, then it waits, says why, and goes in once that is over',
    async (_, busy, why) => {
      await machine.server.publish('0.2.0');
      const { updater } = machine.updater();
      await updater.look();
      machine.moment = { ...quiet, ...busy };
      expect(await updater.installIfQuiet()).toEqual(why);
      expect(updater.standing).toMatchObject({ phase: 'waiting', hindrances: why });
      expect([machine.folders.current, machine.restarted]).toEqual(['0.1.0', []]);
      machine.moment = quiet;
      await updater.installIfQuiet();
      expect(machine.folders.current).toBe('0.2.0');
    },
  );

  test('Given records under way, when an installer asks for it now, then it is refused, and granted once they are delivered', async () => {
    await machine.server.publish('0.2.0', { share: 0 });
    const { updater } = machine.updater();
    await updater.look();
    expect(updater.standing.left).toEqual({ version: '0.2.0', reason: 'not-yet-here' });
    machine.moment = { ...quiet, queued: 4, signedIn: true };
    await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
    expect(machine.folders.current).toBe('0.1.0');
    machine.moment = { ...quiet, signedIn: true };
    await updater.installNow();
    expect(machine.folders.current).toBe('0.2.0');
  });

  test('Given an update that waits, when the site holds it back, then it is not installed', async () => {
    await machine.server.publish('0.2.0');
    let hold = false;
    const { updater } = machine.updater({ rules: () => ({ server: machine.server.url, hold }) });
    await updater.look();
    hold = true;
    await updater.installIfQuiet();
    expect(updater.standing).toMatchObject({ phase: 'resting', left: { version: '0.2.0', reason: 'held' } });
    expect(machine.folders.current).toBe('0.1.0');
  });

  test('Given an authority that asks for one version, when a newer one is out, then that version is fetched', async () => {
    await machine.server.publish('0.2.0', { share: 0, issuedAt: '2029-01-01T00:00:00Z' });
    await machine.server.publish('0.3.0');
    machine.moment = { ...quiet, authority: { only: '0.2.0' } };
    const { updater } = machine.updater();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'waiting', version: '0.2.0' });
  });
});

describe('A server that is not to be trusted', () => {
  test.each<[string, (file: string) => Promise<unknown>]>([
    [
      'a release that another key signed',
      async () => machine.server.publish('0.2.0', {}, await generateSigningKey()),
    ],
    [
      'a release that was changed',
      async () => {
        const jws = readFileSync(path.join(machine.server.folder, 'latest.jws'), 'utf8').split('.');
        const said = Buffer.from(jws[1] ?? '', 'base64url')
          .toString()
          .replace('"share":100', '"share":99');
        jws[1] = Buffer.from(said).toString('base64url');
        writeFileSync(path.join(machine.server.folder, 'latest.jws'), jws.join('.'));
      },
    ],
    [
      'a release without a signature',
      async () => writeFileSync(path.join(machine.server.folder, 'latest.jws'), '{"version":"0.2.0"}'),
    ],
    [
      'a release without end',
      async () => writeFileSync(path.join(machine.server.folder, 'latest.jws'), 'a'.repeat(300_000)),
    ],
    ['a package of other bytes', async (file) => writeFileSync(file, readFileSync(file).fill(7, 100, 101))],
    ['a package that goes on', async (file) => appendFileSync(file, 'more')],
    [
      'a package that holds another version',
      async () => machine.server.publish('0.2.0', { program: programOf('0.1.5') }),
    ],
  ])(
    'Given %s, when the machine looks, then nothing of it is kept or run, and it says so',
    async (_, spoil) => {
      await spoil(await machine.server.publish('0.2.0'));
      const { updater } = machine.updater();
      await updater.look();
      expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'not-genuine' } });
      await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
      // Looked at twice, journalled once.
      expect(machine.noted).toMatchObject([{ what: 'not-genuine' }]);
      expect(machine.folders.current).toBe('0.1.0');
      expect(existsSync(path.join(machine.root, 'home/versions/0.2.0'))).toBe(false);
      expect(machine.restarted).toEqual([]);
    },
  );

  test('Given a package or a release that never ends, when it is fetched, then the machine stops where it has to, and neither disk nor memory is filled', async () => {
    const server = 'https://updates.example/';
    const file = {
      system: 'linux',
      architecture: 'x64',
      kind: 'folder',
      name: 'endless.tar.gz',
      bytes: 5_000,
      sha512: '0'.repeat(128),
    } as const;
    const folder = path.join(machine.root, 'fetched');
    const { fetch, given } = endless();
    await expect(download({ server, file, folder, fetch, bytesPerSecond: 1e9 })).rejects.toMatchObject({
      code: 'update-not-genuine',
    });
    expect(given()).toBeLessThan(20_000);
    const release = endless();
    await expect(fetchRelease(server, undefined, [], release.fetch)).rejects.toMatchObject({
      code: 'update-not-genuine',
    });
    expect(release.given()).toBeLessThan(400_000);
  });

  test('Given a signed older version, when it is offered, also by name, then it is never taken', async () => {
    await machine.server.publish('0.0.9');
    const { updater } = machine.updater({ rules: () => ({ server: machine.server.url, only: '0.0.9' }) });
    await updater.look();
    expect(updater.standing.left).toEqual({ version: '0.0.9', reason: 'older' });
    await expect(updater.installNow()).rejects.toMatchObject({ code: 'update-not-now' });
  });

  test('Given a wider share that was withdrawn, when the earlier statement is played again, then it is not believed', async () => {
    await machine.server.publish('0.2.0', { share: 100, issuedAt: '2030-01-01T00:00:00Z' });
    const wide = readFileSync(path.join(machine.server.folder, 'latest.jws'));
    await machine.server.publish('0.2.0', { share: 0, issuedAt: '2030-01-02T00:00:00Z' });
    const { updater } = machine.updater();
    await updater.look();
    expect(updater.standing.left?.reason).toBe('not-yet-here');
    writeFileSync(path.join(machine.server.folder, 'latest.jws'), wide);
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', left: { reason: 'older' } });
  });
});

describe('A network that fails', () => {
  test('Given a server that is down, when the machine looks, then it says so and goes on; and looks again once it is back', async () => {
    await machine.server.publish('0.2.0');
    const { url } = machine.server;
    const { updater } = machine.updater({
      rules: () => ({ server: url }),
      fetch: () => Promise.reject(new TypeError('refused')),
    });
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    await machine.server.stop();
    const { updater: another } = machine.updater({ rules: () => ({ server: url }) });
    await another.look();
    expect(another.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
  });

  test('Given a download that breaks off, when the machine looks again, then it goes on where it stopped, also after a restart', async () => {
    await machine.server.publish('0.2.0');
    machine.server.holdAfter = 20_000;
    const { updater } = machine.updater({
      changed: ({ percent = 0 }) => percent > 0 && machine.server.cut(),
    });
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    await machine.updater().updater.look();
    const ranges = machine.server.requests
      .filter(({ name }) => name.endsWith('.tar.gz'))
      .map(({ range }) => range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    const { updater: third } = machine.updater();
    await third.look();
    expect(third.standing.phase).toBe('waiting');
    // What is here and whole is not fetched again.
    expect(machine.server.requests.filter(({ name }) => name.endsWith('.tar.gz'))).toHaveLength(2);
  });
});

describe('A network that says nothing', () => {
  test.each([
    ['answers a question with nothing', 0],
    ['stops in the middle of a package', 20_000],
  ])(
    'Given a server that %s, when the machine looks, then it gives up, says so, and looks again once it answers',
    async (_, bytes) => {
      await machine.server.publish('0.2.0');
      const { updater } = machine.updater({ stalledAfterMs: 300, ...(bytes === 0 && { fetch: silent }) });
      if (bytes > 0) machine.server.holdAfter = bytes;
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

test('Given an authority that holds updates back, when a terminal enrols, then its signed configuration says so', async () => {
  const database = path.join(machine.root, 'authority');
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
  await machine.server.publish('0.2.0');
  rmSync(path.join(machine.server.folder, 'latest.jws'));
  const keyFile = path.join(machine.root, 'release.key');
  const run = promisify(execFile);
  const made = await run(process.execPath, ['scripts/release.mjs', 'key', '--out', keyFile]);
  const pinned = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '');
  await run(process.execPath, [
    'scripts/release.mjs',
    'sign',
    '--key',
    keyFile,
    '--folder',
    machine.server.folder,
    '--share',
    '25',
    '--version',
    '0.2.0',
    '--back-to',
    '0.1.0',
  ]);
  const jws = readFileSync(path.join(machine.server.folder, 'latest.jws'), 'utf8');
  expect(readRelease(jws, [pinned])).toMatchObject({
    version: '0.2.0',
    share: 25,
    backTo: '0.1.0',
    files: [{ kind: 'folder', name: 'vestibule-0.2.0.tar.gz' }],
  });
  expect(() => readRelease(jws, machine.server.pinned)).toThrow(
    expect.objectContaining({ code: 'update-not-genuine' }),
  );
});

/** A server whose answer is as long as it is listened to, up to two megabytes; and how many bytes of it were taken. */
function endless() {
  let given = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given >= 2_000_000) return controller.close();
      given += 1_000;
      controller.enqueue(new Uint8Array(1_000));
    },
  });
  return { fetch: async () => new Response(body), given: () => given };
}
