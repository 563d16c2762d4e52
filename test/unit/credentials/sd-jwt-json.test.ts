import { FlattenJSON, GeneralJSON } from '@sd-jwt/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { HolderRequest } from '../../../main/credentials/format';
import { compactOf } from '../../../main/credentials/sd-jwt-vc/json-serialisation';
import { judge } from '../../../main/verification/judge';
import { NOON, newSigner, presentedText, trustListOf } from '../../support/minted';
import { REQUEST, issued, issuerSigner, presented } from '../../support/wallet-credential';

const issuer = issuerSigner();
const holder = newSigner('ES256');
const list = trustListOf([issuer], { formats: ['sd-jwt-vc'] });

async function verdictOf(text: string, asked?: HolderRequest) {
  const { verdict } = await judge(presentedText(text), {
    purpose: everythingAllowed,
    trust: { list, receivedAt: NOON },
    now: NOON,
    mode: 'live',
    clockOffset: 0,
    standsAlone: true,
    ...(asked && { asked }),
  });
  return verdict;
}

/** By a library that is not ours. */
const flattened = (compact: string) => FlattenJSON.fromEncode(compact).toJson();
const general = (compact: string) => GeneralJSON.fromEncode(compact).toJson();

describe('an SD-JWT that comes as JSON', () => {
  test.each([
    ['flattened', flattened],
    ['general', general],
  ])(
    'Given one that is %s, when it is presented, then it is worth what its compact form is',
    async (_, write) => {
      const [bare, bound] = [await issued({ issuer }), await presented({ issuer, holder })];
      expect(compactOf(JSON.stringify(write(bare)))).toBe(bare);
      expect(compactOf(JSON.stringify(write(bound)))).toBe(bound);
      const verdict = await verdictOf(JSON.stringify(write(bare)));
      expect(verdict).toMatchObject({ outcome: 'verified', format: 'sd-jwt-vc' });
      expect(verdict.claims).toEqual((await verdictOf(bare)).claims);
      const answered = await verdictOf(JSON.stringify(write(bound)), REQUEST);
      expect(answered.checks).toContainEqual({ name: 'holder-key', ok: true });
      const other = await verdictOf(JSON.stringify(write(bound)), { ...REQUEST, nonce: 'another' });
      expect(other).toMatchObject({ outcome: 'refused', reason: 'replayed' });
    },
  );

  test('Given several signatures, when it is presented, then the first counts and the others do not matter', async () => {
    const bare = await issued({ issuer });
    const { payload, signatures } = general(bare);
    const noise = { protected: 'e30', signature: 'AAAA' };
    const first = JSON.stringify({ payload, signatures: [...signatures, noise] });
    expect(await verdictOf(first)).toMatchObject({ outcome: 'verified' });
    const second = JSON.stringify({ payload, signatures: [noise, { ...signatures[0], header: {} }] });
    expect(await verdictOf(second)).toMatchObject({ outcome: 'refused', claims: {} });
  });

  test.each([
    ['a disclosure that no digest names', { disclosures: ['WyJzYWx0Iiwic2V4IiwxXQ'] }, 'malformed'],
    ['a disclosure with a tilde in it', { disclosures: ['WyJz~YWx0'] }, 'malformed'],
    ['disclosures that are no list', { disclosures: 'WyJz' }, 'malformed'],
    ['a key binding with something behind it', { kb_jwt: 'a.b.c~d' }, 'malformed'],
  ])('Given %s, when it is presented, then it is refused', async (_, header, reason) => {
    const json = { ...flattened(await issued({ issuer })), header };
    expect(await verdictOf(JSON.stringify(json))).toMatchObject({ outcome: 'refused', reason, claims: {} });
  });

  test.each([
    ['both forms in one', { signatures: [] }],
    ['a payload with a point in it', { payload: 'e30.e30' }],
    ['a signature that is a number', { signature: 7 }],
    ['disclosures beside a second signature', undefined],
  ])('Given %s, when it is presented, then it is none', async (_, change) => {
    const bare = await issued({ issuer });
    const { payload, signatures } = general(bare);
    const json =
      change === undefined
        ? { payload, signatures: [...signatures, ...signatures] }
        : { ...flattened(bare), ...change };
    expect(await verdictOf(JSON.stringify(json))).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  });

  test('Given any JSON, when it is read, then there is a compact form or none, and never an error', () => {
    const part = fc.oneof(fc.string(), fc.base64String(), fc.constant('e30'), fc.jsonValue());
    const outside = fc.record(
      { disclosures: fc.array(part, { maxLength: 3 }), kb_jwt: part },
      { requiredKeys: [] },
    );
    const signature = fc.record({ protected: part, signature: part, header: outside }, { requiredKeys: [] });
    const whole = fc.oneof(
      fc.tuple(part, signature).map(([payload, rest]) => ({ payload, ...rest })),
      fc.record({ payload: part, signatures: fc.array(signature, { maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(whole, (json) => {
        const compact = compactOf(JSON.stringify(json));
        expect(compact === undefined || /^[\w-]*\.[\w-]*\.[\w-]*~[\w.~-]*$/.test(compact)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
