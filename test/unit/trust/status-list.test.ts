import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { type StatusList, readStatusList, statusAt } from '../../../main/trust/status-list';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import {
  NOON,
  type Signer,
  claim169Code,
  cwt,
  newSigner,
  numbered,
  presentedText,
  trustListOf,
} from '../../support/minted';
import { STATUS_URI, type StatusListToken, statusListToken } from '../../support/status-list-token';
import { PID, issued } from '../../support/wallet-credential';

const signer = newSigner('ES256', 'issuer-1');
const other = newSigner('ES256', 'issuer-2');
const FORMATS = { formats: ['sd-jwt-vc', 'claim-169'] };

const read = (token: string, receivedAt = NOON, uri?: string): StatusList =>
  readStatusList(token, { uri, issuers: trustListOf([signer]).issuers, receivedAt });
const minted = (token: Partial<StatusListToken> = {}) => statusListToken({ signer, ...token });

describe('a status list', () => {
  test.each([1, 2, 4, 8] as const)(
    'Given any statuses of %i bits, packed by another library, when they are looked up, then each is its own',
    (bits) => {
      const statuses = fc.array(fc.nat(2 ** bits - 1), { minLength: 8, maxLength: 64 });
      fc.assert(
        fc.property(statuses, (list) => {
          const read_ = read(minted({ bits, statuses: list }));
          const names = list.map((_, index) => statusAt(read_, index, NOON));
          expect(names).toEqual(
            list.map((one) => (one === 0 ? 'valid' : one === 2 ? 'suspended' : 'revoked')),
          );
        }),
        { numRuns: 50 },
      );
    },
  );

  test('Given an index that the list has not, when it is looked up, then it is unknown', () => {
    expect(statusAt(read(minted()), 1_000_000, NOON)).toBe('unknown');
  });

  test.each([
    ['its expiry', { exp: NOON.getTime() / 1000 + 100 }],
    ['the time it may be kept', { ttl: 100 }],
    ['the sooner of both', { exp: NOON.getTime() / 1000 + 5_000, ttl: 100 }],
  ])('Given %s, when it has passed, then the list says nothing any more', (_, payload) => {
    const list = read(minted({ payload }));
    expect(statusAt(list, 0, new Date(NOON.getTime() + 99_000))).toBe('valid');
    expect(statusAt(list, 0, new Date(NOON.getTime() + 100_000))).toBe('unknown');
  });

  test.each<[string, () => StatusList, string]>([
    ['of another address', () => read(minted(), NOON, 'https://status.example/lists/2'), 'malformed'],
    ['of another type', () => read(minted({ header: { typ: 'JWT' } })), 'malformed'],
    ['without a list', () => read(minted({ payload: { status_list: {} } })), 'malformed'],
    ['with three bits', () => read(minted({ payload: { status_list: { bits: 3, lst: '' } } })), 'malformed'],
    [
      'with a list that is no zlib',
      () => read(minted({ payload: { status_list: { bits: 1, lst: 'AAAA' } } })),
      'malformed',
    ],
    ['of a key nobody lists', () => read(statusListToken({ signer: other })), 'untrusted-issuer'],
    [
      'signed by another',
      () => read(statusListToken({ signer: other, header: { kid: 'issuer-1' } })),
      'bad-signature',
    ],
    [
      'issued in the future',
      () => read(minted({ payload: { iat: NOON.getTime() / 1000 + 61 } })),
      'clock-wrong',
    ],
    [
      'that inflates without end',
      () => read(minted({ payload: { status_list: { bits: 1, lst: bomb() } } })),
      'malformed',
    ],
    ['larger than any', () => read('x'.repeat(16 * 1024 * 1024 + 1)), 'too-large'],
    ['that is no token', () => read('x'), 'malformed'],
  ])('Given a list %s, when it is read, then it is refused', (_, reading, reason) => {
    expect(reading).toThrow(new RegExp(`^${reason}`));
  });
});

function bomb(): string {
  return deflateSync(Buffer.alloc(33 * 1024 * 1024)).toString('base64url');
}

describe('a credential that names a status list', () => {
  const status = (idx: number) => ({ status: { status_list: { uri: STATUS_URI, idx } } });

  async function verdictOf(
    text: string,
    lists: readonly StatusList[],
    change: object = {},
    signers: Signer[] = [signer],
    /** An issuer that the trust list has beside this one. */
    beside?: string,
  ): Promise<Verdict> {
    const list = trustListOf(signers, { ...FORMATS, ...change });
    const more = beside === undefined ? [] : trustListOf([other], { ...FORMATS, id: beside }).issuers;
    const trust = {
      list: { ...list, issuers: [...list.issuers, ...more] },
      receivedAt: NOON,
      statusLists: lists,
    };
    const context = { purpose: everythingAllowed, trust, now: NOON, mode: 'live' as const, clockOffset: 0 };
    return (await judge(presentedText(text), context)).verdict;
  }

  const wallet = (idx: number) => issued({ issuer: signer, payload: { ...PID, ...status(idx) } });
  const code = (idx: number) => {
    const reference = new Map([
      [
        'status_list',
        new Map<string, unknown>([
          ['idx', idx],
          ['uri', STATUS_URI],
        ]),
      ],
    ]);
    return Promise.resolve(claim169Code({ signer, payload: cwt(undefined, { 65_535: reference }) }));
  };

  test.each([
    ['a wallet’s', wallet],
    ['an identity code’s', code],
  ])(
    'Given %s good index, when it is presented, then it is verified; a revoked one is refused, and shows whose it was',
    async (_, make) => {
      const lists = [read(minted())];
      expect(await verdictOf(await make(0), lists)).toMatchObject({ outcome: 'verified' });
      const revoked = await verdictOf(await make(1), lists);
      expect(revoked).toMatchObject({ outcome: 'refused', reason: 'revoked' });
      expect(revoked.claims.fullName).toBeTruthy();
    },
  );

  test('Given a suspended one, when it is presented, then it is refused: revoked', async () => {
    const lists = [read(minted({ bits: 2, statuses: [2] }))];
    expect(await verdictOf(await wallet(0), lists)).toMatchObject({ reason: 'revoked' });
  });

  test('Given no list, one that is too old, or one of another issuer, when it is presented, then it is refused: status-stale', async () => {
    const old = read(minted({ payload: { ttl: 60 } }), new Date(NOON.getTime() - 60_000));
    const foreign = { ...read(minted()), issuer: 'did:web:else.example' };
    for (const lists of [[], [old], [foreign]]) {
      expect(await verdictOf(await wallet(0), lists)).toMatchObject({
        outcome: 'refused',
        reason: 'status-stale',
      });
    }
  });

  test('Given a list of another signer at an address that the issuer names in the trust list, when it is presented, then it counts where that signer is on the list too', async () => {
    const elsewhere = 'did:web:else.example';
    const foreign = [{ ...read(minted()), issuer: elsewhere }];
    const named = { status: [STATUS_URI] };
    expect(await verdictOf(await wallet(0), foreign, named, [signer], elsewhere)).toMatchObject({
      outcome: 'verified',
    });
    expect(await verdictOf(await wallet(0), foreign, named)).toMatchObject({ reason: 'status-stale' });
    expect(await verdictOf(await wallet(0), foreign, {}, [signer], elsewhere)).toMatchObject({
      reason: 'status-stale',
    });
  });

  test('Given a status that is nothing known, when it is presented, then it is never green', async () => {
    const payload = cwt(undefined, { 65_535: numbered({ 1: 1 }) });
    const verdict = await verdictOf(claim169Code({ signer, payload }), []);
    expect(verdict.outcome).not.toBe('verified');
  });
});
