import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { judge } from '../../../main/verification/judge';
import { documentFor, newDevice, signature } from '../../support/device-document';
import {
  type Issued,
  SIGNS_CERTIFICATES,
  SIGNS_MESSAGES,
  authority,
  issuedBy,
  usedFor,
} from '../../support/issued-chain';
import { presentation, trustListOf } from '../../support/minted';
import { IN_TIME } from '../../support/mobile-document';

const MDL_SIGNER = '1.0.18013.5.1.2';
const root = issuedBy(null, { name: 'IACA', country: 'UT', extensions: [authority(0), SIGNS_CERTIFICATES] });
const signer = (usage: readonly string[], country = 'UT') =>
  issuedBy(root, {
    name: 'Signer',
    country,
    extensions: [SIGNS_MESSAGES, ...(usage.length > 0 ? [usedFor(...usage)] : [])],
  });

async function verdictOf(by: Issued, { signedAt = IN_TIME, asState = false } = {}) {
  const device = newDevice('secp256r1');
  const bytes = documentFor(device.coseKey, signature(device), { ...by, signedAt });
  const base64 = Buffer.from(root.certificate).toString('base64');
  const dates = { issuedAt: '2020-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' };
  const list = asState
    ? trustListOf([], { formats: ['mdoc'] }, { ...dates, csca: [base64] })
    : trustListOf([], { formats: ['mdoc'], certificates: [base64] }, dates);
  const { verdict } = await judge(presentation({ type: 'bytes', bytesBase64: bytes.toString('base64') }), {
    purpose: everythingAllowed,
    trust: { list, receivedAt: IN_TIME },
    now: IN_TIME,
    mode: 'live',
    clockOffset: 0,
  });
  return verdict;
}
const UNTRUSTED = { outcome: 'refused', reason: 'untrusted-issuer', claims: {} };

describe.each([
  ['an issuer of the trust list', false],
  ['a state', true],
])('a mobile document under the root of %s', (_, asState) => {
  test('Given a signer of licences, when it signed in its time and for its country, then it is verified', async () => {
    expect(await verdictOf(signer([MDL_SIGNER]), { asState })).toMatchObject({ outcome: 'verified' });
  });

  test.each([
    ['readers', '1.0.18013.5.1.6'],
    ['the pages of a web server', '1.3.6.1.5.5.7.3.1'],
    ['answers about revocation', '1.3.6.1.5.5.7.3.9'],
  ])(
    'Given a certificate of the same root for %s, when its key signed, then it is refused',
    async (__, usage) => {
      expect(await verdictOf(signer([usage]), { asState })).toMatchObject(UNTRUSTED);
    },
  );

  test('Given a signer of another country, when it signed for this one, then it is refused', async () => {
    expect(await verdictOf(signer([MDL_SIGNER], 'FR'), { asState })).toMatchObject(UNTRUSTED);
  });

  test('Given a date of signing before the certificate, when it is presented, then it is refused', async () => {
    const signedAt = new Date('2025-12-01T00:00:00Z');
    expect(await verdictOf(signer([MDL_SIGNER]), { asState, signedAt })).toMatchObject(UNTRUSTED);
  });
});

test('Given a signer that says nothing of its use, when an issuer of the trust list vouches for it, then it is verified; a state needs the word', async () => {
  expect(await verdictOf(signer([]))).toMatchObject({ outcome: 'verified' });
  expect(await verdictOf(signer([]), { asState: true })).toMatchObject(UNTRUSTED);
});
