import { aadhaarCode } from '../aadhaar-code';
import { VACCINATION, healthCode } from '../health-certificate';
import { LICENCE, licenceCode } from '../licence-code';
import type { Signer } from '../minted';
import { td1, td2, td3 } from '../mrz-lines';
import { AT, GREEN, SECONDS, headerOf, signers, stranger, text, trustOf } from './code-parts';
import { vectorKeys } from './keys';
import type { RecipeFile } from './recipes';
import { claim169 } from './recipes-claim-169';
import { signerOf } from './signers';

const BY_EYE = { outcome: 'check-by-eye', assurance: 'unsigned' } as const;
const rs256 = signerOf(vectorKeys.RSA, 'RS256');

/** Formats that are a code on paper or on a telephone. */
export function codes(): RecipeFile[] {
  return [claim169(), healthCertificates(), aadhaar(), licences(), stripes(), printedLines(), dynamicCodes()];
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
        content: code(VACCINATION, signers.es256, { 4: SECONDS - 3_600 }),
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
