import { describe, expect, test } from 'vitest';
import type { JudgeContext } from '../../../main/verification/judgement';
import { purposeNamed, readPurpose } from '../../../main/verification/purposes';
import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import { Verdict } from '../../../shared/domain/verdict';
import type { VerificationQuestion } from '../../../shared/domain/verification';
import { NOON, claim169Code, cwt, newSigner, trustListOf } from '../../support/minted';
import { CODE, E_ID, answers, judged, list, minted, signer, unreachable, verdictOf } from './judging';

const SECONDS = NOON.getTime() / 1000;

const purposeWith = (change: { requires?: Purpose['requires']; offline?: Partial<Purpose['offline']> }) => {
  const hotel = structuredClone(purposeNamed('hotel.check-in'));
  return readPurpose({ ...hotel, ...change, offline: { ...hotel.offline, ...change.offline } });
};

describe('a signed identity code', () => {
  test('Given a good code, when it is presented offline, then it is verified by the issuer’s signature', async () => {
    const { verdict, queued, answer } = await judged(minted());
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      format: 'claim-169',
      issuer: { id: 'did:web:id.example', name: { en: 'Example Registry' } },
      validUntil: '2026-11-21T12:00:00.000Z',
      claims: {
        fullName: '王小明',
        latinName: 'Wang Xiaoming',
        documentNumber: 'TEST-0042-4471',
        adult: true,
      },
      training: false,
    });
    expect(verdict.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['understood', true],
      ['purpose', true],
      ['issuer-trusted', true],
      ['signature', true],
      ['clock', true],
      ['validity', true],
      ['trust-fresh', true],
    ]);
    expect([queued, answer]).toEqual([undefined, undefined]);
    expect(Verdict.safeParse(verdict).success).toBe(true);
  });

  test('Given the same code twice, when it is presented, then each verdict has its own id and the same digest input', async () => {
    const code = minted();
    const [first, second] = [await judged(code), await judged(`${code}\r\n`)];
    expect(first.verdict.id).not.toBe(second.verdict.id);
    expect(first.digestInput).toEqual(second.digestInput);
  });

  test.each([
    ['at the last moment of the tolerated skew', 59, 'verified', undefined],
    ['once the skew is over', 60, 'refused', 'expired'],
  ])(
    'Given an expiry, when the code is presented %s, then it is judged so',
    async (_, late, outcome, reason) => {
      expect(await verdictOf(minted({ 4: SECONDS - late }))).toMatchObject({
        outcome,
        ...(reason && { reason }),
      });
    },
  );

  test.each([
    [60, 'verified', undefined],
    [61, 'refused', 'not-yet-valid'],
  ])(
    'Given a code valid in %i s, when it is presented, then it is judged so',
    async (early, outcome, reason) => {
      expect(await verdictOf(minted({ 5: SECONDS + early }))).toMatchObject({
        outcome,
        ...(reason && { reason }),
      });
    },
  );

  test('Given an expired code with a good signature, when it is refused, then the screen may say whose it was', async () => {
    const verdict = await verdictOf(minted({ 4: SECONDS - 3_600 }));
    expect(verdict).toMatchObject({ reason: 'expired', claims: { fullName: '王小明' } });
    expect(verdict.checks).toContainEqual({ name: 'signature', ok: true, detail: 'ES256' });
  });

  test('Given a code nobody vouches for, when it is refused, then no claim is shown', async () => {
    const stranger = claim169Code({
      signer: newSigner('ES256'),
      payload: cwt(undefined, { 4: SECONDS - 3_600 }),
    });
    expect(await verdictOf(stranger)).toMatchObject({
      outcome: 'refused',
      reason: 'bad-signature',
      claims: {},
    });
  });

  test('Given a code without dates, when it is presented, then nothing speaks against it', async () => {
    const verdict = await verdictOf(minted({ 4: undefined, 6: undefined }));
    expect(verdict).toMatchObject({ outcome: 'verified', validUntil: undefined, validFrom: undefined });
    expect(verdict.checks.some(({ name }) => name === 'validity')).toBe(false);
  });
});

describe('sample issuers', () => {
  const samples = { list: trustListOf([signer], { ...E_ID, training: true }), receivedAt: NOON };

  test('Given a sample issuer’s code, when the terminal is live, then it is refused: untrusted-issuer', async () => {
    expect(await verdictOf(minted(), { trust: samples })).toMatchObject({
      reason: 'untrusted-issuer',
      claims: {},
    });
  });

  test('Given a sample issuer’s e-ID code, when the terminal is live, then it is refused and not sent', async () => {
    const asked: VerificationQuestion[] = [];
    const askAuthority: JudgeContext['askAuthority'] = async (question) => {
      asked.push(question);
      throw new VestibuleError('authority-unreachable', '');
    };
    const verdict = await verdictOf(CODE, { trust: samples, askAuthority });
    expect(verdict).toMatchObject({ format: 'e-id-code', outcome: 'refused', reason: 'untrusted-issuer' });
    expect(asked).toEqual([]);
  });

  test('Given a sample issuer’s code, when the terminal is in training, then it is verified and marked', async () => {
    expect(await verdictOf(minted(), { trust: samples, mode: 'training' })).toMatchObject({
      outcome: 'verified',
      training: true,
    });
  });

  test('Given an authority that answers for a sample issuer, when the terminal is live, then it is refused', async () => {
    const verdict = await verdictOf(CODE, {
      askAuthority: answers({ training: true, claims: { fullName: 'X' } }),
    });
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'untrusted-issuer', claims: {} });
  });
});

describe('the clock', () => {
  test.each([300_001, -300_001])(
    'Given a clock %i ms off, when a good code is presented, then it is refused: clock-wrong',
    async (clockOffset) => {
      expect(await verdictOf(minted(), { clockOffset })).toMatchObject({
        outcome: 'refused',
        reason: 'clock-wrong',
      });
    },
  );

  test('Given a clock never compared, when a good code is presented, then it is verified and the check stays open', async () => {
    const { outcome, checks } = await verdictOf(minted(), { clockOffset: null });
    expect(outcome).toBe('verified');
    expect(checks.find(({ name }) => name === 'clock')?.ok).toBeNull();
  });

  test('Given a code issued in the future, when it is presented, then the clock must be wrong', async () => {
    expect(await verdictOf(minted({ 6: SECONDS + 61 }))).toMatchObject({ reason: 'clock-wrong' });
    expect(await verdictOf(minted({ 6: SECONDS + 60 }))).toMatchObject({ outcome: 'verified' });
  });

  test('Given a trust list issued in the future, when a code is presented, then the clock must be wrong', async () => {
    const future = trustListOf([signer], {}, { issuedAt: '2026-11-25T00:00:00Z' });
    expect(await verdictOf(minted(), { trust: { list: future, receivedAt: NOON } })).toMatchObject({
      reason: 'clock-wrong',
    });
  });
});

describe('stale trust data never makes green', () => {
  const stale = { list, receivedAt: new Date(NOON.getTime() - 169 * 3_600_000) };
  const code = minted();

  test('Given a stale list and no authority, when a hotel’s guest shows a good code, then it is queued and never green', async () => {
    const { verdict, queued } = await judged(code, { trust: stale, askAuthority: unreachable });
    expect(verdict).toMatchObject({ outcome: 'unverified-queued', claims: { fullName: '王小明' } });
    expect(verdict.assurance).toBeUndefined();
    expect(queued).toEqual({
      format: 'claim-169',
      issuer: 'did:web:id.example',
      code,
      purpose: 'hotel.check-in',
      presentedAt: NOON.toISOString(),
    });
    expect(verdict.checks).toContainEqual({ name: 'trust-fresh', ok: null, detail: 'stale' });
  });

  test('Given a stale list and no authority, when the purpose queues nothing, then it is refused: status-stale', async () => {
    const purpose = purposeNamed('bank.verify-customer');
    expect(await verdictOf(code, { trust: stale, purpose })).toMatchObject({
      outcome: 'refused',
      reason: 'status-stale',
      claims: {},
    });
  });

  test('Given a stale list, when the authority can be asked, then its answer makes the verdict', async () => {
    expect(await verdictOf(code, { trust: stale, askAuthority: answers({}) })).toMatchObject({
      outcome: 'verified',
      assurance: 'online',
      claims: { fullName: '王小明' },
    });
    const refused = answers({ outcome: 'refused', reason: 'revoked' });
    expect(await verdictOf(code, { trust: stale, askAuthority: refused })).toMatchObject({
      outcome: 'refused',
      reason: 'revoked',
    });
  });

  test('Given a list older than half its age, when a code is presented, then it is still verified', async () => {
    const trust = { list, receivedAt: new Date(NOON.getTime() - 100 * 3_600_000) };
    expect((await verdictOf(code, { trust })).outcome).toBe('verified');
  });

  test('Given a code that names a status list, when none was read, then it is not green by its signature', async () => {
    const status = minted({ 65_535: new Map([['status_list', new Map([['idx', 1]])]]) });
    expect((await judged(status)).queued).toBeDefined();
    expect(await verdictOf(status, { purpose: purposeNamed('bank.verify-customer') })).toMatchObject({
      reason: 'status-stale',
    });
  });
});

describe('the purpose', () => {
  test('Given a purpose that does not accept the format, when a good code is presented, then it is refused: not-permitted', async () => {
    const purpose = readPurpose({
      ...structuredClone(purposeNamed('hotel.check-in')),
      accepts: ['e-id-code'],
      unattended: undefined,
      offline: { ...purposeNamed('hotel.check-in').offline, signatureSuffices: [], mayQueue: [] },
    });
    expect(await verdictOf(minted(), { purpose })).toMatchObject({
      reason: 'not-permitted',
      format: 'claim-169',
      claims: {},
    });
  });

  test('Given a purpose that sees little, when a code is verified, then only that is shown, unless nothing is to be minimised', async () => {
    const purpose = purposeNamed('reservation.claim');
    const little = await verdictOf(minted(), { purpose });
    expect(Object.keys(little.claims).toSorted()).toEqual([
      'documentNumber',
      'fullName',
      'latinName',
      'secondLanguage',
    ]);
    const whole = await verdictOf(minted(), { purpose, minimise: false });
    expect(whole.claims).toMatchObject({ address: '示例路1号\n示例市', adult: true });
  });

  test('Given a purpose that sees the adult flag and not the birth date, when a code is verified, then only the flag is shown', async () => {
    const purpose = readPurpose({
      ...structuredClone(purposeNamed('hotel.check-in')),
      sees: ['adult'],
      keeps: [],
      handsOver: [],
    });
    expect((await verdictOf(minted(), { purpose })).claims).toEqual({ adult: true });
  });

  test('Given a purpose that requires the authority, when a good code is presented, then a signature alone is not enough', async () => {
    const purpose = purposeWith({ requires: ['understood', 'authority'] });
    expect(await verdictOf(minted(), { purpose, askAuthority: answers({}) })).toMatchObject({
      outcome: 'verified',
      assurance: 'online',
    });
    expect((await verdictOf(minted(), { purpose })).outcome).toBe('unverified-queued');
  });

  test('Given a purpose that requires a compared clock, when it was never compared, then it is not green', async () => {
    const purpose = purposeWith({ requires: ['clock'] });
    expect(await verdictOf(minted(), { purpose, clockOffset: null })).toMatchObject({
      outcome: 'refused',
      reason: 'not-permitted',
      claims: {},
    });
    expect((await verdictOf(minted(), { purpose })).outcome).toBe('verified');
  });
});

describe('what is no credential', () => {
  test.each([
    ['nothing', '', 'unreadable', undefined],
    ['a payment code', '134567890123456789', 'payment-code', undefined],
    ['a web address', 'https://example.test', 'unknown-code', undefined],
    ['far too much', 'x'.repeat(9_000), 'too-large', undefined],
    ['a damaged health certificate', 'HC1:6BFOXN', 'malformed', 'hcert'],
    ['a damaged identity code', minted().slice(0, -30), 'malformed', 'claim-169'],
  ])(
    'Given %s, when it is presented, then it is refused with that reason and without claims',
    async (_, text, reason, format) => {
      const { verdict } = await judged(text);
      expect(verdict).toMatchObject({ outcome: 'refused', reason, claims: {} });
      expect(verdict.format).toBe(format);
      expect(verdict.checks[0]).toMatchObject({ name: 'understood', ok: false });
      expect(Verdict.safeParse(verdict).success).toBe(true);
    },
  );

  test('Given no trust list at all, when a code is presented, then nobody vouches', async () => {
    const trust = { list: null, receivedAt: null };
    expect(await verdictOf(minted(), { trust })).toMatchObject({ reason: 'untrusted-issuer' });
    expect(await verdictOf(CODE, { trust })).toMatchObject({ reason: 'unknown-code' });
  });
});
