import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { readStatusList } from '../../../main/trust/status-list';
import { judge } from '../../../main/verification/judge';
import { TrustList } from '../../../shared/domain/trust-list';
import type { TrustList as List } from '../../../shared/domain/trust-list';
import { NOON, claim169Code, cwt, newSigner, presentedText } from '../../support/minted';
import { STATUS_URI, jwt, statusListToken } from '../../support/status-list-token';
import { PID, issued } from '../../support/wallet-credential';

const [own, other, sample] = [
  newSigner('ES256', 'own'),
  newSigner('ES256', 'other'),
  newSigner('ES256', 'sample'),
];
const OWN = 'https://issuer.example';
const OTHER = 'https://other.example';
const formats = ['claim-169', 'sd-jwt-vc'];
const name = { en: 'An issuer' };

/** One who may sign, another, and a sample; the first says where its status lists are. */
const list: List = TrustList.parse({
  version: 1,
  issuedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2026-12-01T00:00:00Z',
  issuers: [
    { id: OWN, name, formats, keys: [own.publicJwk], status: [STATUS_URI] },
    { id: OTHER, name, formats, keys: [other.publicJwk] },
    { id: 'urn:sample', name, formats, keys: [sample.publicJwk], training: true },
  ],
});

async function verdictOf(text: string, { statusBy = own, mode = 'live' as 'live' | 'training' } = {}) {
  const token = statusListToken({ signer: statusBy, statuses: [0, 0] });
  const statusLists = [readStatusList(token, { uri: STATUS_URI, issuers: list.issuers, receivedAt: NOON })];
  const { verdict } = await judge(presentedText(text), {
    purpose: everythingAllowed,
    trust: { list, receivedAt: NOON, statusLists },
    now: NOON,
    mode,
    clockOffset: 0,
    standsAlone: true,
  });
  return verdict;
}

describe('a credential that names another issuer than the one whose key signed it', () => {
  test.each([
    ['its own', OWN, 'verified'],
    ['nobody of the list', 'https://nobody.example', 'verified'],
    ['another of the list', OTHER, 'refused'],
  ])('Given one that names %s (%s), when it is presented, then it is %s', async (_, iss, outcome) => {
    const wallet = await verdictOf(await issued({ issuer: own, payload: { ...PID, iss } }));
    const code = await verdictOf(
      claim169Code({
        signer: own,
        payload: cwt(undefined, { 1: iss }),
        unprotectedHeader: { 4: Buffer.from('own') },
      }),
    );
    for (const verdict of [wallet, code]) {
      expect(verdict.outcome).toBe(outcome);
      if (outcome === 'refused') expect(verdict).toMatchObject({ reason: 'untrusted-issuer', claims: {} });
    }
  });
});

describe('what an issuer signed for another purpose', () => {
  test('Given a token of a login without a type, when it is shown as a credential, then it is none', async () => {
    const login = { iss: OWN, sub: 'u-1', name: 'Zoë Müller', birthdate: '1990-03-07', aud: 'shop' };
    const verdict = await verdictOf(`${jwt(own, { alg: 'ES256', kid: 'own' }, login)}~`);
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'malformed', claims: {} });
  });

  test('Given the same with a kind of credential inside, when it is shown, then it is verified', async () => {
    const { outcome } = await verdictOf(`${jwt(own, { alg: 'ES256', kid: 'own' }, PID)}~`);
    expect(outcome).toBe('verified');
  });
});

describe('a status list at the address that the issuer names', () => {
  const status = { status_list: { idx: 0, uri: STATUS_URI } };
  const code = () => issued({ issuer: own, payload: { ...PID, status } });

  test.each([
    ['the issuer itself', own, 'live', 'verified'],
    ['another issuer of the list', other, 'live', 'verified'],
    ['a sample issuer, whose key anybody has, in live work', sample, 'live', 'refused'],
    ['a sample issuer in training', sample, 'training', 'verified'],
  ] as const)(
    'Given one signed by %s, when it says good, then it counts where its signer may vouch, else not at all',
    async (_, statusBy, mode, outcome) => {
      const verdict = await verdictOf(await code(), { statusBy, mode });
      expect(verdict.outcome).toBe(outcome);
      if (outcome === 'refused') expect(verdict.reason).toBe('status-stale');
    },
  );
});
