import { describe, expect, it } from 'vitest';
import { keyboardLayouts, typedAcross } from '../../../shared/framing/keyboard-layouts';
import { readTestCode } from '../../../shared/framing/layout-detection';
import { TEST_CODE, isTestCode } from '../../../shared/framing/test-code';

const pairs = keyboardLayouts.flatMap((scanner) =>
  keyboardLayouts.filter((computer) => computer !== scanner).map((computer) => [scanner, computer] as const),
);

describe('Given the test code from a scanner that types', () => {
  it('when scanner and computer agree, then nothing is wrong, whatever the layout', () => {
    for (const layout of keyboardLayouts) {
      expect(readTestCode(typedAcross(TEST_CODE, layout, layout) ?? '')).toEqual({
        prefix: '',
        ending: '',
        capsLock: false,
        layout: 'same',
      });
    }
  });

  it.each(pairs)('when the scanner is set to %s and the computer to %s, then both are named', (...pair) => {
    const [scanner, computer] = pair;
    const read = readTestCode(typedAcross(TEST_CODE, scanner, computer) ?? '');
    if (pair.includes('es') && pair.includes('it')) {
      // The two differ in nothing that a code in ASCII types without AltGr.
      expect(read?.layout).toBe('same');
    } else {
      expect(read).toMatchObject({ layout: 'crossed', prefix: '', ending: '', capsLock: false });
      expect(read?.layout === 'crossed' && read.pairs).toContainEqual({ scanner, computer });
    }
  });

  it('when the scanner is set as it left its factory, then the computer is named without a doubt', () => {
    for (const computer of ['de', 'fr', 'es', 'it'] as const) {
      const read = readTestCode(typedAcross(TEST_CODE, 'us', computer) ?? '');
      expect(read).toMatchObject({ pairs: [{ scanner: 'us', computer }] });
    }
  });

  it('when a German computer gets what a US scanner types, then that is what a person would see there', () => {
    expect(typedAcross(TEST_CODE, 'us', 'de')).toBe(
      'VESTIBULETEST QWERTYUAZM qwertyuazm 1234567890 !$/()= ß? öÖ ,. -_Ä',
    );
  });

  it('when Caps Lock is on, then that is said, and the layouts all the same', () => {
    const typed = typedAcross(TEST_CODE, 'us', 'fr') ?? '';
    expect(
      readTestCode(
        'vestibuletest' + TEST_CODE.slice(13).replace('QWERTZUAYM qwertzuaym', 'qwertzuaym QWERTZUAYM'),
      ),
    ).toMatchObject({
      layout: 'same',
      capsLock: true,
    });
    const swapped = [...typed]
      .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
      .join('');
    expect(readTestCode(swapped)).toMatchObject({
      layout: 'crossed',
      capsLock: true,
      pairs: [{ scanner: 'us', computer: 'fr' }],
    });
  });

  it('when the scanner puts something around it, then that is its prefix and its ending', () => {
    expect(readTestCode(`~#${TEST_CODE}!`)).toMatchObject({ layout: 'same', prefix: '~#', ending: '!' });
    const crossed = `ß${typedAcross(TEST_CODE, 'us', 'de')}`;
    expect(readTestCode(crossed)).toMatchObject({ layout: 'crossed', prefix: 'ß' });
  });

  it('when an unknown layout changed it, then that is said', () => {
    expect(readTestCode(TEST_CODE.replaceAll(':', 'ш'))).toMatchObject({ layout: 'unknown' });
  });

  it('when it is another code, then it is none', () => {
    for (const text of ['', '6BFOXN', 'https://example.test/', 'VESTIBULE', `${TEST_CODE}${TEST_CODE}`]) {
      expect(isTestCode(text)).toBe(false);
      expect(readTestCode(text)).toBeUndefined();
    }
  });
});
