import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOON, claim169Code, coseSign1, cwt, newSigner, trustListOf } from '../support/minted';
import { ABSENT, hasVectors, vector } from '../support/vectors';

let folder: string;
const signer = newSigner('ES256', 'key-1');
const AT = ['--at', NOON.toISOString()];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-verify-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'test/support/verify-command.ts', outDir: path.join(folder, 'command'), minify: false },
  });
  await file('trust.json', JSON.stringify(trustListOf([signer])));
  await file('good.txt', `${claim169Code({ signer })}\r\n`);
  await file(
    'expired.txt',
    claim169Code({ signer, payload: cwt(undefined, { 4: NOON.getTime() / 1000 - 3600 }) }),
  );
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const where = path.join(folder, name);
  await writeFile(where, content);
  return where;
}

const at = (name: string) => path.join(folder, name);

/** Runs the command as a process of its own, as an installer would. */
async function verify(
  args: string[],
  input = '',
): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [at('command/verify-command.js'), 'verify', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  child.stdin.on('error', () => {}); // it may end before it has read everything
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })));
}

describe('vestibule verify', () => {
  test('Given a good code and its issuer, when it is verified, then one JSON object says so and the status is 0', async () => {
    const { status, out, err } = await verify([at('good.txt'), '--trust', at('trust.json'), ...AT, '--json']);
    expect([status, err]).toEqual([0, '']);
    const report: unknown = JSON.parse(out);
    expect(report).toMatchObject({
      input: at('good.txt'),
      format: 'claim-169',
      outcome: 'verified',
      assurance: 'offline-signature',
      claims: { fullName: '王小明', address: '示例路1号\n示例市', documentNumber: 'TEST-0042-4471' },
      issuer: { id: 'did:web:id.example', name: { en: 'Example Registry' } },
    });
    expect(report).toHaveProperty('micros', expect.any(Number));
  });

  test('Given several files, when they are verified, then the answer is an array and the status 1 if one is refused', async () => {
    const { status, out } = await verify([
      at('good.txt'),
      at('expired.txt'),
      '--trust',
      at('trust.json'),
      ...AT,
      '--json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { outcome: 'verified' },
      { outcome: 'refused', reason: 'expired' },
    ]);
  });

  test('Given codes on standard input, when they are verified, then each line is one, and a space belongs to it', async () => {
    const code = await readFile(at('good.txt'), 'utf8');
    const { status, out } = await verify(
      ['-', '--trust', at('trust.json'), ...AT, '--json'],
      `${code}\n134567890123456789 \n${code.trim()}`,
    );
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { input: '-:1', outcome: 'verified' },
      { input: '-:3', reason: 'unknown-code' },
      { input: '-:4', outcome: 'verified' },
    ]);
  });

  test('Given no trust list, when a code is verified, then nobody is trusted', async () => {
    const { status, out } = await verify([at('good.txt'), ...AT, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'refused', reason: 'untrusted-issuer', claims: {} });
  });

  test('Given a purpose, when a code is verified, then only what it sees is printed', async () => {
    const { out } = await verify([
      at('good.txt'),
      '--trust',
      at('trust.json'),
      '--purpose',
      'reservation.claim',
      ...AT,
      '--json',
    ]);
    expect(JSON.parse(out)).toHaveProperty('claims', {
      documentNumber: 'TEST-0042-4471',
      fullName: '王小明',
      latinName: 'Wang Xiaoming',
      secondLanguage: 'eng',
    });
  });

  test('Given another time, when the same code is verified, then it has expired', async () => {
    const { status, out } = await verify([
      at('good.txt'),
      '--trust',
      at('trust.json'),
      '--at',
      '2026-11-22T12:00:00+08:00',
      '--json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ reason: 'expired' });
  });

  test('Given the message as hex or base64, when it is verified, then it is the same credential', async () => {
    const message = Buffer.from(coseSign1({ signer, payload: cwt() }));
    await file('message.hex', `${message.toString('hex')}\n`);
    await file('message.b64', message.toString('base64'));
    const rest = ['--trust', at('trust.json'), ...AT, '--json'];
    const hex = await verify([at('message.hex'), '--raw', 'hex', ...rest]);
    const base64 = await verify([at('message.b64'), '--raw', 'base64', ...rest]);
    expect([hex.status, base64.status]).toEqual([0, 0]);
  });

  test('Given a sample issuer, when its code is verified, then it is refused, and with --training verified and marked', async () => {
    const trust = await file('samples.json', JSON.stringify(trustListOf([signer], { training: true })));
    const live = await verify([at('good.txt'), '--trust', trust, ...AT, '--json']);
    expect([live.status, JSON.parse(live.out).reason]).toEqual([1, 'untrusted-issuer']);
    const training = await verify([at('good.txt'), '--trust', trust, '--training', ...AT, '--json']);
    expect(training.status).toBe(0);
    expect(JSON.parse(training.out)).toMatchObject({ outcome: 'verified', issuer: { training: true } });
  });

  test('Given an expired trust list, when a good code is verified, then it is not green', async () => {
    const list = trustListOf([signer], {}, { expiresAt: '2026-11-10T00:00:00Z' });
    const trust = await file('old.json', JSON.stringify(list));
    const { status, out } = await verify([at('good.txt'), '--trust', trust, ...AT, '--json']);
    expect([status, JSON.parse(out).reason]).toEqual([1, 'status-stale']);
  });

  test('Given a huge file, when it is verified, then it is refused: too-large', async () => {
    const { status, out } = await verify([await file('huge.txt', 'A'.repeat(3_000_000)), '--json']);
    expect([status, JSON.parse(out).reason]).toEqual([1, 'too-large']);
  });

  test('Given an endless line, when it is verified, then it is refused: too-large, and the next line is read', async () => {
    const { out } = await verify(['-', '--json'], `${'A'.repeat(3_000_000)}\nhttps://example.test\n`);
    expect(JSON.parse(out)).toMatchObject([{ reason: 'too-large' }, { reason: 'unknown-code' }]);
  });

  test('Given no --json, when codes are verified, then people can read what each one is', async () => {
    const { status, out, err } = await verify([
      at('good.txt'),
      at('expired.txt'),
      '--trust',
      at('trust.json'),
      ...AT,
    ]);
    expect([status, err]).toEqual([1, '']);
    expect(out).toContain('verified by the issuer’s signature');
    expect(out).toContain('refused: it has expired');
  });

  test('Given a file that is not there, when others are verified, then they still are, and the status is 3', async () => {
    const { status, out, err } = await verify([
      at('none.txt'),
      at('good.txt'),
      '--trust',
      at('trust.json'),
      ...AT,
      '--json',
    ]);
    expect(status).toBe(3);
    expect(JSON.parse(out)).toMatchObject([
      { input: at('none.txt'), error: { code: 'file-unreadable' } },
      { outcome: 'verified' },
    ]);
    expect(err).toContain('file-unreadable');
  });

  test('Given one file that is not there, when it is verified, then the one JSON object says so', async () => {
    const { status, out } = await verify([at('none.txt'), '--json']);
    expect([status, JSON.parse(out)]).toEqual([
      3,
      {
        input: at('none.txt'),
        error: { code: 'file-unreadable', message: `${at('none.txt')} cannot be read.` },
      },
    ]);
  });

  test.each([
    ['a trust list that is not there', 3, ['--trust', 'none.json'], 'file-unreadable'],
    ['a trust list that is none', 3, ['--trust', 'good.txt'], 'trust-list-invalid'],
    ['a purpose nobody knows', 2, ['--purpose', 'casino.entry'], 'bad-request'],
    ['a time that is none', 2, ['--at', 'noon'], 'It is written like'],
    ['a writing nobody knows', 2, ['--raw', 'rot13'], 'Allowed choices'],
    ['an option nobody knows', 2, ['--force'], 'unknown option'],
  ])(
    'Given %s, when the command is used, then the status is %i and nothing is printed but why',
    async (_, expected, args, why) => {
      const files = args.map((arg) => (arg.endsWith('.json') || arg.endsWith('.txt') ? at(arg) : arg));
      const { status, out, err } = await verify([at('good.txt'), ...files, '--json']);
      expect([status, out]).toEqual([expected, '']);
      expect(err).toContain(why);
    },
  );

  test('Given no file or nothing on standard input, when the command is used, then the status is 2', async () => {
    expect((await verify([])).status).toBe(2);
    expect((await verify(['-'], '\n\n')).status).toBe(2);
  });

  test('Given --help, when it is asked for, then there is an example and the rule for sample issuers', async () => {
    const { status, out } = await verify(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('Example:');
    expect(out).toContain('--training');
  });
});

interface Vector {
  qr_data: string;
  signing_key?: { public_key_hex: string };
}

describe.skipIf(!hasVectors)(`the public claim-169 codes (${ABSENT} otherwise)`, () => {
  const load = (name: string): Vector => JSON.parse(vector(`claim169/${name}.json`));

  async function verified(name: string) {
    const { qr_data, signing_key } = load(name);
    const { signing_key: known } = load('valid/ed25519-signed');
    const hex = (signing_key ?? known)?.public_key_hex ?? '';
    const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') };
    const trust = await file('vector-trust.json', JSON.stringify(trustListOf([], { keys: [key] })));
    const { status, out } = await verify([
      await file('vector.txt', qr_data),
      '--trust',
      trust,
      ...AT,
      '--json',
    ]);
    return { status, report: JSON.parse(out) };
  }

  test('Given the signed one and its key, when it is verified, then it is green with the expected claims', async () => {
    const { status, report } = await verified('valid/ed25519-signed');
    expect(status).toBe(0);
    expect(report).toMatchObject({
      outcome: 'verified',
      claims: { fullName: 'Signed Test Person', documentNumber: 'ID-SIGNED-001' },
    });
  });

  test.each([
    ['valid/minimal', 'bad-signature'],
    ['valid/claim169-example', 'bad-signature'],
    ['valid/with-all-biometrics', 'bad-signature'],
    ['valid/encrypted-signed', 'unsupported'],
    ['edge/expired', 'bad-signature'],
    ['edge/unknown-fields', 'bad-signature'],
    ['invalid/missing-169', 'malformed'],
    ['invalid/bad-base45', 'unknown-code'],
  ])(
    'Given %s, which nobody signed, when it is verified, then it is refused: %s, without claims',
    async (name, reason) => {
      const { status, report } = await verified(name);
      expect(status).toBe(1);
      expect(report).toMatchObject({ outcome: 'refused', reason, claims: {} });
    },
  );
});
