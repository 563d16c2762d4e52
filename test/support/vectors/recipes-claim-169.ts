import { Tagged } from 'cborg';
import { drawPortrait } from '../../../main/training/portrait';
import { certificates, leafKey } from '../certificates';
import { portrait as jpegPortrait } from '../emrtd/sample';
import {
  type Message,
  type Signer,
  WANG,
  cbor,
  claim169Code,
  codeOf,
  coseParts,
  coseSign1,
  cwt,
  numbered,
} from '../minted';
import { AT, GREEN, SECONDS, headerOf, signers, stranger, text, trustOf } from './code-parts';
import type { Recipe, RecipeFile } from './recipes';
import { signerOf } from './signers';

/** Within the time of the certificates made for the tests. */
const LATER = '2030-06-01T12:00:00.000Z';
const leaf = signerOf(leafKey, 'ES256');

/** Identity codes. */
export function claim169(): RecipeFile {
  const message = (signer: Signer, more: Partial<Message> = {}): Message => ({
    signer,
    payload: cwt(),
    unprotectedHeader: headerOf(signer.publicJwk.kid ?? ''),
    ...more,
  });
  const code = (signer: Signer, more: Partial<Message> = {}) => text(claim169Code(message(signer, more)));
  const claims = {
    fullName: '王小明',
    latinName: 'Wang Xiaoming',
    birthDate: '1990-03-07',
    sex: 'male',
  } as const;
  const parts = coseParts(message(signers.eddsa));
  const photo = (bytes: Uint8Array, format: number) => cwt({ ...WANG, 16: bytes, 17: format });
  const everything = {
    ...WANG,
    2: '1.0',
    5: '小明',
    6: '示',
    7: '王',
    11: 'wang@example.test',
    12: '+00 000 0000',
    14: 2,
    15: 'TEST-0042-0001',
    16: jpegPortrait(24, 32),
    17: 1,
    18: [1, 2],
    21: 'EX-01',
    22: 'resident',
    23: 'CHN',
    24: 'kept as unknown',
    50: [numbered({ 0: Buffer.alloc(12, 5), 1: 1, 2: 1, 3: 'VendorX' })],
    62: [numbered({ 0: jpegPortrait(24, 32), 1: 0, 2: 1, 3: 'VendorX' })],
    99: 'kept as unknown',
  };
  const green = (name: string, content: Recipe['content']): Recipe => ({
    name,
    content,
    at: AT,
    expect: { ...GREEN, claims },
  });
  const refused = (
    name: string,
    content: Recipe['content'],
    reason: NonNullable<Recipe['expect']['reason']>,
  ): Recipe => ({
    name,
    content,
    at: AT,
    expect: { outcome: 'refused', reason },
  });
  return {
    format: 'claim-169',
    note: 'Identity QR codes (CWT claim 169): base45, zlib, COSE_Sign1.',
    trust: trustOf('claim-169', Object.values(signers), { certificates: [certificates.inter] }),
    recipes: [
      ...Object.entries(signers).map(([name, signer]) =>
        green(`signed with ${name}, key by kid`, code(signer)),
      ),
      {
        name: 'signed by the leaf of a chain (x5chain)',
        content: code(leaf, {
          payload: cwt(WANG, { 4: Date.parse(LATER) / 1000 + 86_400, 6: Date.parse(LATER) / 1000 - 60 }),
          unprotectedHeader: { 33: Buffer.from(certificates.leaf, 'base64') },
        }),
        at: LATER,
        expect: { ...GREEN, claims },
      },
      green('without the tag', text(codeOf(cbor(parts)))),
      green('inside the tag of a CWT', text(codeOf(cbor(new Tagged(61, new Tagged(18, parts)))))),
      green('as bytes, without base45', {
        type: 'bytes',
        bytesBase64: Buffer.from(coseSign1(message(signers.eddsa))).toString('base64'),
      }),
      {
        name: 'every field, two of them unassigned',
        content: code(signers.es256, { payload: cwt(everything) }),
        at: AT,
        expect: {
          ...GREEN,
          claims: {
            ...claims,
            givenName: '小明',
            middleName: '示',
            familyName: '王',
            email: 'wang@example.test',
            maritalStatus: 'married',
            guardian: 'TEST-0042-0001',
            locationCode: 'EX-01',
            legalStatus: 'resident',
            issuingCountry: 'CHN',
            language: 'zho',
          },
        },
      },
      green(
        'a portrait as WebP',
        code(signers.eddsa, {
          payload: photo(
            drawPortrait({ background: 0xe8ecef, clothes: 0x335c81, skin: 0xc68e6d, hair: 0x2b2b2b }),
            3,
          ),
        }),
      ),
      {
        name: 'a name in a second language that has other letters',
        content: code(signers.eddsa, {
          payload: cwt({ ...WANG, 3: 'fra', 4: 'Samira Example', 19: 'سميرة المثال', 20: 'ara' }),
        }),
        at: AT,
        expect: {
          ...GREEN,
          claims: { fullName: 'Samira Example', secondFullName: 'سميرة المثال', secondLanguage: 'ara' },
        },
      },
      {
        name: 'no field but a name',
        content: code(signers.eddsa, { payload: cwt({ 4: 'Noor' }) }),
        at: AT,
        expect: { ...GREEN, claims: { fullName: 'Noor' } },
      },
      refused('expired', code(signers.eddsa, { payload: cwt(WANG, { 4: SECONDS - 3_600 }) }), 'expired'),
      refused(
        'not yet valid',
        code(signers.eddsa, { payload: cwt(WANG, { 5: SECONDS + 3_600 }) }),
        'not-yet-valid',
      ),
      refused(
        'issued in the future',
        code(signers.eddsa, { payload: cwt(WANG, { 6: SECONDS + 3_600 }) }),
        'clock-wrong',
      ),
      refused('signed by another key of the same name', code(stranger), 'bad-signature'),
      refused(
        'a kid that nobody has',
        code(signers.eddsa, { unprotectedHeader: headerOf('nobody') }),
        'untrusted-issuer',
      ),
      refused('an empty signature', code(signers.eddsa, { signature: new Uint8Array() }), 'bad-signature'),
      refused('a header that names no algorithm', code(signers.eddsa, { protectedHeader: {} }), 'malformed'),
      refused(
        'a header that names another algorithm than the key has',
        code(signers.es256, { protectedHeader: { 1: -35 } }),
        'bad-signature',
      ),
      refused(
        'a claims set without claim 169',
        code(signers.eddsa, { payload: cbor(numbered({ 1: 'x' })) }),
        'malformed',
      ),
      refused('a sex that is none', code(signers.eddsa, { payload: cwt({ ...WANG, 9: 7 }) }), 'malformed'),
    ],
  };
}
