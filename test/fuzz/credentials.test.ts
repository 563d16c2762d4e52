import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '../../main/credentials/calendar-date';
import { isPaymentCode } from '../../main/credentials/payment-code';
import { encodeBase45 } from '../../main/crypto/base45';
import { judge } from '../../main/verification/judge';
import { everythingAllowed } from '../../main/cli/verify-without-purpose';
import { FormatName } from '../../shared/domain/format';
import type { PresentationContent } from '../../shared/domain/presentation';
import { Reason } from '../../shared/domain/reason';
import { Verdict } from '../../shared/domain/verdict';
import { RESIDENT, SAM, cardRecord } from '../support/card-record';
import {
  NOON,
  claim169Code,
  codeOf,
  cbor,
  coseParts,
  cwt,
  newSigner,
  presentation,
  trustListOf,
} from '../support/minted';

const signer = newSigner('EdDSA');
const routing = [{ prefix: 'EID:', alphabet: 'base62', length: [16, 64] }];
const list = trustListOf([signer], { formats: ['claim-169', 'e-id-code'], routing }, { sams: [SAM] });
const context = {
  purpose: everythingAllowed,
  trust: { list, receivedAt: NOON },
  now: NOON,
  mode: 'live' as const,
  clockOffset: 0,
  standsAlone: true,
};

async function verdictOf(content: PresentationContent): Promise<Verdict> {
  const { verdict } = await judge(presentation(content), context);
  return Verdict.parse(verdict);
}

async function expectListedRefusal(content: PresentationContent): Promise<void> {
  const verdict = await verdictOf(content);
  expect(['refused', 'unverified-queued']).toContain(verdict.outcome);
  if (verdict.outcome === 'refused') expect(Reason.options).toContain(verdict.reason);
  if (verdict.format !== undefined) expect(FormatName.options).toContain(verdict.format);
  expect(verdict.claims).toEqual({});
}

const text = (given: string): PresentationContent => ({ type: 'text', text: given });
const bytesOf = (given: Uint8Array): PresentationContent => ({
  type: 'bytes',
  bytesBase64: Buffer.from(given).toString('base64'),
});

describe('whatever is presented', () => {
  test('Given any text, when it is presented, then it is refused with a listed reason', async () => {
    const shapes = fc.constantFrom(
      '',
      '6BF',
      'HC1:',
      'eyJ',
      '@\n\x1e\rANSI ',
      '000201',
      'EID:',
      'P<UTO',
      '%B',
      'hQVDUFYwMW',
      '13',
    );
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(shapes, any, (shape, rest) => expectListedRefusal(text(shape + rest))),
      { numRuns: 2_000 },
    );
  });

  test('Given text of half surrogates, when it is presented, then it is refused with a listed reason', async () => {
    const halves = fc.array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(halves, (units) => expectListedRefusal(text(String.fromCharCode(...units)))),
    );
  });

  test('Given any bytes, when they are presented, then they are refused with a listed reason', async () => {
    const starts = fc.constantFrom([], [0x78, 0x9c], [0xd2, 0x84], [0xd8, 0x3d, 0xd2, 0x84]);
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 400 }), (start, rest) =>
        expectListedRefusal(bytesOf(Uint8Array.from([...start, ...rest]))),
      ),
      { numRuns: 2_000 },
    );
  });

  test('Given any CBOR behind zlib and base45, when it is presented, then it is refused with a listed reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), (message) =>
        expectListedRefusal(text(encodeBase45(deflateSync(message)))),
      ),
      { numRuns: 1_000 },
    );
  });

  test('Given any payload that the trusted issuer signed, when it is presented, then nothing is thrown, and green has no field of a wrong type', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 20 }),
      fc.array(fc.integer(), { maxLength: 3 }),
    );
    const identity = fc.dictionary(fc.integer({ min: 0, max: 99 }).map(String), value, { maxKeys: 8 });
    const dates = fc.dictionary(fc.constantFrom('4', '5', '6'), fc.oneof(fc.double(), value), { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(identity, dates, async (fields, others) => {
        const verdict = await verdictOf(text(claim169Code({ signer, payload: cwt(fields, others) })));
        if (verdict.outcome !== 'verified') expect(Reason.options).toContain(verdict.reason);
      }),
      { numRuns: 1_000 },
    );
  });

  test('Given any record, when a card is presented, then nothing is thrown', async () => {
    const records = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
      fc.tuple(fc.nat(255), fc.uint8Array({ minLength: 1, maxLength: 12 })).map(([at, change]) => {
        const record = cardRecord(RESIDENT);
        record.set(change.subarray(0, 256 - at), at);
        return new Uint8Array(record);
      }),
    );
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        const verdict = await verdictOf({
          type: 'resident-card',
          textBase64: Buffer.from(record).toString('base64'),
          photoBase64: '',
          samId: SAM,
        });
        if (verdict.outcome !== 'verified') expect(Reason.options).toContain(verdict.reason);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a changed code never becomes green', () => {
  const parts = coseParts({ signer, payload: cwt() });
  const message = cbor(parts);
  const good = codeOf(message);
  // RFC 1950, 2.2: the level in the header is for who compresses anew. Nothing reads it and nobody signs it, so that of
  // all changed codes these three alone hold what was signed.
  const compressed = deflateSync(message);
  const otherLevels = [0x01, 0x5e, 0x9c, 0xda]
    .map((level) => encodeBase45(Uint8Array.from([0x78, level, ...compressed.subarray(2)])))
    .filter((code) => code !== good);

  test('Given nothing changed, when it is presented, then it is green', async () => {
    expect((await verdictOf(text(good))).outcome).toBe('verified');
  });

  test('Given any one bit of what was signed or of the signature, when it is changed, then it is refused', async () => {
    const part = fc.constantFrom(0, 2, 3);
    await fc.assert(
      fc.asyncProperty(part, fc.nat(), fc.nat(7), async (which, place, bit) => {
        const changed = parts.map((one) => (one instanceof Uint8Array ? Uint8Array.from(one) : one));
        const target = changed[which];
        if (!(target instanceof Uint8Array)) throw new Error('not a byte string');
        const index = place % target.length;
        target[index] = (target[index] ?? 0) ^ (1 << bit);
        const verdict = await verdictOf(text(codeOf(cbor(changed))));
        expect(verdict).toMatchObject({ outcome: 'refused', claims: {} });
      }),
      { numRuns: 1_000 },
    );
  });

  test('Given any characters of the code, when they are changed, left out or doubled, then it is refused', async () => {
    const characters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'];
    const edit = fc.tuple(
      fc.nat(good.length - 1),
      fc.nat(2),
      fc.string({ unit: fc.constantFrom(...characters), maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(edit, async ([at, removed, added]) => {
        const changed = good.slice(0, at) + added + good.slice(at + removed);
        fc.pre(changed !== good && !otherLevels.includes(changed));
        expect((await verdictOf(text(changed))).outcome).toBe('refused');
      }),
      { numRuns: 1_000 },
    );
  });

  test('Given a header that names another level of compression, when it is presented, then the same message is still green', async () => {
    expect(otherLevels).toHaveLength(3);
    const { outcome, claims, issuer } = await verdictOf(text(good));
    for (const code of otherLevels) {
      expect(await verdictOf(text(code))).toMatchObject({ outcome, claims, issuer });
    }
  });

  test('Given the parts of two good codes, when they are exchanged, then it is refused', async () => {
    const other = coseParts({ signer, payload: cwt({ 4: 'Another Person' }) });
    expect((await verdictOf(text(codeOf(cbor([parts[0], parts[1], other[2], parts[3]]))))).reason).toBe(
      'bad-signature',
    );
    expect((await verdictOf(text(codeOf(cbor([parts[0], parts[1], parts[2], other[3]]))))).reason).toBe(
      'bad-signature',
    );
  });
});

describe('what a name goes through', () => {
  test('Given any name, when it was signed, then it is shown with not one code point changed', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(name, async (fullName) => {
        const verdict = await verdictOf(text(claim169Code({ signer, payload: cwt({ 4: fullName }) })));
        expect(verdict.claims).toEqual({ fullName });
      }),
      { numRuns: 300 },
    );
  });

  test('Given any day, when it is written as eight digits, then it is read as that day; any other text is a date or refused', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(calendarDate(iso.replaceAll('-', ''))).toBe(iso);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-'), maxLength: 10 }), (written) => {
        try {
          expect(calendarDate(written)).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
        } catch (thrown) {
          expect(String(thrown)).toContain('malformed');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('Given the digits of a wallet’s code, when any one more stands before it, then it is told by its own length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 15 }),
        fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
        (start, rest) => {
          const code = `${start}${rest.toString().padStart(16, '0')}`;
          expect(isPaymentCode({ text: code, bytes: Buffer.from(code) })).toBe(true);
          expect(isPaymentCode({ text: `${code}0`, bytes: Buffer.from(code) })).toBe(false);
        },
      ),
    );
  });
});
