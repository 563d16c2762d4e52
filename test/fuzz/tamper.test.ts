import { describe, expect, test } from 'vitest';
import type { PresentationContent } from '../../shared/domain/presentation';
import { FormatName } from '../../shared/domain/format';
import { vectorFiles } from '../support/vectors/files';
import { judged } from '../support/vectors/judged';
import type { Vector, VectorFile } from '../support/vectors/vector';

/** Every bit with VESTIBULE_TAMPER=all; else every so-manieth, so that a test takes about a second. */
const BUDGET = process.env['VESTIBULE_TAMPER'] === 'all' ? Number.POSITIVE_INFINITY : 1_500;

/** One credential of each format that somebody vouches for; of passports the one whose curve the runtime has. */
const CHOSEN: Readonly<Partial<Record<FormatName, string>>> = {
  emrtd: 'a passport, ECDSA on secp384r1',
  vds: 'a residence permit, prime256v1',
};

const credentials = vectorFiles().flatMap((file) => {
  const vector = file.vectors.find(
    ({ name, expect: { outcome } }) => outcome === 'verified' && (CHOSEN[file.format] ?? name) === name,
  );
  return vector ? [[file.format, file, vector] as const] : [];
});

/** The bytes that a bit can be changed in, and the content with other bytes there. */
function places({ content }: Vector): { bytes: Buffer; changed(bytes: Buffer): PresentationContent }[] {
  const base64 = (text: string) => Buffer.from(text, 'base64');
  switch (content.type) {
    case 'text':
      return [
        {
          bytes: Buffer.from(content.text),
          changed: (bytes) => ({ type: 'bytes', bytesBase64: bytes.toString('base64') }),
        },
      ];
    case 'bytes':
      return [
        {
          bytes: base64(content.bytesBase64),
          changed: (bytes) => ({ type: 'bytes', bytesBase64: bytes.toString('base64') }),
        },
      ];
    case 'resident-card':
      // The record is vouched for by the module that read it, which is named: nothing else is signed.
      return [
        {
          bytes: Buffer.from(content.samId),
          changed: (bytes) => ({ ...content, samId: bytes.toString('latin1') }),
        },
      ];
    case 'wallet':
      return [
        {
          bytes: Buffer.from(content.answer),
          changed: (bytes) => ({ ...content, answer: bytes.toString('latin1') }),
        },
      ];
    case 'emrtd':
      return Object.entries(content.files).map(([name, file]) => ({
        bytes: base64(file),
        changed: (bytes) => ({ ...content, files: { ...content.files, [name]: bytes.toString('base64') } }),
      }));
    case 'by-hand':
    case 'withheld':
      return [];
  }
}

/** What stayed green with one bit changed: each has to say exactly what was said before. */
async function greens(file: VectorFile, vector: Vector): Promise<{ flips: number; green: number }> {
  const genuine = await judged(file, vector);
  const all = places(vector);
  const bits = all.reduce((sum, { bytes }) => sum + bytes.length * 8, 0);
  const step = Math.max(1, Math.ceil(bits / BUDGET));
  let [flips, green] = [0, 0];
  for (const { bytes, changed } of all) {
    for (let bit = flips % step; bit < bytes.length * 8; bit += step) {
      const bent = Buffer.from(bytes);
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const verdict = await judged(file, vector, changed(bent));
      flips++;
      if (verdict.outcome === 'refused') continue;
      green++;
      const { claims, issuer, assurance, validFrom, validUntil, outcome } = verdict;
      expect({ claims, issuer, assurance, validFrom, validUntil, outcome }).toEqual({
        claims: genuine.claims,
        issuer: genuine.issuer,
        assurance: genuine.assurance,
        validFrom: genuine.validFrom,
        validUntil: genuine.validUntil,
        outcome: 'verified',
      });
    }
  }
  return { flips, green };
}

/**
 * What a changed bit may leave green, because the signature does not cover it and nothing is taken from it: how the
 * code was packed (the last bits of base64url and of zlib), and what only helps to find the key.
 */
const HARMLESS: Readonly<Partial<Record<FormatName, number>>> = { emrtd: 0.02, mdoc: 0.02 };

const unsigned = ['aamva', 'magstripe', 'mrz', 'e-id-code'] as const;

describe('one changed bit', () => {
  test('Given the formats that are signed, when a credential of each is looked for, then there is one', () => {
    // What is typed by hand has no bytes, so no bit of it can be changed.
    const { options } = FormatName.exclude(['by-hand']);
    expect(credentials.map(([format]) => format).toSorted()).toEqual(
      options.filter((format) => !unsigned.some((one) => one === format)).toSorted(),
    );
  });

  test.each(credentials)(
    'Given a good %s, when any one bit is changed, then it is refused, or it says what it said before',
    async (format, file, vector) => {
      const { flips, green } = await greens(file, vector);
      if (process.env['VESTIBULE_TAMPER'] === 'all')
        console.log(`${format}: ${flips} bits, ${green} harmless`);
      expect(flips).toBeGreaterThan(30);
      expect(green / flips).toBeLessThanOrEqual(HARMLESS[format] ?? 0);
    },
    3_600_000,
  );

  test.each(unsigned)(
    'Given any %s, when any one bit is changed, then nothing makes it green',
    async (format) => {
      const file = vectorFiles().find((one) => one.format === format);
      const [vector] = file?.vectors ?? [];
      const [place] = vector ? places(vector) : [];
      if (!file || !vector || !place) throw new Error('no vector');
      for (let bit = 0; bit < place.bytes.length * 8; bit++) {
        const bent = Buffer.from(place.bytes);
        bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect((await judged(file, vector, place.changed(bent))).outcome).not.toBe('verified');
      }
    },
  );
});
