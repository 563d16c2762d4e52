import { describe, expect, it } from 'vitest';
import { magstripeReport } from '../../../main/readers/framing/magstripe';

/** A licence as AAMVA writes it, of an invented person. */
const LICENCE = ['%CASPECIMENTOWN^SAMPLE$IDA$^1 EXAMPLE WAY^?', ';6360141234562=250119870304=?', '%" 90210?'];
/** A payment card with the test number every terminal vendor prints. */
const PAYMENT = ['%B4111111111111111^SAMPLE/IDA^27011010000?', ';4111111111111111=27011010000?', ''];
const HOTEL = ['', ';0042=180=17?', ''];

function magtek(tracks: string[], states = [0, 0, 0]): Uint8Array {
  const report = new Uint8Array(337);
  report.set(states);
  for (const [index, track] of tracks.entries()) {
    report[3 + index] = track.length;
    report.set(Buffer.from(track, 'latin1'), 7 + index * 110);
  }
  return report;
}

function idTech(tracks: string[], bigEndian = false): Uint8Array {
  const report = new Uint8Array(509);
  const output = tracks.join('');
  for (const [index, track] of tracks.entries()) report[3 + index] = track.length;
  const total = [output.length & 0xff, output.length >> 8];
  report.set(bigEndian ? total.toReversed() : total, 7);
  report.set(Buffer.from(output, 'latin1'), 9);
  return report;
}

const text = (tracks: string[]) => ({
  type: 'presentation',
  content: { type: 'text', text: tracks.join('') },
});

describe('Given a swiped card', () => {
  it('when a MagTek reader sends it, then its tracks come in their order', () => {
    expect(magstripeReport(magtek(LICENCE))).toEqual(text(LICENCE));
  });

  it('when an ID TECH reader sends it, whichever way round it writes the length, then the same comes', () => {
    expect(magstripeReport(idTech(LICENCE))).toEqual(text(LICENCE));
    expect(magstripeReport(idTech(LICENCE, true))).toEqual(text(LICENCE));
  });

  it('when one track could not be read, then the others still come', () => {
    expect(magstripeReport(magtek(['', HOTEL[1] ?? '', ''], [1, 0, 0]))).toEqual(text(HOTEL));
  });

  it('when no track could be read, then it is said', () => {
    expect(magstripeReport(magtek(['', '', ''], [1, 1, 1]))).toEqual({
      type: 'problem',
      code: 'read-incomplete',
    });
  });
});

describe('Given a payment card', () => {
  const refused = { type: 'refused', reason: 'payment-code' };

  it('when it is swiped, then it is refused and nothing of it is told', () => {
    for (const report of [magtek(PAYMENT), idTech(PAYMENT)]) {
      const event = magstripeReport(report);
      expect(event).toEqual(refused);
      expect(JSON.stringify(event)).not.toContain('4111');
    }
  });

  it('when only its second track could be read, then it is refused all the same', () => {
    expect(magstripeReport(magtek(['', PAYMENT[1] ?? '', ''], [1, 0, 0]))).toEqual(refused);
  });

  it('when its number is written with spaces, then it is refused all the same', () => {
    expect(magstripeReport(magtek(['%B4111 1111 1111 1111^X/Y^2701?', '', '']))).toEqual(refused);
  });

  it('when a number only looks like one and does not check, then it is no payment card', () => {
    const room = ['', ';4111111111111112=17?', ''];
    expect(magstripeReport(magtek(room))).toEqual(text(room));
  });
});

describe('Given a report of no known kind', () => {
  it('when it is read, then it is refused', () => {
    const odd = magtek(LICENCE);
    odd[3] = 200;
    for (const report of [
      odd,
      new Uint8Array(0),
      new Uint8Array(20).fill(0xff),
      magtek(['\u0001\u0002', '', '']),
      magtek(['', '', '']),
    ])
      expect(magstripeReport(report)).toEqual({ type: 'problem', code: 'frame-invalid' });
  });
});
