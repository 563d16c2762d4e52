import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { decodeC40, encodeC40 } from '../../../main/credentials/vds/c40';
import { readSeal } from '../../../main/credentials/vds/seal';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { PresentationContent } from '../../../shared/domain/presentation';
import type { Verdict } from '../../../shared/domain/verdict';
import { PERMIT, type SealCurve, c40, digitalSeal } from '../../support/digital-seal';
import { NOON, presentation, trustListOf } from '../../support/minted';
import { sealSigners } from '../../support/seal-signers';

const ALL = Object.values(sealSigners).map(({ certificate }) => certificate);

async function verdictOf(
  seal: Uint8Array,
  {
    certificates = ALL as readonly string[],
    formats = ['vds'],
    purpose = everythingAllowed,
    now = NOON,
  } = {},
): Promise<Verdict> {
  return verdictOn(
    { type: 'bytes', bytesBase64: Buffer.from(seal).toString('base64') },
    { certificates, formats, purpose, now },
  );
}

async function verdictOn(
  content: PresentationContent,
  {
    certificates = ALL as readonly string[],
    formats = ['vds'],
    purpose = everythingAllowed,
    now = NOON,
  } = {},
): Promise<Verdict> {
  const list = trustListOf(
    [],
    { certificates, formats },
    { issuedAt: '2022-01-01T00:00:00Z', expiresAt: '2060-01-01T00:00:00Z' },
  );
  const context = { purpose, trust: { list, receivedAt: now }, now, mode: 'live' as const, clockOffset: 0 };
  return (await judge(presentation(content), context)).verdict;
}

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** Worked examples of BSI TR-03137 part 1, annexes C to F: an arrival attestation, a social insurance card, a residence permit, a visa. */
const ARRIVAL = hex(
  'dc026abc6d32c8a519fc0f71341145f4fd020230a5621353d9a275735bd4134bc549133c133c133c133c133ca32519a519a4344a5e681ae7204b20d532cf4b7c133c133f030820d5201019a51aeaff404a1f218ca4392647ecff6c8abf9e796a78eebe0b1ac8cc25c4ee17eed961d1189091358d7d616f1a517abc747f6c4490ff159d4dcf50248b00b1e32e9e7805e7',
);
const INSURANCE = hex(
  'dc026abc6d32c8a519fc0f7134116d04fc0401083fee456d2de019a8020b50657273636877656973c39f03054f7363617204134ac3a2636f62c3a96e696469637475726975',
);
const PERMIT_EXAMPLE = hex(
  'dc036abc6d32c8a727390f71341145f4fb0602305cba135875976ec066d417b59e8c6abc133c133c133c133c3fef3a2938ee43f1593d1ae52dbb26751fe64b7c133c136b0306d79519a65306ff40158cf5b0bb7fbda099e8e7c94abefc9677b2e71e9885f5cd9057a8bfcf930a6046bcf897650af8f9b0343c034d2f64ce081f95fbf3d01292d1f8165ece27d327',
);
const VISA = hex(
  'dc036abc6d32c8a72cb10f7134b798155d01022cdd52134a74da1347c6fed95cb89f9fce133c133c133c133c203833734aaf47f0c32f1a1e20eb2625393afe310403a00000050633be1fed20c6ff38d5573247608c9b64cae022c1c5249660e51ae316d600f974aac2129c3f093c35955314026304705cd24c1b8100711bd4411f068e8d93e8b7',
);

describe('the text of seals', () => {
  test.each([
    ['XK CD', 'eb0466a9'],
    ['XKCD', 'eb11fe45'],
    ['D  ', '6abc'],
  ])('Given “%s” of the guideline, when it is written and read, then it is as there', (text, written) => {
    expect(Buffer.from(encodeC40(text)).toString('hex')).toBe(written);
    expect(decodeC40(hex(written))).toBe(text);
  });

  test('Given any text of seals, when it is written and read, then it comes back', () => {
    const text = fc.string({ unit: fc.constantFrom(...' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') });
    fc.assert(
      fc.property(text, (one) => {
        expect(decodeC40(encodeC40(one))).toBe(one);
      }),
    );
  });
});

describe('seals of the guideline', () => {
  test('Given the arrival attestation, when it is taken apart, then header and features are as described', () => {
    const { country, signer, certificate, issuedOn, signedOn, kind, features, signature } = readSeal(ARRIVAL);
    expect({ country, signer, certificate, issuedOn, signedOn, kind }).toEqual({
      country: 'D',
      signer: 'DETS',
      certificate: '00027',
      issuedOn: '2020-01-01',
      signedOn: '2020-01-13',
      kind: 'fd02',
    });
    expect(decodeC40(features.get(3) ?? hex(''))).toBe('160113000085');
    expect(signature).toHaveLength(64);
  });

  test.each([
    [
      'the arrival attestation',
      ARRIVAL,
      { fullName: 'MUSTERMANN, ERIK', nationality: 'ALB', documentNumber: 'M0000000' },
    ],
    [
      'the residence permit',
      PERMIT_EXAMPLE,
      { fullName: 'RESIDORCE, ROLAND', passNumber: 'UFO001979', birthDate: '1970-08-03' },
    ],
    [
      'the visa',
      VISA,
      { fullName: 'DENT, ARTHUR PHILIP', passNumber: '47110815P', documentNumber: '1234567XY' },
    ],
  ])('Given %s, when it is decoded, then its printed lines are claims', async (_, seal, claims) => {
    const { vds } = await import('../../../main/credentials/vds/vds');
    expect(vds.decode({ bytes: seal }, new Date('2020-02-01')).claims).toMatchObject(claims);
  });

  test('Given the insurance card cut short, when it is taken apart, then it is refused: malformed', () => {
    expect(() => readSeal(INSURANCE)).toThrow(/^malformed/);
  });
});

describe('a seal', () => {
  test.each(Object.keys(sealSigners) as SealCurve[])(
    'Given a permit sealed on %s by a signer of the trust list, when it is presented, then it is verified',
    async (curve) => {
      const verdict = await verdictOf(digitalSeal({ curve }));
      expect(verdict).toMatchObject({
        outcome: 'verified',
        assurance: 'offline-signature',
        format: 'vds',
        claims: {
          fullName: 'SAMPLE, ALEX',
          birthDate: '1990-03-07',
          sex: 'female',
          documentKind: 'residence-permit',
          documentNumber: 'T00000000',
          passNumber: 'X0000000Y',
          issuingCountry: 'D',
          validFrom: '2026-06-01',
          validUntil: '2031-12-31',
        },
      });
    },
  );

  test('Given the third version of the header, when it is presented, then it is verified', async () => {
    expect((await verdictOf(digitalSeal({ version: 2 }))).outcome).toBe('verified');
  });

  test('Given a seal that a scanner spells as characters, when it is presented, then it is the same seal', async () => {
    const text = digitalSeal({ curve: 'prime256v1' }).toString('latin1');
    expect((await verdictOn({ type: 'text', text })).outcome).toBe('verified');
  });

  test('Given names in UTF-8, when it is presented, then they are as they were written', async () => {
    const features = [
      [1, c40('65000000T003')],
      [2, Buffer.from('Perschweiß')],
      [3, Buffer.from('Oscar')],
      [4, Buffer.from('Jâcobénidicturius')],
    ] as const;
    expect((await verdictOf(digitalSeal({ kind: 'fc04', features }))).claims).toMatchObject({
      fullName: 'Perschweiß, Oscar',
      documentNumber: '65000000T003',
      documentKind: 'social-insurance-card',
    });
  });

  test('Given a visa, which leaves the end of its lines away, when it is presented, then it is verified', async () => {
    const lines = c40(`VCD<<${'SAMPLE<<ALEX'.padEnd(31, '<')}T000000004UTO9003079F3112313`);
    expect(await verdictOf(digitalSeal({ kind: '5d01', features: [[2, lines]] }))).toMatchObject({
      outcome: 'verified',
      claims: { documentKind: 'visa', validUntil: '2031-12-31' },
    });
  });

  test('Given any bit turned, when it is presented, then it is never green', async () => {
    const seal = digitalSeal({ curve: 'prime256v1' });
    for (let bit = 0; bit < seal.length * 8; bit++) {
      const turned = Buffer.from(seal);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await verdictOf(turned)).outcome).toBe('refused');
    }
  });

  test.each<[string, () => Promise<Verdict>, string]>([
    [
      'a reference that no certificate has',
      () => verdictOf(digitalSeal({ reference: '99' })),
      'untrusted-issuer',
    ],
    [
      'another’s signature under a signer’s name',
      () => verdictOf(digitalSeal({ curve: 'prime256v1', reference: '33' })),
      'bad-signature',
    ],
    [
      'a signer of another format',
      () => verdictOf(digitalSeal(), { formats: ['hcert'] }),
      'untrusted-issuer',
    ],
    [
      'a certificate that is none',
      () => verdictOf(digitalSeal(), { certificates: ['AAAA'] }),
      'untrusted-issuer',
    ],
    [
      'a day on which the certificate was not in force',
      () => verdictOf(digitalSeal({ signedOn: '2019-12-31' })),
      'untrusted-issuer',
    ],
    ['a document that nobody knows', () => verdictOf(digitalSeal({ kind: 'abcd' })), 'unsupported'],
    [
      'a permit without printed lines',
      () => verdictOf(digitalSeal({ features: [[3, c40('X')]] })),
      'malformed',
    ],
    [
      'a feature twice',
      () =>
        verdictOf(
          digitalSeal({
            features: [
              [2, PERMIT],
              [2, PERMIT],
            ],
          }),
        ),
      'malformed',
    ],
    [
      'bytes behind the signature',
      () => verdictOf(Buffer.concat([digitalSeal(), Buffer.of(0)])),
      'malformed',
    ],
    [
      'a document that has run out',
      () => verdictOf(digitalSeal(), { now: new Date('2032-02-01') }),
      'expired',
    ],
    ['a signature of tomorrow', () => verdictOf(digitalSeal({ signedOn: '2026-11-22' })), 'clock-wrong'],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, verdict, reason) => {
    expect(await verdict()).toMatchObject({ outcome: 'refused', reason });
  });

  test('Given a seal for a hotel, when it is presented, then it is not accepted: it shows no face', async () => {
    const purpose = purposeNamed('hotel.check-in');
    expect(await verdictOf(digitalSeal(), { purpose })).toMatchObject({
      reason: 'not-permitted',
      claims: {},
    });
  });

  test('Given any bytes behind the first two, when they are presented, then nothing is thrown and nothing is green', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(2, 3), fc.uint8Array({ maxLength: 200 }), async (version, rest) => {
        expect((await verdictOf(Buffer.of(0xdc, version, ...rest))).outcome).toBe('refused');
      }),
      { numRuns: 1_000 },
    );
  });
});
