import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { readSdJwt } from '../../../main/credentials/sd-jwt-vc/sd-jwt';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import { presentedText, trustListOf } from '../../support/minted';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

interface Vector {
  readonly src: string;
  readonly sdjwt: string;
}
const vectors: Vector[] = hasVectors ? JSON.parse(vector('sd-jwt/sdjwt-vectors.json')) : [];

/** The issuer of the examples of RFC 9901 (appendix A.5), whose key signed those of OpenID4VP too. */
const ISSUER = {
  kty: 'EC',
  crv: 'P-256',
  x: 'b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ',
  y: 'Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8',
};
const NOW = new Date('2025-06-01T12:00:00Z');

async function verdictOf(
  { sdjwt }: Vector,
  keys: unknown[] = [ISSUER],
  asked?: { audience: string; nonce: string },
  now = NOW,
): Promise<Verdict> {
  const dates = { issuedAt: '2020-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' };
  const list = trustListOf([], { formats: ['sd-jwt-vc'], keys }, dates);
  const context = {
    purpose: everythingAllowed,
    standsAlone: true,
    asked,
    trust: { list, receivedAt: now },
    now,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(sdjwt), context)).verdict;
}

const named = (part: string) => vectors.filter(({ src }) => src.includes(part));

describe.skipIf(!hasVectors)(`public SD-JWTs (${ABSENT} otherwise)`, () => {
  test('Given all of them, when they are taken apart, then every disclosure has its digest', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(12);
    for (const { sdjwt } of vectors) expect(() => readSdJwt(sdjwt)).not.toThrow();
  });

  test('Given those of the specifications, when their issuer is trusted, then each is verified', async () => {
    const own = [...named('OpenID4VP'), ...named('JwsJsonSerializationTest'), ...named('SpecExamples')];
    expect(own).toHaveLength(5);
    for (const one of own)
      expect(await verdictOf(one)).toMatchObject({ outcome: 'verified', format: 'sd-jwt-vc' });
  });

  test('Given those of the specifications, when they are verified, then the claims are those disclosed', async () => {
    const [issuance, presentation] = named('OpenID4VP');
    const [serialization] = named('JwsJsonSerializationTest');
    const claims = await Promise.all(
      [issuance, presentation, serialization].map(async (one) => one && (await verdictOf(one)).claims),
    );
    expect(claims).toMatchObject([
      { fullName: 'Doe, John', birthDate: '1978-07-17' },
      { givenName: 'John' },
      { fullName: 'Doe, John' },
    ]);
  });

  test('Given presentations with key binding, when they answer the request they were made for, then the holder is proven; another’s is replayed', async () => {
    const [, openId] = named('OpenID4VP');
    const asked = { audience: 'https://verifier.example.org', nonce: '1234567890' };
    const at = new Date(1_744_743_394_000);
    if (openId === undefined) throw new Error('the vector is missing');
    const verdict = await verdictOf(openId, [ISSUER], asked, at);
    expect(verdict.outcome).toBe('verified');
    expect(verdict.checks).toContainEqual({ name: 'holder-key', ok: true });
    expect(await verdictOf(openId, [ISSUER], { ...asked, nonce: 'else' }, at)).toMatchObject({
      reason: 'replayed',
    });
  });

  test('Given those whose issuer nobody trusts, when they are presented, then none is green', async () => {
    for (const one of vectors)
      expect(await verdictOf(one, [])).toMatchObject({ outcome: 'refused', reason: 'untrusted-issuer' });
  });

  test('Given a disclosure of one in another, when it is presented, then it is refused: it belongs to nobody', async () => {
    const [first, second] = [named('OpenID4VP')[0], named('SpecExamples')[0]];
    const [jwt = '', ...own] = first?.sdjwt.split('~') ?? [];
    const foreign = second?.sdjwt.split('~')[3] ?? '';
    const mixed = [jwt, ...own.slice(0, -1), foreign, ''].join('~');
    expect(await verdictOf({ src: '', sdjwt: mixed })).toMatchObject({
      outcome: 'refused',
      reason: 'malformed',
    });
  });
});
