import { expect, test } from 'vitest';
import { ImportedTrust } from '../../main/authority/server/imported-trust';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { verifyCompact } from '../../main/crypto/jws';
import { readTrustList } from '../../main/trust/read-trust-list';
import { readStatusList } from '../../main/trust/status-list';
import { statusListId } from '../../main/trust/status-list-id';
import type { TrustList } from '../../shared/domain/trust-list';
import { TestAuthority } from '../support/test-authority';
import { type WireTerminal, codeOf, send } from '../support/wire-terminal';

async function listOf(authority: TestAuthority, terminal: WireTerminal): Promise<TrustList> {
  const { body } = await send(`${authority.url}/v1/trust-list`);
  return readTrustList(
    await verifyCompact(String(body), terminal.signingKey ?? terminal.key, 'vestibule-trust-list+jws'),
  );
}

test('Given a training authority, when its trust list is fetched, then it names the sample issuers as training', async () => {
  const authority = await TestAuthority.open();
  const list = await listOf(authority, await authority.terminal());
  expect(list.issuers.map(({ formats }) => formats[0])).toEqual([
    'claim-169',
    'claim-169',
    'e-id-code',
    'e-id-code',
    'sd-jwt-vc',
    'emrtd',
  ]);
  expect(list.issuers.every(({ training }) => training)).toBe(true);
  expect(list.issuers.flatMap(({ keys }) => keys).some((key) => 'd' in key)).toBe(false);
  expect(list.sams).toHaveLength(1);
});

test('Given two administrators who import at once, when both are through, then the next list has what each brought, and its version goes up once', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const before = await listOf(authority, terminal);
  const storages = await Promise.all([1, 2].map(() => openStorage(authority.database, () => new Date())));
  await Promise.all(
    storages.map((storage, index) => new ImportedTrust(storage).add({ sams: [`SAM-${index}`] })),
  );
  await Promise.all(storages.map((storage) => storage.close()));
  const after = await listOf(authority, terminal);
  expect(after.sams).toEqual(expect.arrayContaining(['SAM-0', 'SAM-1', ...before.sams]));
  expect(after.version).toBe(before.version + 1);
  expect(await listOf(authority, terminal)).toEqual(after);
});

test('Given a list that is known, when it is asked for by its ETag, then it is not sent again', async () => {
  const authority = await TestAuthority.open();
  const first = await send(`${authority.url}/v1/trust-list`);
  expect(first.headers.get('cache-control')).toContain('max-age');
  const etag = first.headers.get('etag') ?? '';
  const again = await send(`${authority.url}/v1/trust-list`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('Given restarts and weeks, when the list is issued anew, then its version only goes up', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const first = await listOf(authority, terminal);
  await authority.restart();
  const same = await listOf(authority, terminal);
  expect(same).toEqual(first);
  authority.ahead = 8 * 86_400_000;
  const later = await listOf(authority, terminal);
  expect(later.version).toBe(first.version + 1);
  authority.ahead = 0;
  expect((await listOf(authority, terminal)).version).toBe(later.version);
});

test('Given an enrolled terminal, when it reads its configuration, then it is signed and names its site and purposes', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const answer = await terminal.get('/v1/configuration');
  expect(answer.status).toBe(200);
  const payload = await verifyCompact(
    String(answer.body),
    terminal.signingKey ?? terminal.key,
    'vestibule-configuration+jws',
  );
  expect(payload).toEqual(terminal.statement?.configuration);
  const etag = answer.headers.get('etag') ?? '';
  expect((await terminal.get('/v1/configuration', { 'if-none-match': etag })).status).toBe(304);
});

test('Given a live authority, when training is asked of it, then it says that it is none', async () => {
  const authority = await TestAuthority.open({ training: false, masterKey: new Uint8Array(32).fill(7) });
  expect(codeOf(await send(`${authority.url}/v1/training/samples`))).toBe('training-only');
  expect(await authority.authority.samples()).toEqual([]);
  const terminal = await authority.terminal();
  expect(terminal.statement?.training).toBe(false);
  expect((await listOf(authority, terminal)).issuers).toEqual([]);
});

test('Given a live authority without a key, or a database of the other mode, when it is opened, then it does not open', async () => {
  const masterKey = new Uint8Array(32).fill(7);
  await expect(TestAuthority.open({ training: false, masterKey: undefined })).rejects.toMatchObject({
    code: 'key-missing',
  });
  const { database } = await TestAuthority.open({ training: false, masterKey });
  await expect(TestAuthority.open({ database, masterKey: new Uint8Array(32) })).rejects.toMatchObject({
    code: 'training-only',
  });
  const wrong = new Uint8Array(32).fill(8);
  await expect(TestAuthority.open({ database, training: false, masterKey: wrong })).rejects.toMatchObject({
    code: 'key-wrong',
  });
});

test('Given the status list of an issuer, when it is asked for by its id, then it comes as the issuer signed it, and no other address has one', async () => {
  const authority = await TestAuthority.open();
  const { issuers } = await listOf(authority, await authority.terminal());
  const [uri = ''] = issuers.flatMap(({ status }) => status);
  const { body, headers } = await send(`${authority.url}/v1/status-lists/${statusListId(uri)}`);
  const receivedAt = new Date();
  expect(readStatusList(String(body), { uri, issuers, receivedAt })).toMatchObject({ uri, receivedAt });
  const known = { headers: { 'if-none-match': headers.get('etag') ?? '' } };
  expect((await send(`${authority.url}/v1/status-lists/${statusListId(uri)}`, known)).status).toBe(304);
  const other = await send(`${authority.url}/v1/status-lists/${statusListId('https://else.example')}`);
  expect([other.status, codeOf(other)]).toEqual([404, 'not-found']);
});
