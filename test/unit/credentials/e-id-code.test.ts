import { describe, expect, test } from 'vitest';
import { eIdCode } from '../../../main/credentials/e-id-code/e-id-code';
import { fitsRule, routedIssuer } from '../../../main/credentials/e-id-code/routing';
import { layOpen } from '../../../main/credentials/presented';
import type { Issuer, RoutingRule } from '../../../shared/domain/trust-list';
import { NOON } from '../../support/minted';

const rule = (change: Partial<RoutingRule> = {}): RoutingRule => ({
  prefix: 'EID:',
  alphabet: 'base62',
  length: [16, 64],
  ...change,
});

const issuer = (id: string, routing: RoutingRule[], formats: Issuer['formats'] = ['e-id-code']): Issuer => ({
  id,
  name: { en: id },
  formats,
  keys: [],
  certificates: [],
  status: [],
  routing,
  training: false,
});

const CODE = 'EID:0123456789abXYZ';

describe('a routing rule', () => {
  test.each([
    ['its prefix, alphabet and length', CODE, rule(), true],
    ['another prefix', 'eid:0123456789abXYZ', rule(), false],
    ['a character outside the alphabet', 'EID:0123456789ab_XYZ', rule(), false],
    ['the shortest length', 'EID:012345678901', rule(), true],
    ['one character too few', 'EID:01234567890', rule(), false],
    ['one character too many', `EID:${'a'.repeat(61)}`, rule(), false],
    ['no prefix and digits', '9123456789012345', rule({ prefix: '', alphabet: 'digits' }), true],
    ['a line feed at the end', `${CODE}\n`, rule(), false],
    ['wide digits', '９１２３４５６７８９０１２３４５', rule({ prefix: '', alphabet: 'digits' }), false],
  ])('Given a code with %s, when it is compared, then it fits or not', (_, code, given, fits) => {
    expect(fitsRule(code, given)).toBe(fits);
  });
});

describe('whose code it is', () => {
  test('Given two issuers, when both rules fit, then the longer prefix wins', () => {
    const issuers = [
      issuer('general', [
        rule({ prefix: 'EID', alphabet: 'base64' }),
        rule({ prefix: '', alphabet: 'base64' }),
      ]),
      issuer('special', [rule()]),
    ];
    expect(routedIssuer(CODE, issuers)?.id).toBe('special');
    expect(routedIssuer(CODE, issuers.toReversed())?.id).toBe('special');
  });

  test('Given two issuers whose rules fit alike, when a code is routed, then it goes nowhere', () => {
    expect(routedIssuer(CODE, [issuer('a', [rule()]), issuer('b', [rule()])])).toBeUndefined();
  });

  test('Given one issuer with the same rule twice, when a code is routed, then it is that issuer’s', () => {
    expect(routedIssuer(CODE, [issuer('a', [rule(), rule()])])?.id).toBe('a');
  });

  test('Given an issuer of other formats, when its rule fits, then the code is not its own', () => {
    expect(routedIssuer(CODE, [issuer('a', [rule()], ['claim-169'])])).toBeUndefined();
  });
});

describe('the dynamic e-ID code', () => {
  const presented = layOpen({ type: 'text', text: CODE });

  test('Given a listed issuer, when the code is verified, then it is a question for the authority, and nobody vouches yet', async () => {
    const issuers = [issuer('a', [rule()])];
    expect(eIdCode.recognise(presented, issuers)).toBe(true);
    const proof = await eIdCode.verify(eIdCode.decode(presented, NOON), { issuers, sams: [] }, NOON);
    expect(proof).toMatchObject({ question: { issuer: 'a', code: CODE } });
    expect(proof.assurance).toBeUndefined();
  });

  test('Given an issuer that may not vouch now, when its code is verified, then it is refused: untrusted-issuer', async () => {
    const proof = await eIdCode.verify(eIdCode.decode(presented, NOON), { issuers: [], sams: [] }, NOON);
    expect(proof.refused).toBe('untrusted-issuer');
    expect(proof.question).toBeUndefined();
  });

  test('Given a check, when its detail is read, then the code is not in it', async () => {
    const issuers = [issuer('a', [rule()])];
    const proof = await eIdCode.verify(eIdCode.decode(presented, NOON), { issuers, sams: [] }, NOON);
    expect(JSON.stringify(proof.checks)).not.toContain('0123456789');
  });
});
