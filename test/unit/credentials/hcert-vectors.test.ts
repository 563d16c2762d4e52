import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import { presentedText, trustListOf } from '../../support/minted';
import { ABSENT, hasVectors, vector, vectorPath } from '../../support/vectors';

/** A file of the public collection: the code, who signed it, the time at which it was judged, what comes of it. */
const Vector = z.object({
  PREFIX: z.string(),
  TESTCTX: z.object({ CERTIFICATE: z.string(), VALIDATIONCLOCK: z.string() }),
  EXPECTEDRESULTS: z.record(z.string(), z.boolean()),
});

/** Steps of the collection that a terminal takes; a certificate is good where none of them is expected to fail. */
const STEPS = [
  'EXPECTEDUNPREFIX',
  'EXPECTEDB45DECODE',
  'EXPECTEDCOMPRESSION',
  'EXPECTEDDECODE',
  'EXPECTEDVERIFY',
  'EXPECTEDSCHEMAVALIDATION',
  'EXPECTEDKEYUSAGE',
  'EXPECTEDEXPIRATIONCHECK',
];

/** Where this terminal knowingly answers something else than the collection says, and why. */
const DEVIATIONS: Readonly<Record<string, { outcome: Verdict['outcome']; why: string }>> = {
  ES_402: {
    outcome: 'refused',
    why: 'the header says ES256, the key is on P-384: the algorithm of a message must be its key’s',
  },
  IS_3: {
    outcome: 'verified',
    why: 'upstream expects the key usage to fail for a certificate without any, and calls it valid in words; without, everything may be signed',
  },
};

/**
 * Files whose own clock stands before the moment of issue, and that state nothing about time: upstream never tried them
 * by their dates. This terminal calls a code from the future clock-wrong, so they are judged after issue.
 */
const later: ReadonlyMap<string, string> = new Map([
  ['ES_1102', '2021-05-25T12:00:00Z'],
  ['FR_recovery_ok', '2021-05-20T12:00:00Z'],
  ['SG_4', '2022-04-13T12:00:00Z'],
]);

const names = hasVectors ? readdirSync(vectorPath('hcert')).map((file) => file.replace(/\.json$/, '')) : [];

async function verdictOf(
  name: string,
  at?: string,
): Promise<{ expected: Verdict['outcome']; verdict: Verdict }> {
  const { PREFIX, TESTCTX, EXPECTEDRESULTS } = Vector.parse(JSON.parse(vector(`hcert/${name}.json`)));
  const now = new Date(at ?? TESTCTX.VALIDATIONCLOCK);
  const list = trustListOf([], { formats: ['hcert'], certificates: [TESTCTX.CERTIFICATE] }, IN_FORCE);
  const context = {
    purpose: everythingAllowed,
    trust: { list, receivedAt: now },
    now,
    mode: 'live' as const,
    clockOffset: 0,
  };
  const { verdict } = await judge(presentedText(PREFIX), context);
  const fails = STEPS.some((step) => EXPECTEDRESULTS[step] === false);
  return { expected: fails ? 'refused' : 'verified', verdict };
}

/** The collection's clocks go from 2021 to 2026. */
const IN_FORCE = { issuedAt: '2021-01-01T00:00:00Z', expiresAt: '2030-01-01T00:00:00Z' };

describe.skipIf(!hasVectors)(`the public health certificates (${ABSENT} otherwise)`, () => {
  test('Given the whole collection, when it is looked for, then it is all there', () => {
    expect(names.length).toBeGreaterThanOrEqual(292);
  });

  test.each(names)(
    'Given %s, when it is presented, then the verdict is what its issuer expects',
    async (name) => {
      const { expected, verdict } = await verdictOf(name, later.get(name));
      const { outcome, reason, checks } = verdict;
      expect({ outcome, reason, checks }).toMatchObject({ outcome: DEVIATIONS[name]?.outcome ?? expected });
      if (outcome === 'verified') {
        expect(verdict).toMatchObject({ assurance: 'offline-signature', format: 'hcert' });
        expect(verdict.claims.fullName).toBeTruthy();
        expect(['vaccination', 'test', 'recovery']).toContain(verdict.claims.documentKind);
      } else {
        expect(verdict.claims).toEqual({});
      }
    },
  );

  test.each([...later.keys()])(
    'Given %s at its own clock, when it is presented, then it comes from the future',
    async (name) => {
      expect((await verdictOf(name)).verdict).toMatchObject({ outcome: 'refused', reason: 'clock-wrong' });
    },
  );

  test('Given the deviations, when they are presented, then each still is one', async () => {
    for (const name of Object.keys(DEVIATIONS)) {
      const { expected, verdict } = await verdictOf(name);
      expect(verdict.outcome).not.toBe(expected);
    }
  });
});
