import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FormatName } from '../../../shared/domain/format';
import { vectorFiles } from '../../support/vectors/files';
import { judged } from '../../support/vectors/judged';
import { shownClaims } from '../../support/vectors/shown-claims';

const files = vectorFiles();

describe('the vectors of this repository', () => {
  // What is typed by hand has no bytes that could be decoded, and nobody vouches for it: there is no vector to write.
  const encoded = FormatName.exclude(['by-hand']).options;

  test('Given every format that a reader reads, when its vectors are looked for, then some are good where any can be, and some are refused', () => {
    expect(files.map(({ format }) => format).toSorted()).toEqual(encoded.toSorted());
    for (const { vectors } of files) {
      const outcomes = new Set(vectors.map(({ expect: { outcome } }) => outcome));
      expect(outcomes.size).toBeGreaterThan(1);
      expect(outcomes).toContain('refused');
    }
  });

  describe.each(files)('$format', (file) => {
    test.each(file.vectors)(
      'Given $name, when it is presented, then it is what it should be',
      async (vector) => {
        const verdict = await judged(file, vector);
        const { outcome, reason, assurance } = verdict;
        expect({ outcome, reason, assurance, claims: shownClaims(verdict) }).toEqual({
          reason: undefined,
          assurance: undefined,
          ...vector.expect,
        });
      },
    );

    test('Given nobody is trusted, when a signed one is presented, then it is not green', async () => {
      const nobody = { trust: { ...file.trust, issuers: [], csca: [], sams: [] } };
      for (const vector of file.vectors) {
        expect((await judged(nobody, vector)).outcome).not.toBe('verified');
      }
    });
  });

  test('Given their text, when it is searched, then no key is private', () => {
    for (const { format } of files) {
      expect(readFileSync(`test/vectors/${format}.json`, 'utf8')).not.toMatch(/"(?:d|p|q|dp|dq|qi)":/);
    }
  });
});
