import { describe, expect, test } from 'vitest';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { Verdict } from '../../../shared/domain/verdict';
import { VACCINATION, healthCode } from '../../support/health-certificate';
import { NOON, newSigner, presentedText, trustListOf } from '../../support/minted';

const signer = newSigner('ES256', 'key-1');
const rsa = newSigner('PS256', 'key-2');

async function verdictOf(code: string, purpose = everythingAllowed, formats = ['hcert']): Promise<Verdict> {
  const list = trustListOf([signer, rsa], { formats });
  const context = {
    purpose,
    trust: { list, receivedAt: NOON },
    now: NOON,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(code), context)).verdict;
}

const changed = (change: object) => healthCode({ ...VACCINATION, ...change }, { signer });
const entry = (change: object) => changed({ v: [{ ...VACCINATION.v[0], ...change }] });

describe('a health certificate', () => {
  test('Given a vaccination by a trusted ministry, when it is presented, then it is verified, names in both writings', async () => {
    expect(await verdictOf(healthCode(VACCINATION, { signer }))).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      claims: {
        fullName: 'Müller-Test, Zoë',
        familyName: 'Müller-Test',
        givenName: 'Zoë',
        latinName: 'MUELLER TEST, ZOE',
        birthDate: '1990-03-07',
        documentKind: 'vaccination',
        documentNumber: 'URN:UVCI:01:AT:EXAMPLE#1',
        issuingAuthority: 'Example Ministry',
        issuingCountry: 'AT',
      },
    });
  });

  test('Given a trusted certificate for a hotel, when it is presented, then it is no identity document: not-permitted', async () => {
    const verdict = await verdictOf(healthCode(VACCINATION, { signer }), purposeNamed('hotel.check-in'));
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
  });

  test('Given an RSA key whose list does not name its algorithm, when PS256 was used, then it is verified: there is no other', async () => {
    const { alg: _, ...bare } = rsa.publicJwk;
    const list = trustListOf([{ ...rsa, publicJwk: bare }], { formats: ['hcert'] });
    const context = {
      purpose: everythingAllowed,
      trust: { list, receivedAt: NOON },
      now: NOON,
      mode: 'live' as const,
      clockOffset: 0,
    };
    const { verdict } = await judge(presentedText(healthCode(VACCINATION, { signer: rsa })), context);
    expect(verdict.outcome).toBe('verified');
  });

  test.each<[string, string, string]>([
    [
      'a signature of somebody else',
      healthCode(VACCINATION, { signer: newSigner('ES256'), unprotectedHeader: { 4: Buffer.from('key-1') } }),
      'bad-signature',
    ],
    ['an empty signature', healthCode(VACCINATION, { signer, signature: new Uint8Array() }), 'bad-signature'],
    [
      'a key that nobody lists',
      healthCode(VACCINATION, { signer, unprotectedHeader: { 4: Buffer.from('else') } }),
      'untrusted-issuer',
    ],
    [
      'an expiry that is past',
      healthCode(VACCINATION, { signer }, { 4: NOON.getTime() / 1000 - 3_600 }),
      'expired',
    ],
    ['no certificate inside', healthCode('none', { signer }), 'malformed'],
    ['a birth date in the future', changed({ dob: '2027-01-01' }), 'malformed'],
    ['a birth date of another century', changed({ dob: '1815-08-24' }), 'malformed'],
    ['a birth date no calendar has', changed({ dob: '1990-02-30' }), 'malformed'],
    ['a name without a letter', changed({ nam: { fn: '😀', fnt: 'X' } }), 'malformed'],
    ['no names', changed({ nam: {} }), 'malformed'],
    ['neither vaccination, test nor recovery', changed({ v: [] }), 'malformed'],
    [
      'two kinds at once',
      changed({
        r: [{ tg: '', co: 'AT', is: '', ci: 'x', fr: '2026-01-01', df: '2026-01-01', du: '2026-01-01' }],
      }),
      'malformed',
    ],
    ['a country that is none', entry({ co: 'XY' }), 'malformed'],
    ['a maker that is none', entry({ ma: 'ORG-99999999' }), 'malformed'],
    ['a dose in words', entry({ dn: 'two' }), 'malformed'],
  ])(
    'Given %s, when it is presented, then it is refused with its reason, and nobody is named',
    async (_, code, reason) => {
      const verdict = await verdictOf(code);
      expect(verdict).toMatchObject({ outcome: 'refused', reason });
      if (reason !== 'expired') expect(verdict.claims).toEqual({});
    },
  );

  test.each([
    ['1990', '1990'],
    ['1990-03', '1990-03'],
    ['1990-00', '1990'],
    ['1990-03-07T00:00:00', '1990-03-07'],
    ['', undefined],
  ])(
    'Given the birth date “%s”, when it is presented, then as much of it as is known is shown',
    async (dob, birthDate) => {
      const verdict = await verdictOf(changed({ dob }));
      expect(verdict.outcome).toBe('verified');
      expect(verdict.claims.birthDate).toBe(birthDate);
    },
  );

  test('Given the issuer’s key for another format only, when it is presented, then nobody vouches', async () => {
    expect(
      await verdictOf(healthCode(VACCINATION, { signer }), everythingAllowed, ['claim-169']),
    ).toMatchObject({
      reason: 'untrusted-issuer',
    });
  });
});
