import { Verifier } from '@auth0/mdl';
import { Tagged } from 'cborg';
import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { HolderRequest } from '../../../main/credentials/format';
import { mdoc } from '../../../main/credentials/mdoc/mdoc';
import { type CborMap, CborTag, type CborValue, decodeCbor } from '../../../main/crypto/cbor';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { Verdict } from '../../../shared/domain/verdict';
import { certificates } from '../../support/certificates';
import { cbor, newSigner, presentation, presentedText, trustListOf } from '../../support/minted';
import { HOLDER, IN_TIME, MDL, TRANSCRIPT, response } from '../../support/mobile-document';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

const ASKED: HolderRequest = { audience: 'x509_hash:example', nonce: 'n', sessionTranscript: TRANSCRIPT };

interface Judged {
  readonly asked?: HolderRequest;
  readonly purpose?: typeof everythingAllowed;
  readonly roots?: readonly string[];
  readonly csca?: readonly string[];
  readonly now?: Date;
}

async function verdictOf(bytes: Uint8Array, judged: Judged = {}): Promise<Verdict> {
  const {
    asked,
    purpose = everythingAllowed,
    roots = [certificates.inter],
    csca = [],
    now = IN_TIME,
  } = judged;
  const dates = { issuedAt: '2020-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' };
  const list = trustListOf([], { formats: ['mdoc'], certificates: roots }, { ...dates, csca });
  const context = {
    purpose,
    asked,
    trust: { list, receivedAt: now },
    now,
    mode: 'live' as const,
    clockOffset: 0,
  };
  const content = { type: 'bytes' as const, bytesBase64: Buffer.from(bytes).toString('base64') };
  return (await judge(presentation(content), context)).verdict;
}

/** The response with something in it changed; everything else stays byte for byte what it was worth. */
function changed(bytes: Uint8Array, change: (document: Map<string, unknown>) => void): Uint8Array {
  const whole = plain(decodeCbor(bytes)) as Map<string, unknown>;
  const [document] = whole.get('documents') as Map<string, unknown>[];
  if (document === undefined) throw new Error('no document');
  change(document);
  return cbor(whole);
}

/** The same for the encoder of the tests. */
function plain(value: CborValue): unknown {
  if (value instanceof CborTag) return new Tagged(value.tag, plain(value.value));
  if (value instanceof Map) return new Map([...(value as CborMap)].map(([key, one]) => [key, plain(one)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

const issuerSigned = (document: Map<string, unknown>) => document.get('issuerSigned') as Map<string, unknown>;

describe('a mobile document', () => {
  test('Given a wallet’s answer to our request, when it is presented, then it is verified, device and all', async () => {
    const verdict = await verdictOf(await response(), {
      asked: ASKED,
      purpose: purposeNamed('bank.verify-customer'),
    });
    expect(verdict).toMatchObject({ outcome: 'verified', assurance: 'offline-signature', format: 'mdoc' });
    expect(verdict.checks).toEqual(
      expect.arrayContaining([
        { name: 'contents', ok: true },
        { name: 'holder-key', ok: true },
      ]),
    );
  });

  test('Given every element, when it is read, then each is the claim it says', async () => {
    expect((await verdictOf(await response())).claims).toEqual({
      fullName: 'Mustermann, Erika',
      familyName: 'Mustermann',
      givenName: 'Erika',
      birthDate: '1990-03-07',
      sex: 'female',
      adult: true,
      nationality: 'UT',
      documentNumber: 'T0000000',
      documentKind: MDL,
      issuingAuthority: 'Example Office',
      issuingCountry: 'UT',
      validFrom: '2026-01-01',
      validUntil: '2035-01-01',
      portrait: { mediaType: 'image/jpeg', base64: HOLDER.portrait.toString('base64') },
    });
  });

  test('Given a European proof of age, when it is presented, then it says that and nothing else', async () => {
    const proofOfAge = { namespace: 'eu.europa.ec.av.1', elements: { age_over_18: true } };
    const { outcome, claims } = await verdictOf(await response(proofOfAge));
    expect({ outcome, claims }).toEqual({ outcome: 'verified', claims: { adult: true, documentKind: MDL } });
  });

  test.each(['SHA-384', 'SHA-512'] as const)(
    'Given digests by %s, when it is presented, then it is verified',
    async (hash) => {
      expect((await verdictOf(await response({ hash }))).outcome).toBe('verified');
    },
  );

  test('Given the issuer’s part alone, when it is presented, then it is verified as a copy: the device stays open', async () => {
    const whole = decodeCbor(await response()) as CborMap;
    const [document] = whole.get('documents') as readonly CborMap[];
    const verdict = await verdictOf(cbor(plain(document?.get('issuerSigned'))));
    expect(verdict.outcome).toBe('verified');
    expect(verdict.checks).toContainEqual(expect.objectContaining({ name: 'holder-key', ok: null }));
  });

  test('Given names in two scripts, when it is read, then the own one is the name and the other is beside it', async () => {
    const elements = {
      ...HOLDER,
      family_name_national_character: '王',
      given_name_national_character: '小明',
    };
    expect((await verdictOf(await response({ elements }))).claims).toMatchObject({
      fullName: '王, 小明',
      latinName: 'Mustermann, Erika',
    });
  });

  test('Given a document shown without its device, when it is presented for a hotel, then it is a copy: not-permitted', async () => {
    expect(await verdictOf(await response(), { purpose: purposeNamed('hotel.check-in') })).toMatchObject({
      outcome: 'refused',
      reason: 'not-permitted',
      claims: {},
    });
  });

  test.each<[string, () => Promise<Verdict>, string]>([
    [
      'a root that is not trusted',
      async () => verdictOf(await response(), { roots: [certificates.other] }),
      'untrusted-issuer',
    ],
    [
      'a root of states, for a certificate that is not for this',
      async () => verdictOf(await response(), { roots: [], csca: [certificates.inter] }),
      'untrusted-issuer',
    ],
    [
      'another’s signature under a good certificate',
      async () => verdictOf(await response({ forged: true })),
      'bad-signature',
    ],
    [
      'the device’s signature over another session',
      async () => verdictOf(await response({}, cbor([null, null, 'else'])), { asked: ASKED }),
      'bad-signature',
    ],
    ['another device', async () => verdictOf(await stolen(), { asked: ASKED }), 'bad-signature'],
    [
      'a time that is past',
      async () => verdictOf(await response({ validUntil: new Date('2030-05-31T23:58:00Z') })),
      'expired',
    ],
    [
      'a licence that is past',
      async () => verdictOf(await response({ elements: { ...HOLDER, expiry_date: '2030-05-30' } })),
      'expired',
    ],
    ['an element changed', async () => verdictOf(changed(await response(), renamed)), 'bad-signature'],
    ['an element of no digest', async () => verdictOf(changed(await response(), added)), 'bad-signature'],
    [
      'an element moved to another namespace',
      async () => verdictOf(changed(await response(), moved)),
      'bad-signature',
    ],
    [
      'another kind than was signed',
      async () => verdictOf(changed(await response(), (document) => document.set('docType', 'else'))),
      'malformed',
    ],
    ['an element twice', async () => verdictOf(changed(await response(), doubled)), 'malformed'],
    [
      'no document',
      async () =>
        verdictOf(
          cbor(
            new Map<string, unknown>([
              ['documents', []],
              ['issuerAuth?', 'issuerAuth'],
            ]),
          ),
        ),
      'malformed',
    ],
    [
      'a MAC of the device',
      async () => verdictOf(changed(await response(), maced), { asked: ASKED }),
      'unsupported',
    ],
    [
      'nothing of the device',
      async () =>
        verdictOf(
          changed(await response(), (document) => document.delete('deviceSigned')),
          { asked: ASKED },
        ),
      'not-permitted',
    ],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, verdict, reason) => {
    expect(await verdict()).toMatchObject({ outcome: 'refused', reason });
  });

  test('Given the code that begins a session, when it is presented, then it is known, and said not to be a document', async () => {
    const context = {
      purpose: everythingAllowed,
      trust: { list: null, receivedAt: null },
      now: IN_TIME,
      mode: 'live' as const,
      clockOffset: 0,
    };
    const { verdict } = await judge(presentedText('mdoc:owBjMS4wAYIB2BhYSw'), context);
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'unsupported', format: 'mdoc' });
  });

  test('Given any byte changed, when it answers our request, then it is never green with anything that was not signed', async () => {
    const bytes = await response();
    const { claims } = await verdictOf(bytes, { asked: ASKED });
    for (let at = 0; at < bytes.length; at++) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
      const verdict = await verdictOf(turned, { asked: ASKED });
      if (verdict.outcome === 'verified') expect(claims).toMatchObject(verdict.claims);
    }
  });

  test('Given any bytes, when they are decoded, then they are refused and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => mdoc.decode({ bytes }, IN_TIME)).toThrow(/^(malformed|unsupported)/);
      }),
      { numRuns: 1_000 },
    );
  });

  async function stolen(): Promise<Uint8Array> {
    const [own, other] = [await response(), await response({ device: newSigner('ES256') })];
    const [foreign] = ((decodeCbor(other) as CborMap).get('documents') as readonly CborMap[]) ?? [];
    return changed(own, (document) => document.set('deviceSigned', plain(foreign?.get('deviceSigned'))));
  }
});

interface Item {
  tag: number;
  value: Uint8Array;
}

const NAMESPACE = 'org.iso.18013.5.1';
const spaces = (document: Map<string, unknown>) =>
  issuerSigned(document).get('nameSpaces') as Map<string, Item[]>;

function renamed(document: Map<string, unknown>): void {
  const items = spaces(document).get(NAMESPACE) ?? [];
  const item = items.find(({ value }) => Buffer.from(value).includes('Mustermann'));
  if (item !== undefined)
    item.value = Buffer.from(
      Buffer.from(item.value).toString('latin1').replace('Mustermann', 'Musterfrau'),
      'latin1',
    );
}

function added(document: Map<string, unknown>): void {
  const item = {
    digestID: 999,
    random: Buffer.alloc(32),
    elementIdentifier: 'age_over_18',
    elementValue: true,
  };
  spaces(document)
    .get(NAMESPACE)
    ?.push(new Tagged(24, cbor(new Map(Object.entries(item)))));
}

function moved(document: Map<string, unknown>): void {
  const own = spaces(document);
  own.set('eu.europa.ec.eudi.pid.1', own.get(NAMESPACE) ?? []);
  own.delete(NAMESPACE);
}

function doubled(document: Map<string, unknown>): void {
  const items = spaces(document).get(NAMESPACE) ?? [];
  const [first] = items;
  if (first !== undefined) items.push(first);
}

function maced(document: Map<string, unknown>): void {
  const signed = document.get('deviceSigned') as Map<string, unknown>;
  const auth = signed.get('deviceAuth') as Map<string, unknown>;
  signed.set('deviceAuth', new Map([['deviceMac', auth.get('deviceSignature')]]));
}

describe.skipIf(!hasVectors)(`public mobile documents (${ABSENT} otherwise)`, () => {
  interface Vector {
    name: string;
    deviceResponse: string;
    sessionTranscriptBytes?: string;
    issuerOrRootPem: string[];
    validationClock: string | null;
  }
  const vectors: Vector[] = hasVectors ? JSON.parse(vector('mdoc/mdoc-vectors.json')) : [];

  const judgedAs = (one: Vector): Judged => ({
    roots: one.issuerOrRootPem.map((text) => new X509Certificate(text).raw.toString('base64')),
    now: new Date(one.validationClock ?? '2023-10-01T12:00:00Z'),
    asked:
      one.sessionTranscriptBytes === undefined
        ? undefined
        : { ...ASKED, sessionTranscript: Buffer.from(one.sessionTranscriptBytes, 'hex') },
  });
  const bytesOf = (one: Vector) => Buffer.from(one.deviceResponse, 'hex');

  test.each(vectors)(
    'Given $name, when its root is trusted, then it is verified exactly if another library finds every digest right',
    async (one) => {
      const diagnosis = await new Verifier(one.issuerOrRootPem).getDiagnosticInformation(bytesOf(one), {
        encodedSessionTranscript: Buffer.from(one.sessionTranscriptBytes ?? 'd81841f6', 'hex'),
      });
      const { outcome, reason } = await verdictOf(bytesOf(one), judgedAs(one));
      const isRight = diagnosis.dataIntegrity.isValid;
      expect({ outcome, reason }).toEqual(
        isRight ? { outcome: 'verified' } : { outcome: 'refused', reason: 'bad-signature' },
      );
    },
  );

  test.each(vectors)('Given $name, when its root is not trusted, then nobody vouches', async (one) => {
    const { reason } = await verdictOf(bytesOf(one), { ...judgedAs(one), roots: [certificates.other] });
    expect(reason).toBe('untrusted-issuer');
  });

  test('Given the one whose family name was altered, when that is left away, then the rest is verified, and its device is proven', async () => {
    const altered = vectors.find(({ sessionTranscriptBytes }) => sessionTranscriptBytes !== undefined);
    if (altered === undefined) throw new Error('the vector is missing');
    const rest = changed(bytesOf(altered), (document) => spaces(document).get(NAMESPACE)?.shift());
    const verdict = await verdictOf(rest, judgedAs(altered));
    expect(verdict).toMatchObject({
      outcome: 'verified',
      claims: { givenName: 'John', birthDate: '1980-06-15' },
    });
    expect(verdict.checks).toContainEqual({ name: 'holder-key', ok: true });
  });
});
