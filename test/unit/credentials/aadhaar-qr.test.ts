import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import { ASHA, CODESTREAM, aadhaarCode, asZlib, digitsOf } from '../../support/aadhaar-code';
import { NOON, newSigner, presentedText, trustListOf } from '../../support/minted';

const signer = newSigner('RS256');
const stranger = newSigner('RS256');

async function verdictOf(code: string, formats = ['aadhaar-qr']): Promise<Verdict> {
  const context = {
    purpose: everythingAllowed,
    trust: { list: trustListOf([signer], { formats }), receivedAt: NOON },
    now: NOON,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(code), context)).verdict;
}

const withField = (index: number, text: string) =>
  aadhaarCode({ signer, fields: ASHA.map((field, at) => (at === index ? text : field)) });

describe('an Aadhaar code', () => {
  test('Given a code of the second version, when it is presented, then it is verified, with its picture, and no more of the number than four digits', async () => {
    const verdict = await verdictOf(aadhaarCode({ signer }));
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      format: 'aadhaar-qr',
    });
    expect(verdict.claims).toEqual({
      fullName: 'Asha Udaharan',
      birthDate: '1990-03-07',
      sex: 'female',
      adult: true,
      address:
        'C/O: Example Udaharan\n4-83\nMain Road\nNear Test Temple\nSector 2\nUdaharanpur\nUdaharan PO\nExample Tehsil\nExample District\nExample State\n000001',
      documentNumber: '432120260308114407437',
      issuingCountry: 'IND',
      portrait: { mediaType: 'image/jp2', base64: CODESTREAM.toString('base64') },
    });
  });

  test('Given a code of the first version, packed as zlib, without picture and hashes, when it is presented, then it is verified', async () => {
    const fields = ['0', ...ASHA.slice(2, 17)];
    const none = new Uint8Array();
    const verdict = await verdictOf(aadhaarCode({ signer, fields, photo: none, hashes: none, pack: asZlib }));
    expect(verdict).toMatchObject({ outcome: 'verified', claims: { fullName: 'Asha Udaharan' } });
    expect(verdict.claims.portrait).toBeUndefined();
  });

  test.each(['V3', 'V5'])(
    'Given a code of version %s, laid out as the second, when it is presented, then it is verified',
    async (version) => {
      expect(await verdictOf(withField(0, version))).toMatchObject({
        outcome: 'verified',
        claims: { fullName: 'Asha Udaharan' },
      });
    },
  );

  test('Given one hash behind the picture, when it is presented, then the picture ends where the hash begins', async () => {
    const fields = ASHA.map((field, at) => (at === 1 ? '2' : field));
    const verdict = await verdictOf(aadhaarCode({ signer, fields, hashes: Buffer.alloc(32, 7) }));
    expect(verdict.claims.portrait?.base64).toBe(CODESTREAM.toString('base64'));
  });

  test.each([
    ['1990', '1990'],
    ['07/03/1990', '1990-03-07'],
    ['1990-03-07', '1990-03-07'],
    ['', undefined],
  ])('Given the birth date “%s”, when it is presented, then it is understood', async (written, birthDate) => {
    const verdict = await verdictOf(withField(4, written));
    expect(verdict.outcome).toBe('verified');
    expect(verdict.claims.birthDate).toBe(birthDate);
  });

  test.each<[string, () => string, string]>([
    ['a signature of somebody else', () => aadhaarCode({ signer: stranger }), 'bad-signature'],
    ['a version that is not known', () => withField(0, 'V9'), 'unsupported'],
    ['a reference id that is none', () => withField(2, '4321'), 'malformed'],
    ['a birth date no calendar has', () => withField(4, '30-02-1990'), 'malformed'],
    ['a gender that is none', () => withField(5, 'Q'), 'malformed'],
    ['no name', () => withField(3, ''), 'malformed'],
    ['hashes of a number that is none', () => withField(1, '7'), 'malformed'],
    ['too few fields', () => aadhaarCode({ signer, fields: ASHA.slice(0, 9) }), 'malformed'],
    ['a long number and nothing else', () => '9'.repeat(700), 'malformed'],
    ['more than it may inflate to', () => aadhaarCode({ signer, photo: Buffer.alloc(70_000) }), 'malformed'],
    ['a date of the future', () => withField(2, '432120270308114407437'), 'clock-wrong'],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, code, reason) => {
    expect(await verdictOf(code())).toMatchObject({ outcome: 'refused', reason, claims: {} });
  });

  test('Given any bit of what was signed turned, when it is presented, then it is never green', async () => {
    const contents = gunzipSync(Buffer.from(BigInt(aadhaarCode({ signer })).toString(16), 'hex'));
    for (let bit = 0; bit < contents.length * 8; bit += 13) {
      const turned = Buffer.from(contents);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await verdictOf(digitsOf(gzipSync(turned)))).outcome).toBe('refused');
    }
  });

  test('Given no key of this format, when it is presented, then nobody vouches', async () => {
    expect(await verdictOf(aadhaarCode({ signer }), ['hcert'])).toMatchObject({ reason: 'untrusted-issuer' });
  });
});
