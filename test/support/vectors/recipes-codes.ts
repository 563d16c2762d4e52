import { Tagged } from 'cborg';
import type { FormatName } from '../../../shared/domain/format';
import { aadhaarCode } from '../aadhaar-code';
import { certificates, leafKey } from '../certificates';
import { VACCINATION, healthCode } from '../health-certificate';
import { LICENCE, licenceCode } from '../licence-code';
import {
  NOON,
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
  trustListOf,
} from '../minted';
import { td1, td2, td3 } from '../mrz-lines';
import { portrait as jpegPortrait } from '../emrtd/sample';
import { drawPortrait } from '../../../main/training/portrait';
import { vectorKeys } from './keys';
import type { Recipe, RecipeFile } from './recipes';
import { signerOf } from './signers';

const AT = NOON.toISOString();
/** Within the time of the certificates made for the tests. */
const LATER = '2030-06-01T12:00:00.000Z';
const DATES = { expiresAt: '2040-01-01T00:00:00Z' };
const GREEN = { outcome: 'verified', assurance: 'offline-signature' } as const;
const BY_EYE = { outcome: 'check-by-eye', assurance: 'unsigned' } as const;

const signers = {
  es256: signerOf(vectorKeys.ES256, 'ES256', 'vector-es256'),
  es384: signerOf(vectorKeys.ES384, 'ES384', 'vector-es384'),
  es512: signerOf(vectorKeys.ES512, 'ES512', 'vector-es512'),
  eddsa: signerOf(vectorKeys.EdDSA, 'EdDSA', 'vector-eddsa'),
  ps256: signerOf(vectorKeys.RSA, 'PS256', 'vector-ps256'),
};
const rs256 = signerOf(vectorKeys.RSA, 'RS256');
const stranger = signerOf(vectorKeys.stranger, 'ES256', 'vector-es256');
const leaf = signerOf(leafKey, 'ES256');

const text = (given: string) => ({ type: 'text', text: given }) as const;
const headerOf = (kid: string) => ({ 4: Buffer.from(kid) });
const seconds = NOON.getTime() / 1000;

/** Formats that are a code on paper or on a telephone. */
export function codes(): RecipeFile[] {
  return [claim169(), healthCertificates(), aadhaar(), licences(), stripes(), printedLines(), dynamicCodes()];
}

function trustOf(format: FormatName, keys: readonly Signer[], change: object = {}) {
  return trustListOf(keys, { formats: [format], ...change }, DATES);
}

function claim169(): RecipeFile {
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
      refused('expired', code(signers.eddsa, { payload: cwt(WANG, { 4: seconds - 3_600 }) }), 'expired'),
      refused(
        'not yet valid',
        code(signers.eddsa, { payload: cwt(WANG, { 5: seconds + 3_600 }) }),
        'not-yet-valid',
      ),
      refused(
        'issued in the future',
        code(signers.eddsa, { payload: cwt(WANG, { 6: seconds + 3_600 }) }),
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

function healthCertificates(): RecipeFile {
  const code = (certificate: unknown, signer: Signer, claims = {}) =>
    text(
      healthCode(certificate, { signer, unprotectedHeader: headerOf(signer.publicJwk.kid ?? '') }, claims),
    );
  const { v, ...person } = VACCINATION;
  const common = { tg: '840539006', co: 'AT', is: 'Example Ministry', ci: 'URN:UVCI:01:AT:EXAMPLE#2' };
  const recovery = { ...person, r: [{ ...common, fr: '2026-05-01', df: '2026-05-12', du: '2026-12-31' }] };
  const test = {
    ...person,
    t: [{ ...common, tt: 'LP6464-4', sc: '2026-11-19T08:00:00Z', tr: '260415000', tc: 'Example Centre' }],
  };
  const claims = { fullName: 'Müller-Test, Zoë', birthDate: '1990-03-07' };
  return {
    format: 'hcert',
    note: 'Health certificates (HC1:) on the same core as the identity codes.',
    trust: trustOf('hcert', [signers.es256, signers.ps256]),
    recipes: [
      {
        name: 'a vaccination, ES256',
        content: code({ ...person, v }, signers.es256),
        at: AT,
        expect: { ...GREEN, claims },
      },
      {
        name: 'a recovery, PS256',
        content: code(recovery, signers.ps256),
        at: AT,
        expect: { ...GREEN, claims },
      },
      { name: 'a test', content: code(test, signers.es256), at: AT, expect: { ...GREEN, claims } },
      {
        name: 'expired',
        content: code(VACCINATION, signers.es256, { 4: seconds - 3_600 }),
        at: AT,
        expect: { outcome: 'refused', reason: 'expired' },
      },
      {
        name: 'signed by a stranger',
        content: code(VACCINATION, stranger),
        at: AT,
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
    ],
  };
}

function aadhaar(): RecipeFile {
  const code = aadhaarCode({ signer: rs256 });
  return {
    format: 'aadhaar-qr',
    note: 'Aadhaar Secure QR, version 2 of the layout; the key is not the real issuer’s.',
    trust: trustOf('aadhaar-qr', [rs256]),
    recipes: [
      {
        name: 'a resident',
        content: text(code),
        at: AT,
        expect: { ...GREEN, claims: { fullName: 'Asha Udaharan', birthDate: '1990-03-07' } },
      },
      {
        name: 'signed by a stranger',
        content: text(aadhaarCode({ signer: signerOf(vectorKeys.otherRSA, 'RS256') })),
        at: AT,
        expect: { outcome: 'refused', reason: 'bad-signature' },
      },
    ],
  };
}

function licences(): RecipeFile {
  const claims = { documentNumber: 'T00000000', birthDate: '1990-03-07' };
  return {
    format: 'aamva',
    note: 'Driver licences of North America (PDF417): signed by nobody, so never verified.',
    trust: trustOf('aamva', []),
    recipes: [
      { name: 'version 10', content: text(licenceCode(LICENCE)), at: AT, expect: { ...BY_EYE, claims } },
      {
        name: 'an identity card',
        content: text(licenceCode(LICENCE, { type: 'ID' })),
        at: AT,
        expect: { ...BY_EYE, claims },
      },
      {
        name: 'run out',
        content: text(licenceCode({ ...LICENCE, DBA: '06062025' })),
        at: AT,
        expect: { outcome: 'refused', reason: 'expired' },
      },
      {
        name: 'without a number',
        content: text(licenceCode({ ...LICENCE, DAQ: undefined })),
        at: AT,
        expect: { outcome: 'refused', reason: 'malformed' },
      },
    ],
  };
}

function stripes(): RecipeFile {
  const [first, second] = ['%CASPECIMENTOWN^SAMPLE$IDA$MAY^1 EXAMPLE WAY^?', ';6360141234562=290119870304=?'];
  return {
    format: 'magstripe',
    note: 'Magnetic stripes: signed by nobody; a payment card is not looked at.',
    trust: trustOf('magstripe', []),
    recipes: [
      {
        name: 'a driver licence',
        content: text(first + second),
        at: AT,
        expect: { ...BY_EYE, claims: { fullName: 'SAMPLE, IDA MAY', documentNumber: '1234562' } },
      },
      {
        name: 'a hotel key',
        content: text(';0042=180=17?'),
        at: AT,
        expect: { outcome: 'refused', reason: 'unsupported' },
      },
      {
        name: 'a payment card',
        content: text('%B4111111111111111^SAMPLE/IDA^27011010000?;4111111111111111=27011010000?'),
        at: AT,
        expect: { outcome: 'refused', reason: 'payment-code' },
      },
    ],
  };
}

function printedLines(): RecipeFile {
  const lines = (printed: readonly string[]) => text(printed.join('\n'));
  const claims = { fullName: 'SAMPLE, ALEX MAY', birthDate: '1990-03-07' };
  const confused = td3().with(1, (td3()[1] ?? '').replace('900307', '9OO307'));
  return {
    format: 'mrz',
    note: 'Machine readable lines (ICAO 9303): check digits only, so never verified.',
    trust: trustOf('mrz', []),
    recipes: [
      { name: 'a passport (TD3)', content: lines(td3()), at: AT, expect: { ...BY_EYE, claims } },
      { name: 'a card of two lines (TD2)', content: lines(td2()), at: AT, expect: { ...BY_EYE, claims } },
      { name: 'a card of three lines (TD1)', content: lines(td1()), at: AT, expect: { ...BY_EYE, claims } },
      {
        name: 'a letter read for a zero, which the check digit proves',
        content: lines(confused),
        at: AT,
        expect: { ...BY_EYE, claims },
      },
      {
        name: 'run out',
        content: lines(td3({ expiry: '200101' })),
        at: AT,
        expect: { outcome: 'refused', reason: 'expired' },
      },
      {
        name: 'a specimen in live use',
        content: lines(td3({ issuer: 'UTO', nationality: 'UTO' })),
        at: AT,
        expect: { outcome: 'refused', reason: 'untrusted-issuer' },
      },
      {
        name: 'a specimen in training',
        content: lines(td3({ issuer: 'UTO', nationality: 'UTO' })),
        at: AT,
        mode: 'training',
        expect: { ...BY_EYE, claims },
      },
    ],
  };
}

function dynamicCodes(): RecipeFile {
  const routing = [{ prefix: 'EID:', alphabet: 'base62', length: [16, 64] }];
  return {
    format: 'e-id-code',
    note: 'Dynamic codes: nothing verifies them but the authority, which is away here.',
    trust: trustOf('e-id-code', [], { routing }),
    recipes: [
      {
        name: 'while the authority is away',
        content: text('EID:0123456789abcdefABCDEF'),
        at: AT,
        purpose: 'hotel.check-in',
        expect: { outcome: 'unverified-queued' },
      },
      {
        name: 'for a purpose that queues nothing',
        content: text('EID:0123456789abcdefABCDEF'),
        at: AT,
        purpose: 'bank.verify-customer',
        expect: { outcome: 'refused', reason: 'not-permitted' },
      },
      {
        name: 'a code to pay with',
        content: text('134567890123456789'),
        at: AT,
        purpose: 'hotel.check-in',
        expect: { outcome: 'refused', reason: 'payment-code' },
      },
    ],
  };
}
