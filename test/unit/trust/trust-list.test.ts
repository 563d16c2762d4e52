import { describe, expect, test } from 'vitest';
import { acceptTrustList } from '../../../main/trust/accept-trust-list';
import { listState } from '../../../main/trust/list-state';
import { readTrustList } from '../../../main/trust/read-trust-list';
import { trustedIn } from '../../../main/trust/trusted';
import { VestibuleError } from '../../../shared/domain/error';
import { newSigner, trustListOf } from '../../support/minted';

const hours = (count: number) => new Date(Date.parse('2026-11-10T00:00:00Z') + count * 3_600_000);

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return thrown instanceof VestibuleError ? thrown.code : 'something else';
  }
}

describe('reading a trust list', () => {
  const least = {
    version: 1,
    issuedAt: '2026-11-01T00:00:00Z',
    expiresAt: '2026-12-01T00:00:00Z',
    issuers: [],
  };

  test('Given the least list, when it is read, then what is left out is empty', () => {
    expect(readTrustList(least)).toEqual({ ...least, csca: [], sams: [] });
  });

  test.each([
    ['nothing', null],
    ['an issuer without a name', { ...least, issuers: [{ id: 'a', formats: [] }] }],
    ['a format nobody knows', { ...least, issuers: [{ id: 'a', name: { en: 'A' }, formats: ['passport'] }] }],
    [
      'a private key',
      { ...least, issuers: [{ id: 'a', name: { en: 'A' }, formats: [], keys: [{ kty: 'EC', d: 'x' }] }] },
    ],
    ['a version that is no number', { ...least, version: '7' }],
    ['a time that is none', { ...least, expiresAt: 'soon' }],
    ['an end before its beginning', { ...least, expiresAt: '2026-10-01T00:00:00Z' }],
  ])('Given %s, when it is read, then it is refused: trust-list-invalid', (_, json) => {
    expect(codeOf(() => readTrustList(json))).toBe('trust-list-invalid');
  });
});

describe('taking a newer trust list', () => {
  const list = (version: number, issuedAt = '2026-11-01T00:00:00Z') =>
    trustListOf([], {}, { version, issuedAt });

  test('Given no list, an older one or the same one again, when a list comes, then it is taken', () => {
    expect(acceptTrustList(null, list(7)).version).toBe(7);
    expect(acceptTrustList(list(6), list(7)).version).toBe(7);
    expect(acceptTrustList(list(7), list(7, '2026-11-02T00:00:00Z')).issuedAt).toBe('2026-11-02T00:00:00Z');
  });

  test('Given version 7, when version 6 comes, then it is refused, though it was issued later', () => {
    expect(codeOf(() => acceptTrustList(list(7), list(6, '2026-11-20T00:00:00Z')))).toBe(
      'trust-list-rollback',
    );
  });

  test('Given version 7, when an older issue of version 7 comes, then it is refused', () => {
    expect(codeOf(() => acceptTrustList(list(7, '2026-11-02T00:00:00Z'), list(7)))).toBe(
      'trust-list-rollback',
    );
  });
});

describe('how fresh a trust list is', () => {
  const list = trustListOf([]);
  const stateAfter = (count: number) => listState({ list, receivedAt: hours(0) }, hours(count), 48);

  test.each([
    [0, 'fresh'],
    [23.9, 'fresh'],
    [24, 'warn'],
    [47.9, 'warn'],
    [48, 'stale'],
    [400, 'stale'],
  ])('Given a longest age of 48 hours, when %d have gone by, then it is %s', (count, state) => {
    expect(stateAfter(count)).toMatchObject({ state, version: 7, ageSeconds: count * 3600 });
  });

  test('Given a list received a moment ago, when it has expired itself, then it is stale', () => {
    const now = new Date('2026-12-01T00:00:00Z');
    expect(listState({ list, receivedAt: now }, now, 48).state).toBe('stale');
  });

  test('Given a clock set back before the receipt, when the age is asked for, then it counts from the time of issue', () => {
    const { state, ageSeconds } = listState({ list, receivedAt: hours(500) }, hours(0), 48);
    expect(state).toBe('stale');
    expect(ageSeconds).toBe(9 * 86_400);
  });

  test('Given no list, when its state is asked for, then it is absent', () => {
    expect(listState({ list: null, receivedAt: null }, hours(0), 48).state).toBe('absent');
  });
});

describe('who may vouch', () => {
  const view = {
    list: trustListOf([newSigner('ES256')], { training: true }, { sams: ['1'] }),
    receivedAt: null,
  };

  test('Given a sample issuer, when the terminal is live, then it is not among them; in training it is', () => {
    expect(trustedIn('live', view).issuers).toEqual([]);
    expect(trustedIn('training', view).issuers).toHaveLength(1);
  });

  test('Given no list, when somebody is to vouch, then nobody may', () => {
    expect(trustedIn('training', { list: null, receivedAt: null })).toEqual({
      issuers: [],
      sams: [],
      csca: [],
      specimens: true,
    });
  });
});
