import { expect, onTestFinished, test } from 'vitest';
import { ImportedTrust } from '../../main/authority/server/imported-trust';
import { StatusLists } from '../../main/authority/server/status-lists';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { statusListId } from '../../main/trust/status-list-id';
import { NOON, newSigner, trustListOf } from '../support/minted';
import { STATUS_URI, statusListToken } from '../support/status-list-token';
import { TestAuthority } from '../support/test-authority';
import { send } from '../support/wire-terminal';

const HOUR = 3_600_000;
const signer = newSigner('ES256', 'issuer-1');
const { issuers } = trustListOf([signer], { status: [STATUS_URI] });
const seconds = NOON.getTime() / 1000;
const after = (hours: number) => new Date(NOON.getTime() + hours * HOUR);

/** An authority’s lists, in the database of one that runs. */
async function lists() {
  const authority = await TestAuthority.open();
  const storage = await openStorage(authority.database, () => NOON);
  onTestFinished(() => storage.close());
  return { authority, storage, lists: new StatusLists(storage) };
}

test('Given a list at hand, when an older one is imported, then it is refused and nobody who was revoked is good again', async () => {
  const { lists: kept } = await lists();
  await kept.take(statusListToken({ signer, statuses: [0, 1] }), issuers, NOON);
  const older = statusListToken({ signer, statuses: [0, 0], payload: { iat: seconds - 3_600 } });
  await expect(kept.take(older, issuers, NOON)).rejects.toMatchObject({ code: 'trust-list-rollback' });
  const [list] = await kept.all(issuers, after(1));
  expect(list?.issuedAt.getTime()).toBe((seconds - 60) * 1000);
});

test('Given a list that was imported days ago, when the authority judges by it, then it is days old and its time to live is over', async () => {
  const { lists: kept } = await lists();
  await kept.take(statusListToken({ signer, payload: { ttl: 3_600 } }), issuers, NOON);
  const [list] = await kept.all(issuers, after(72));
  expect([list?.receivedAt, list?.staleAt]).toEqual([NOON, after(1)]);
});

test('Given a list kept before its time was kept beside it, when it is read, then it is as old as its issue', async () => {
  const { storage, lists: kept } = await lists();
  const token = statusListToken({ signer });
  await storage.run('INSERT INTO documents (name, value) VALUES (?, ?)', `status-list ${STATUS_URI}`, token);
  const [list] = await kept.all(issuers, after(5));
  expect(list?.receivedAt).toEqual(new Date((seconds - 60) * 1000));
});

test('Given a terminal that asks for a list again and again, when nothing changed, then it hears how old the list is', async () => {
  const { authority, storage, lists: kept } = await lists();
  await new ImportedTrust(storage).add({ issuers });
  await kept.take(statusListToken({ signer }), issuers, new Date(Date.now() - 5 * HOUR));
  const address = `${authority.url}/v1/status-lists/${statusListId(STATUS_URI)}`;
  const first = await send(address);
  const again = await send(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect([first.status, again.status]).toEqual([200, 304]);
  for (const answer of [first, again]) {
    expect(Number(answer.headers.get('age'))).toBeGreaterThanOrEqual((5 * HOUR) / 1000);
  }
});
