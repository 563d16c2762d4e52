import { expect, test } from 'vitest';
import { StatusListKeeper } from '../../../main/terminal/status-list-keeper';
import { statusListId } from '../../../main/trust/status-list-id';
import { statusAt } from '../../../main/trust/status-list';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { NOON, claim169Code, cwt, newSigner, presentedText, trustListOf } from '../../support/minted';
import { STATUS_URI, statusListToken } from '../../support/status-list-token';

const HOUR = 3_600_000;
const signer = newSigner('ES256', 'issuer-1');
const list = trustListOf([signer], { status: [STATUS_URI, 'https://status.example/lists/2'] });
const { issuers } = list;
const seconds = NOON.getTime() / 1000;

function vault() {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (name: string) => kept.get(name),
    set: (name: string, value: Uint8Array) => void kept.set(name, value),
  };
}
const keeperIn = (store = vault(), now = NOON) => new StatusListKeeper(store, () => now);
const serving =
  (token: string, etag = '"1"', ageSeconds = 0) =>
  async (id: string, known?: string) => {
    if (id !== statusListId(STATUS_URI)) throw new Error('the authority is away');
    return { token: known === etag ? null : token, etag, ageSeconds };
  };

test('Given a list that the authority passes on, when it was fetched, then it is there after a restart without a network, and the one that could not be had does not matter', async () => {
  const store = vault();
  await keeperIn(store).refresh(issuers, serving(statusListToken({ signer })));
  const [kept, ...others] = keeperIn(store).lists(issuers);
  expect(others).toEqual([]);
  expect(kept && [statusAt(kept, 0, NOON), statusAt(kept, 1, NOON)]).toEqual(['valid', 'revoked']);
});

test('Given nothing new, when the authority is asked again, then the list is young again', async () => {
  const store = vault();
  const fetch = serving(statusListToken({ signer }));
  await keeperIn(store).refresh(issuers, fetch);
  const later = new Date(NOON.getTime() + 5 * HOUR);
  const keeper = keeperIn(store, later);
  await keeper.refresh(issuers, fetch);
  expect(keeper.lists(issuers)[0]?.receivedAt).toEqual(later);
});

test('Given an authority that has had a list for two days, when it passes it on or says that nothing changed, then it is two days old, but never older than its issue', async () => {
  const store = vault();
  const later = new Date(NOON.getTime() + 60 * HOUR);
  const keeper = keeperIn(store, later);
  const fetch = serving(statusListToken({ signer }), '"1"', (48 * HOUR) / 1000);
  await keeper.refresh(issuers, fetch);
  expect(keeper.lists(issuers)[0]?.receivedAt).toEqual(new Date(NOON.getTime() + 12 * HOUR));
  await keeper.refresh(issuers, fetch);
  expect(keeper.lists(issuers)[0]?.receivedAt).toEqual(new Date(NOON.getTime() + 12 * HOUR));
  await keeperIn(store).refresh(issuers, fetch);
  expect(keeperIn(store).lists(issuers)[0]?.receivedAt).toEqual(new Date((seconds - 60) * 1000));
});

test.each([
  ['an older one', statusListToken({ signer, payload: { iat: seconds - 3_600 } })],
  [
    'one that a stranger signed',
    statusListToken({ signer: newSigner('ES256', 'issuer-1'), statuses: [0, 0, 0] }),
  ],
  ['half of one', statusListToken({ signer }).slice(0, 60)],
  ['the list of another address', statusListToken({ signer, payload: { sub: 'https://else.example' } })],
])('Given a list at hand, when %s comes, then the one at hand stays', async (_, token) => {
  const keeper = keeperIn();
  await keeper.refresh(issuers, serving(statusListToken({ signer })));
  await keeper.refresh(issuers, serving(token, '"2"'));
  const [kept] = keeper.lists(issuers);
  expect(kept && [kept.issuedAt.getTime() / 1000, statusAt(kept, 1, NOON)]).toEqual([
    seconds - 60,
    'revoked',
  ]);
});

test('Given a list that is older than the purpose allows, when a code is shown offline, then good is not believed any more, and revoked is', async () => {
  const keeper = keeperIn();
  await keeper.refresh(issuers, serving(statusListToken({ signer })));
  const statusLists = keeper.lists(issuers);
  const reasonOf = async (index: number, hours: number) => {
    const status = {
      65_535: new Map([
        [
          'status_list',
          new Map<string, unknown>([
            ['idx', index],
            ['uri', STATUS_URI],
          ]),
        ],
      ]),
    };
    const now = new Date(NOON.getTime() + hours * HOUR);
    const payload = cwt(undefined, { 4: seconds + 400 * 3_600, ...status });
    const context = {
      purpose: purposeNamed('bank.verify-customer'),
      trust: { list, receivedAt: now, statusLists },
      now,
      mode: 'live' as const,
      clockOffset: 0,
    };
    const { verdict } = await judge(presentedText(claim169Code({ signer, payload })), context);
    return verdict.reason ?? verdict.outcome;
  };
  expect(await reasonOf(0, 23)).toBe('verified');
  expect(await reasonOf(0, 25)).toBe('status-stale');
  expect(await reasonOf(1, 25)).toBe('revoked');
});
