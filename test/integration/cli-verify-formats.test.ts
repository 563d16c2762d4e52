import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrustList } from '../../main/trust/read-trust-list';
import { aadhaarCode } from '../support/aadhaar-code';
import { certificates } from '../support/certificates';
import { digitalSeal } from '../support/digital-seal';
import { VACCINATION, healthCode } from '../support/health-certificate';
import { LICENCE, licenceCode } from '../support/licence-code';
import { NOON, newSigner } from '../support/minted';
import { IN_TIME, response } from '../support/mobile-document';
import { sealSigners } from '../support/seal-signers';
import { STATUS_URI, statusListToken } from '../support/status-list-token';
import { PID, issued } from '../support/wallet-credential';

let folder: string;
const health = newSigner('ES256', 'health-1');
const aadhaar = newSigner('RS256');
const wallet = newSigner('ES256', 'issuer-1');
const status = { status_list: { uri: STATUS_URI, idx: 0 } };
const revoked = { status_list: { uri: STATUS_URI, idx: 1 } };

const LIST = readTrustList({
  version: 1,
  issuedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2060-12-01T00:00:00Z',
  issuers: [
    { id: 'health', name: { en: 'Health' }, formats: ['hcert'], keys: [health.publicJwk] },
    { id: 'aadhaar', name: { en: 'Aadhaar' }, formats: ['aadhaar-qr'], keys: [aadhaar.publicJwk] },
    {
      id: 'seals',
      name: { en: 'Seals' },
      formats: ['vds'],
      certificates: [sealSigners.brainpoolP224r1.certificate],
    },
    { id: 'wallets', name: { en: 'Wallets' }, formats: ['sd-jwt-vc'], keys: [wallet.publicJwk] },
    { id: 'licences', name: { en: 'Licences' }, formats: ['mdoc'], certificates: [certificates.inter] },
  ],
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-formats-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: 'test/support/verify-command.ts', outDir: path.join(folder, 'command'), minify: false },
  });
  await writeFile(at('trust.json'), JSON.stringify(LIST));
  await writeFile(at('status.jwt'), statusListToken({ signer: wallet }));
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

/** Runs the command as a process of its own on one presentation. */
async function verify(content: string | Uint8Array, args: readonly string[] = [], when = NOON) {
  await writeFile(at('presented'), content);
  const child = spawn(process.execPath, [
    at('command/verify-command.js'),
    'verify',
    at('presented'),
    '--json',
    '--trust',
    at('trust.json'),
    '--at',
    when.toISOString(),
    ...args,
  ]);
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  const exit = await new Promise((resolve) => child.on('close', resolve));
  return { exit, report: JSON.parse(out) as Record<string, unknown> };
}

describe('vestibule verify, format by format', () => {
  test.each<[string, () => Promise<{ content: string | Uint8Array; args?: string[]; when?: Date }>]>([
    ['hcert', async () => ({ content: healthCode(VACCINATION, { signer: health }) })],
    ['aadhaar-qr', async () => ({ content: aadhaarCode({ signer: aadhaar }) })],
    ['vds', async () => ({ content: digitalSeal() })],
    ['vds', async () => ({ content: digitalSeal().toString('hex'), args: ['--raw', 'hex'] })],
    ['sd-jwt-vc', async () => ({ content: await issued({ issuer: wallet }) })],
    [
      'sd-jwt-vc',
      async () => ({
        content: await issued({ issuer: wallet, payload: { ...PID, status } }),
        args: ['--status', at('status.jwt')],
      }),
    ],
    [
      'mdoc',
      async () => ({ content: (await response()).toString('hex'), args: ['--raw', 'hex'], when: IN_TIME }),
    ],
    [
      'mdoc',
      async () => ({
        content: (await response()).toString('base64'),
        args: ['--raw', 'base64'],
        when: IN_TIME,
      }),
    ],
  ])(
    'Given a good %s, when it is verified, then the report says so and the status is 0',
    async (format, make) => {
      const { content, args, when } = await make();
      const { exit, report } = await verify(content, args, when);
      expect(report).toMatchObject({ format, outcome: 'verified', assurance: 'offline-signature' });
      expect(exit).toBe(0);
    },
  );

  test('Given a licence, when it is verified, then it is for the eye, by nobody’s word, and the status is 1', async () => {
    const { exit, report } = await verify(licenceCode(LICENCE));
    expect(report).toMatchObject({ format: 'aamva', outcome: 'check-by-eye', assurance: 'unsigned' });
    expect(exit).toBe(1);
  });

  test.each<[string, () => Promise<string>, string[], string]>([
    [
      'a health certificate for a hotel',
      async () => healthCode(VACCINATION, { signer: health }),
      ['--purpose', 'hotel.check-in'],
      'not-permitted',
    ],
    [
      'a wallet’s credential without its status list',
      async () => issued({ issuer: wallet, payload: { ...PID, status } }),
      [],
      'status-stale',
    ],
    [
      'a revoked one',
      async () => issued({ issuer: wallet, payload: { ...PID, status: revoked } }),
      ['--status', 'status.jwt'],
      'revoked',
    ],
    [
      'a copy without its holder’s key',
      async () => issued({ issuer: wallet, holder: newSigner('ES256') }),
      ['--purpose', 'bank.verify-customer'],
      'not-permitted',
    ],
  ])('Given %s, when it is verified, then it is refused with its reason', async (_, make, args, reason) => {
    const { exit, report } = await verify(
      await make(),
      args.map((one) => (one === 'status.jwt' ? at(one) : one)),
    );
    expect(report).toMatchObject({ outcome: 'refused', reason });
    expect(exit).toBe(1);
  });
});
