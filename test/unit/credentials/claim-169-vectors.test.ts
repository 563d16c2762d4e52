import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { claim169 } from '../../../main/credentials/claim-169/claim-169';
import { layOpen } from '../../../main/credentials/presented';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import { NOON, presentedText, trustListOf } from '../../support/minted';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

interface Vector {
  readonly qr_data: string;
  readonly signing_key?: { readonly public_key_hex: string };
}

const load = (name: string): Vector => JSON.parse(vector(`claim169/${name}.json`));

async function verdictOf(name: string): Promise<Verdict> {
  const { qr_data, signing_key } = load(name);
  const hex = (signing_key ?? load('valid/ed25519-signed').signing_key)?.public_key_hex ?? '';
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') };
  const context = {
    purpose: everythingAllowed,
    trust: { list: trustListOf([], { keys: [key] }), receivedAt: NOON },
    now: NOON,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(qr_data), context)).verdict;
}

describe.skipIf(!hasVectors)(`the public claim-169 codes (${ABSENT} otherwise)`, () => {
  test('Given the signed one and its key, when it is presented, then it is green with the expected claims', async () => {
    expect(await verdictOf('valid/ed25519-signed')).toMatchObject({
      outcome: 'verified',
      claims: { fullName: 'Signed Test Person', documentNumber: 'ID-SIGNED-001' },
    });
  });

  test('Given the specification’s example, when it is read, then each field is the claim it says, and the second name keeps its letters', () => {
    const { qr_data } = load('valid/claim169-example');
    const { claims } = claim169.decode(layOpen({ type: 'text', text: qr_data }), NOON);
    const { portrait: _, ...said } = claims;
    expect(said).toEqual({
      documentNumber: '3918592438',
      language: 'eng',
      fullName: 'Janardhan BS',
      birthDate: '1984-01-18',
      sex: 'male',
      address: 'New House, Near Metro Line, Bengaluru, KA',
      email: 'janardhan@example.com',
      phone: '+919876543210',
      nationality: 'IN',
      maritalStatus: 'married',
      secondFullName: 'جاناردان بنغالور سرينيفاس',
      secondLanguage: 'AR',
      locationCode: '849VCWC8+R9',
      legalStatus: 'Refugee',
      issuingCountry: 'IN',
    });
  });

  test.each([
    ['valid/minimal', 'bad-signature'],
    ['valid/claim169-example', 'bad-signature'],
    ['valid/with-all-biometrics', 'bad-signature'],
    ['valid/encrypted-signed', 'unsupported'],
    ['edge/expired', 'bad-signature'],
    ['edge/unknown-fields', 'bad-signature'],
    ['invalid/missing-169', 'malformed'],
    ['invalid/bad-base45', 'unknown-code'],
  ])('Given %s, which nobody signed, when it is presented, then it is refused: %s', async (name, reason) => {
    expect(await verdictOf(name)).toMatchObject({ outcome: 'refused', reason, claims: {} });
  });
});
