import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { claim169 } from '../../../main/credentials/claim-169/claim-169';
import type { Proof } from '../../../main/credentials/format';
import { layOpen } from '../../../main/credentials/presented';
import {
  type Signer,
  cbor,
  claim169Code,
  coseSign1,
  cwt,
  newSigner,
  NOON,
  numbered,
  trustListOf,
} from '../../support/minted';

const signer = newSigner('ES256', 'key-1');

function decoded(identity: Record<number, unknown>) {
  return claim169.decode(
    layOpen({ type: 'text', text: claim169Code({ signer, payload: cwt(identity) }) }),
    NOON,
  );
}

async function proofOf(code: string, signers: Signer[], change = {}): Promise<Proof> {
  const { issuers } = trustListOf(signers, change);
  return claim169.verify(
    claim169.decode(layOpen({ type: 'text', text: code }), NOON),
    { issuers, sams: [] },
    NOON,
  );
}

const keyId = (bytes: Buffer) => ({ unprotectedHeader: { 4: bytes } });

describe('the identity map of claim 169', () => {
  test('Given every field, when it is decoded, then each is the claim it says', () => {
    const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8 ');
    const { claims, unknown } = decoded({
      1: 'TEST-1',
      2: '1.2',
      3: 'zho',
      4: '王小明',
      5: '小明',
      6: '中',
      7: '王',
      8: '19900307',
      9: 2,
      10: '示例路1号\n示例市',
      11: 'a@example.test',
      12: '+00 1',
      13: 'CHN',
      14: 3,
      15: '王大明',
      16: webp,
      17: 4,
      18: [1, 2],
      19: 'Wang Xiaoming',
      20: 'eng',
      21: 'LOC',
      22: 'citizen',
      23: 'CN',
      50: [numbered({ 0: Buffer.of(1) })],
    });
    expect(claims).toEqual({
      documentNumber: 'TEST-1',
      language: 'zho',
      fullName: '王小明',
      givenName: '小明',
      middleName: '中',
      familyName: '王',
      birthDate: '1990-03-07',
      sex: 'female',
      address: '示例路1号\n示例市',
      email: 'a@example.test',
      phone: '+00 1',
      nationality: 'CHN',
      maritalStatus: 'divorced',
      guardian: '王大明',
      latinName: 'Wang Xiaoming',
      secondLanguage: 'eng',
      locationCode: 'LOC',
      legalStatus: 'citizen',
      issuingCountry: 'CN',
      portrait: { mediaType: 'image/webp', base64: webp.toString('base64') },
    });
    expect(unknown).toEqual(new Map());
  });

  test('Given an empty map, when it is decoded, then there is nothing to show, and nothing is wrong', () => {
    expect(decoded({}).claims).toEqual({});
  });

  test('Given unassigned fields, when it is decoded, then they are kept apart from the claims', () => {
    const { claims, unknown } = decoded({ 4: 'Test Person', 30: 'later', 99: true });
    expect(claims).toEqual({ fullName: 'Test Person' });
    expect(unknown).toEqual(
      new Map<number, unknown>([
        [30, 'later'],
        [99, true],
      ]),
    );
  });

  test('Given a decomposed name, when it is decoded, then not one code point of it has changed', () => {
    const name = 'Zoe\u0308 Nguye\u0302\u0303n';
    expect(decoded({ 4: name }).claims.fullName).toBe(name);
  });

  test.each([
    ['王小明', 'Wang Xiaoming', { latinName: 'Wang Xiaoming' }],
    ['Иван Тест', 'Ivan Test', { latinName: 'Ivan Test' }],
    ['Janet Sample', 'جانيت', { secondFullName: 'جانيت' }],
    ['Janet Sample', 'Janet Muster', { secondFullName: 'Janet Muster' }],
    ['王小明', 'ワン', { secondFullName: 'ワン' }],
    [undefined, 'جانيت', { secondFullName: 'جانيت' }],
  ])(
    'Given the names %s and %s, when they are decoded, then the second one is %j and not lost',
    (first, second, expected) => {
      const { claims } = decoded({ ...(first && { 4: first }), 19: second, 20: 'XX' });
      expect(claims).toEqual({ ...(first && { fullName: first }), secondLanguage: 'XX', ...expected });
    },
  );

  test.each([
    ['19900307', '1990-03-07'],
    ['1990-03-07', '1990-03-07'],
    ['19900300', '1990-03'],
    ['19900000', '1990'],
  ])('Given the birth date %s, when it is decoded, then it is %s', (written, birthDate) => {
    expect(decoded({ 8: written }).claims.birthDate).toBe(birthDate);
  });

  test.each<[string, Record<number, unknown>]>([
    ['a name that is a number', { 4: 7 }],
    ['a name that is bytes', { 4: Buffer.from('x') }],
    ['a birth date no calendar has', { 8: '19900230' }],
    ['a birth date in words', { 8: 'March' }],
    ['a birth date with a time', { 8: '19900307T00' }],
    ['a gender outside its list', { 9: 4 }],
    ['a gender in words', { 9: 'male' }],
    ['a marital status outside its list', { 14: 9 }],
  ])('Given %s, when it is decoded, then it is refused: malformed', (_, identity) => {
    expect(() => decoded(identity)).toThrow(/^malformed/);
  });

  test('Given a photo that is no picture, when it is decoded, then there is no portrait and nothing is wrong', () => {
    expect(decoded({ 4: 'Test', 16: Buffer.from('<svg onload=x>'), 17: 1 }).claims).toEqual({
      fullName: 'Test',
    });
  });

  test('Given a face among the biometrics, when it is decoded, then the first image is the portrait; a template never is', () => {
    const jpeg = Buffer.from('ffd8ffe000', 'hex');
    const face = [numbered({ 0: Buffer.from('ffd8ff01', 'hex'), 1: 1 }), numbered({ 0: jpeg, 1: 0, 2: 1 })];
    expect(decoded({ 62: face }).claims.portrait).toEqual({
      mediaType: 'image/jpeg',
      base64: jpeg.toString('base64'),
    });
  });
});

describe('the message around it', () => {
  const decode = (payload: Uint8Array) =>
    claim169.decode(layOpen({ type: 'text', text: claim169Code({ signer, payload }) }), NOON);

  test.each<[string, Uint8Array]>([
    ['a payload without claim 169', cbor(new Map([[1, 'iss']]))],
    ['a claim 169 that is no map', cbor(new Map([[169, 'x']]))],
    ['a payload that is no map', cbor([169])],
    ['an expiry in words', cwt({}, { 4: 'tomorrow' })],
    ['an expiry that no calendar reaches', cwt({}, { 4: 1e18 })],
    ['an expiry before 1970', cwt({}, { 4: -1 })],
    ['an expiry that is no number', cwt({}, { 4: Number.NaN })],
  ])('Given %s, when it is decoded, then it is refused: malformed', (_, payload) => {
    expect(() => decode(payload)).toThrow(/^malformed/);
  });

  test('Given dates with a fraction of a second, when they are decoded, then they are instants', () => {
    expect(decode(cwt({}, { 5: 1.5 })).validity.from).toEqual(new Date(1_500));
  });

  test.each([
    ['tagged', coseSign1({ signer, payload: cwt() })],
    ['untagged', coseSign1({ signer, payload: cwt() }).subarray(1)],
    ['inside the CWT tag', Buffer.concat([Buffer.of(0xd8, 61), coseSign1({ signer, payload: cwt() })])],
    ['compressed', deflateSync(coseSign1({ signer, payload: cwt() }))],
  ])(
    'Given the bytes instead of the text, %s, when they are presented, then they are the same credential',
    (_, message) => {
      const presented = layOpen({ type: 'bytes', bytesBase64: Buffer.from(message).toString('base64') });
      expect(claim169.recognise(presented, [])).toBe(true);
      expect(claim169.decode(presented, NOON).claims.fullName).toBe('王小明');
    },
  );
});

describe('who vouches for it', () => {
  test.each([
    ['UTF-8', 'key-1', Buffer.from('key-1')],
    ['hex', '0a0b0c', Buffer.from('0a0b0c', 'hex')],
    ['hex in capitals', '0A0B0C', Buffer.from('0a0b0c', 'hex')],
    ['base64url', '-_8', Buffer.from([0xfb, 0xff])],
  ])(
    'Given a key id as %s, when it is verified, then the key of that name vouches',
    async (_, kid, bytes) => {
      const own = newSigner('ES256', kid);
      const proof = await proofOf(claim169Code({ signer: own, ...keyId(bytes) }), [
        newSigner('ES256', 'other'),
        own,
      ]);
      expect(proof.refused).toBeUndefined();
      expect(proof).toMatchObject({ assurance: 'offline-signature', issuer: { id: 'did:web:id.example' } });
    },
  );

  test('Given no key id, when it is verified, then each key of the format is tried', async () => {
    const proof = await proofOf(claim169Code({ signer }), [
      newSigner('EdDSA', 'a'),
      newSigner('ES256', 'b'),
      signer,
    ]);
    expect(proof.refused).toBeUndefined();
  });

  test('Given a key id that no key has, when it is verified, then nobody vouches, though the key is there', async () => {
    const proof = await proofOf(claim169Code({ signer, ...keyId(Buffer.from('else')) }), [signer]);
    expect(proof.refused).toBe('untrusted-issuer');
  });

  test('Given the issuer’s key for another format only, when it is verified, then nobody vouches', async () => {
    expect((await proofOf(claim169Code({ signer }), [signer], { formats: ['hcert'] })).refused).toBe(
      'untrusted-issuer',
    );
  });

  test('Given an empty trust list, when it is verified, then nobody vouches', async () => {
    expect((await proofOf(claim169Code({ signer }), [])).refused).toBe('untrusted-issuer');
  });

  test('Given another’s signature under the trusted key’s id, when it is verified, then it is refused: bad-signature', async () => {
    const code = claim169Code({ signer: newSigner('ES256'), ...keyId(Buffer.from('key-1')) });
    expect((await proofOf(code, [signer])).refused).toBe('bad-signature');
  });

  test('Given an empty signature, when it is verified, then it is refused: bad-signature, and no key is asked', async () => {
    const code = claim169Code({ signer, signature: new Uint8Array(0) });
    expect((await proofOf(code, [])).refused).toBe('bad-signature');
  });

  test('Given an algorithm that is not the key’s, when the signature would verify, then it is refused: bad-signature', async () => {
    const code = claim169Code({ signer, protectedHeader: { 1: -8 } });
    expect((await proofOf(code, [signer])).refused).toBe('bad-signature');
  });

  test('Given an algorithm that nobody knows, when it is verified, then it is refused: bad-signature', async () => {
    const code = claim169Code({ signer, protectedHeader: { 1: -65_000 } });
    expect((await proofOf(code, [signer])).refused).toBe('bad-signature');
  });

  test('Given RSA, when the key’s `alg` is the other one, then it is refused: bad-signature', async () => {
    const rsa = newSigner('PS256');
    const other = { ...rsa, publicJwk: { ...rsa.publicJwk, alg: 'RS256' } };
    expect((await proofOf(claim169Code({ signer: rsa }), [rsa])).refused).toBeUndefined();
    expect((await proofOf(claim169Code({ signer: rsa }), [other])).refused).toBe('bad-signature');
  });

  test('Given a vouching issuer, when it is verified, then the authority could be asked about the very code', async () => {
    const code = claim169Code({ signer });
    expect((await proofOf(code, [signer])).question).toEqual({ issuer: 'did:web:id.example', code });
  });
});
