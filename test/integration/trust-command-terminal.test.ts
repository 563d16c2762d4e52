import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ImportedTrust } from '../../main/authority/server/imported-trust';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { generateSigningKey } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import { storedEnrolment } from '../../main/terminal/enrolled-authority';
import { command } from '../support/command';
import { enrolledJournal } from '../support/enrolled-journal';
import { temporaryFolder } from '../support/journal-folder';
import { newSigner, trustListOf } from '../support/minted';
import { STATUS_URI, statusListToken } from '../support/status-list-token';

/** Each command is a process of its own, which a busy machine starts slowly. */
const PATIENCE = 180_000;

/** A machine that an installer keeps fresh by hand: enrolled, closed, and its authority's documents as files. */
async function machine() {
  const bench = await enrolledJournal();
  bench.close(bench.journal);
  const files = temporaryFolder();
  const file = (name: string, content: string) => {
    const at = path.join(files, name);
    writeFileSync(at, content);
    return at;
  };
  const published = async (address: string) => (await fetch(`${bench.authority.url}${address}`)).text();
  const trust = async (...args: string[]) => {
    const { status, out, err } = await command(['trust', ...args, '--data', bench.folder, '--json']);
    return { status, err, said: out === '' ? undefined : JSON.parse(out) };
  };
  return { ...bench, file, published, trust };
}

test(
  'Given a terminal without a network, when an installer brings lists as files, then they are taken and shown, and nothing older, strange or wrong is',
  async () => {
    const { authority, file, published, trust } = await machine();
    const signer = newSigner('ES256', 'issuer-1');
    const { issuers } = trustListOf([signer], { status: [STATUS_URI] });
    const before = file('before.jws', await published('/v1/trust-list'));
    const storage = await openStorage(authority.database, () => new Date());
    await new ImportedTrust(storage).add({ issuers });
    await storage.close();
    const list = file('list.jws', await published('/v1/trust-list'));
    const status = file('status.jwt', statusListToken({ signer }));

    // Nobody whom it trusts yet signed the status list.
    expect(await trust('import', status)).toMatchObject({ status: 1 });
    expect(await trust('import', before)).toMatchObject({ status: 0, said: { kind: 'trust-list' } });
    const taken = await trust('import', list);
    expect(taken).toMatchObject({ status: 0, said: { imported: true, kind: 'trust-list' } });
    expect(await trust('import', status)).toMatchObject({ status: 0, said: { kind: 'status-list' } });
    const shown = await trust('show');
    const states: { id: string; version: number; state: string }[] = shown.said.lists;
    expect(states.find(({ id }) => id === 'trust-list')).toMatchObject({
      version: taken.said.version,
      state: 'fresh',
    });
    expect(states.map(({ id }) => id)).toContain(STATUS_URI);
    expect(shown.said.issuers.at(-1)).toMatchObject({
      id: 'did:web:id.example',
      keys: [{ kid: 'issuer-1', kty: 'EC', crv: 'P-256' }],
      status: [STATUS_URI],
    });

    const forged = await signCompact(
      { ...trustListOf([signer]), version: 99 },
      await generateSigningKey(),
      'vestibule-trust-list+jws',
    );
    const wrong: [string, number, string][] = [
      [before, 1, 'trust-list-rollback'],
      [file('forged.jws', forged), 1, 'trust-list-invalid'],
      [file('picture.png', '\u0089PNG\r\n\u001a\n'), 1, 'trust-list-invalid'],
      [path.join(temporaryFolder(), 'not-there.jws'), 3, 'file-unreadable'],
    ];
    for (const [name, exit, code] of wrong)
      expect(await trust('import', name), name).toMatchObject({
        status: exit,
        said: undefined,
        err: expect.stringContaining(code),
      });
    expect((await trust('show')).said.issuers).toEqual(shown.said.issuers);
  },
  PATIENCE,
);

test(
  'Given a terminal without a network whose authority changed its key, when the chain is brought as a file, then the lists of the new key are taken, and not before',
  async () => {
    const { authority, folder, open, close, file, published, trust } = await machine();
    await authority.authority.succeed();
    const list = file('list.jws', await published('/v1/trust-list'));
    const chain = await published('/v1/successions');
    expect(await trust('import', list)).toMatchObject({ status: 1 });
    const [statement = ''] = (JSON.parse(chain) as { successions: string[] }).successions;
    const forged = JSON.stringify({ successions: [statement.replace('.', '.A')] });
    expect(await trust('import', file('forged.json', forged))).toMatchObject({
      status: 1,
      err: expect.stringContaining('succession-refused'),
    });
    expect(await trust('import', file('chain.json', chain))).toMatchObject({
      status: 0,
      said: { kind: 'successions', followed: 1, signingKey: authority.authority.signingKey },
    });
    expect(await trust('import', list)).toMatchObject({ status: 0, said: { kind: 'trust-list' } });
    const verified = await command(['journal', 'verify', '--data', folder, '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true });
    const journal = open();
    expect(storedEnrolment(journal)?.enrolment.signingKey.kid).toBe(authority.authority.signingKey);
    close(journal);
  },
  PATIENCE,
);

test('Given a folder without a journal, when an installer looks there, then it says so in words', async () => {
  const empty = path.join(temporaryFolder(), 'empty');
  mkdirSync(empty);
  const { status, out, err } = await command(['trust', 'show', '--data', empty]);
  expect({ status, out }).toEqual({ status: 3, out: '' });
  expect(err).toContain('journal-unavailable: There is no journal in this folder.');
});
