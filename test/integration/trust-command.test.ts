import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newSigner, trustListOf } from '../support/minted';
import { STATUS_URI, statusListToken } from '../support/status-list-token';
import { ABSENT, hasVectors, vectorPath } from '../support/vectors';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'vestibule-trust-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function trust(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['dist/main/cli.js', 'trust', ...args, '--json'], {
    encoding: 'utf8',
  });
  return { status, out: stdout === '' ? undefined : JSON.parse(stdout) };
}

test('Given an authority, when issuers and their status list are imported, then they are shown, and what a stranger signed is not taken', () => {
  const [home, database] = [folder(), path.join(folder(), 'authority')];
  const file = (name: string, text: string) => {
    writeFileSync(path.join(home, name), text);
    return path.join(home, name);
  };
  const signer = newSigner('ES256', 'issuer-1');
  const { issuers } = trustListOf([signer], { status: [STATUS_URI] });
  const issuersFile = file('issuers.json', JSON.stringify({ issuers }));
  const statusFile = file('status.jwt', statusListToken({ signer }));
  const strange = file('strange.jwt', statusListToken({ signer: newSigner('ES256', 'issuer-1') }));
  expect(trust('import', statusFile, '--database', database).status).toBe(1);
  expect(trust('import', issuersFile, '--database', database)).toMatchObject({
    status: 0,
    out: { issuers: 1 },
  });
  expect(trust('import', statusFile, '--database', database)).toMatchObject({ out: { uri: STATUS_URI } });
  expect(trust('import', strange, '--database', database).status).toBe(1);
  expect(trust('show', '--database', database)).toMatchObject({
    status: 0,
    out: {
      lists: [{ id: 'trust-list' }, { id: STATUS_URI }],
      issuers: [{ id: 'did:web:id.example', formats: ['claim-169'], keys: [{ kid: 'issuer-1', kty: 'EC' }] }],
    },
  });
  expect(trust('show').status).toBe(2);
});

test.skipIf(!hasVectors)(
  `Given a CSCA master list, when it is imported, then its roots are there, and not under another root (${ABSENT} otherwise)`,
  () => {
    const database = path.join(folder(), 'authority');
    const list = vectorPath('icao', 'csca-master-list-de.ml');
    expect(trust('import', list, '--database', database, '--root', 'ab'.repeat(32)).status).toBe(1);
    expect(trust('import', list, '--database', database)).toMatchObject({
      out: { country: 'DE', csca: 588 },
    });
    expect(trust('show', '--database', database)).toMatchObject({ out: { csca: 588 } });
  },
);
