import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { judge } from '../../../main/verification/judge';
import { presentation, trustListOf } from '../../support/minted';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

interface Vector {
  readonly name: string;
  readonly deviceResponse: string;
  readonly sessionTranscriptBytes?: string;
  readonly issuerOrRootPem: readonly string[];
  readonly validationClock: string | null;
}

const vectors: Vector[] = hasVectors ? JSON.parse(vector('mdoc/mdoc-vectors.json')) : [];

/** The one whose family name does not have the digest that was signed; another library says the same (`mdoc.test.ts`). */
const ALTERED = ['auth0/example/example3'];

/** Here without that library, so that it runs on Electron's cryptography too. */
describe.skipIf(!hasVectors)(`public mobile documents (${ABSENT} otherwise)`, () => {
  test.each(vectors)(
    'Given $name, when its root is trusted, then it is what its issuer made',
    async (one) => {
      const now = new Date(one.validationClock ?? '2023-10-01T12:00:00Z');
      const certificates = one.issuerOrRootPem.map((pem) => new X509Certificate(pem).raw.toString('base64'));
      const dates = { issuedAt: '2020-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' };
      const { sessionTranscriptBytes: transcript } = one;
      const context = {
        purpose: everythingAllowed,
        trust: { list: trustListOf([], { formats: ['mdoc'], certificates }, dates), receivedAt: now },
        now,
        mode: 'live' as const,
        clockOffset: 0,
        ...(transcript !== undefined && {
          asked: { audience: 'a', nonce: 'n', sessionTranscript: Buffer.from(transcript, 'hex') },
        }),
      };
      const bytesBase64 = Buffer.from(one.deviceResponse, 'hex').toString('base64');
      const { verdict } = await judge(presentation({ type: 'bytes', bytesBase64 }), context);
      const { outcome, reason } = verdict;
      expect({ outcome, reason }).toEqual(
        ALTERED.includes(one.name)
          ? { outcome: 'refused', reason: 'bad-signature' }
          : { outcome: 'verified', reason: undefined },
      );
    },
  );
});
