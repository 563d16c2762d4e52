import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../main/cli/verify-without-purpose';
import { formats } from '../../main/credentials/formats';
import { layOpen } from '../../main/credentials/presented';
import { readStatusList } from '../../main/trust/status-list';
import { judge } from '../../main/verification/judge';
import type { PresentationContent } from '../../shared/domain/presentation';
import { Verdict } from '../../shared/domain/verdict';
import { aadhaarCode, digitsOf } from '../support/aadhaar-code';
import { certificates } from '../support/certificates';
import { digitalSeal } from '../support/digital-seal';
import { VACCINATION, healthCode } from '../support/health-certificate';
import { LICENCE, licenceCode } from '../support/licence-code';
import { NOON, newSigner, presentation, trustListOf } from '../support/minted';
import { response } from '../support/mobile-document';
import { sealSigners } from '../support/seal-signers';
import { statusListToken } from '../support/status-list-token';
import { issued } from '../support/wallet-credential';

const [ec, rsa] = [newSigner('ES256', 'issuer-1'), newSigner('RS256')];
const list = trustListOf([ec, rsa], {
  formats: ['hcert', 'aadhaar-qr', 'vds', 'sd-jwt-vc', 'mdoc'],
  certificates: [certificates.inter, sealSigners.prime256v1.certificate],
});
const context = {
  purpose: everythingAllowed,
  trust: { list, receivedAt: NOON },
  now: NOON,
  mode: 'live' as const,
  clockOffset: 0,
  standsAlone: true,
};

const text = (given: string): PresentationContent => ({ type: 'text', text: given });
const bytes = (given: Uint8Array): PresentationContent => ({
  type: 'bytes',
  bytesBase64: Buffer.from(given).toString('base64'),
});

/** One good presentation of each format, to be spoilt. */
const GOOD: readonly (readonly [string, PresentationContent])[] = [
  ['a health certificate', text(healthCode(VACCINATION, { signer: ec }))],
  ['an Aadhaar code', text(aadhaarCode({ signer: rsa }))],
  ['a licence', text(licenceCode(LICENCE))],
  ['a seal', bytes(digitalSeal({ curve: 'prime256v1' }))],
  ['a wallet’s credential', text(await issued({ issuer: ec }))],
  ['a mobile document', bytes(await response())],
];

/** Pieces taken out, put in, doubled and overwritten. */
function spoilt(content: PresentationContent): fc.Arbitrary<PresentationContent> {
  const whole =
    content.type === 'text'
      ? Buffer.from(content.text)
      : Buffer.from(content.type === 'bytes' ? content.bytesBase64 : '', 'base64');
  const place = fc.nat(whole.length - 1);
  return fc
    .tuple(place, fc.nat(40), fc.uint8Array({ maxLength: 20 }), fc.boolean())
    .map(([start, length, piece, isMoved]) => {
      const moved = isMoved ? whole.subarray(start, start + length) : piece;
      const given = Buffer.concat([whole.subarray(0, start), moved, moved, whole.subarray(start + length)]);
      return content.type === 'text' ? text(given.toString('latin1')) : bytes(given);
    });
}

describe('every format, spoilt', () => {
  test.each(GOOD)(
    'Given %s with any piece changed, when it is presented, then the answer is a verdict',
    async (_, content) => {
      await fc.assert(
        fc.asyncProperty(spoilt(content), async (given) => {
          const { verdict } = await judge(presentation(given), context);
          expect(() => Verdict.parse(verdict)).not.toThrow();
          if (
            verdict.outcome === 'refused' &&
            !['expired', 'not-yet-valid', 'revoked'].includes(verdict.reason ?? '')
          ) {
            expect(verdict.claims).toEqual({});
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  test.each(formats.map((format) => [format.name, format] as const))(
    'Given any text or bytes for %s, when they are decoded, then nothing but a refusal is thrown',
    (_, format) => {
      const any = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }).map(text),
        fc.json().map(text),
        fc.uint8Array({ maxLength: 400 }).map(bytes),
        fc.uint8Array({ minLength: 260, maxLength: 400 }).map((inside) => text(digitsOf(gzipSync(inside)))),
      );
      fc.assert(
        fc.property(any, (content) => {
          try {
            format.decode(layOpen(content), NOON);
          } catch (thrown) {
            expect(String(thrown)).toMatch(
              /^Refusal: (?:malformed|unsupported|unreadable|too-large|payment-code)/,
            );
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  test('Given a status list with any piece changed, when it is read, then nothing but a refusal is thrown', () => {
    const token = statusListToken({ signer: ec });
    fc.assert(
      fc.property(spoilt(text(token)), (given) => {
        try {
          if (given.type === 'text') readStatusList(given.text, { issuers: list.issuers, receivedAt: NOON });
        } catch (thrown) {
          expect(String(thrown)).toMatch(/^Refusal: /);
        }
      }),
      { numRuns: 500 },
    );
  });
});
