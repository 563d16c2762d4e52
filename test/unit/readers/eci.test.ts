import { describe, expect, it } from 'vitest';
import { eciText, transmitsEci } from '../../../main/readers/framing/eci';
import { hidPosReport, idleHidPos } from '../../../main/readers/framing/hid-pos';
import { scannedText } from '../../../main/readers/framing/scanned-text';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(Buffer.concat(parts.map((p) => Buffer.from(p))));

describe('Given a code that names its character set, from a scanner that transmits it', () => {
  it('when the identifier says so, then escapes are expected, else a backslash is a backslash', () => {
    expect([']Q2', ']Q4', ']Q6', ']d5', ']L1', ']zA'].every(transmitsEci)).toBe(true);
    expect([']Q1', ']Q3', ']d1', ']L0', ']C1', undefined].some(transmitsEci)).toBe(false);
    expect(scannedText(bytes('C:\\000026x'), ']Q1')).toMatchObject({ content: { text: 'C:\\000026x' } });
  });

  it('when it is UTF-8, GB 18030 or both in turn, then each stretch is read as what it says', () => {
    expect(eciText(bytes('\\000026身份'))).toBe('身份');
    expect(eciText(bytes('\\000032', [0xc9, 0xed, 0xb7, 0xdd], '\\000003', [0xe9], 'A'))).toBe('身份éA');
  });

  it('when a backslash stands in the code, then its doubling is undone', () => {
    expect(eciText(bytes('a\\\\000026b'))).toBe('a\\000026b');
  });

  it('when a report of a scanner carries it, then the presentation keeps the identifier', () => {
    const report = new Uint8Array(64);
    const data = bytes('\\000026EID1-中');
    report.set([2, data.length, ...Buffer.from(']Q2'), ...data]);
    expect(hidPosReport(idleHidPos, report, 0).events).toEqual([
      { type: 'presentation', content: { type: 'text', text: 'EID1-中' }, symbology: ']Q2' },
    ]);
  });

  it('when the set is unknown, or the bytes are not in it, then they come unchanged', () => {
    for (const odd of [bytes('\\000899x'), bytes('\\000026', [0xff]), bytes('half\\00'), bytes('end\\')]) {
      expect(scannedText(odd, ']Q2')).toMatchObject({
        content: { type: 'bytes', bytesBase64: Buffer.from(odd).toString('base64') },
        symbology: ']Q2',
      });
    }
  });
});
