import { describe, expect, it } from 'vitest';
import { magstripeReader } from '../../../main/readers/drivers/magstripe-reader';
import { magstripeReport } from '../../../main/readers/framing/magstripe';
import { magstripeLayout } from '../../../main/readers/framing/magstripe-layout';
import type { DeviceInfo } from '../../../main/readers/transport';
import { openedDevice } from '../../support/opened-device';
import { stripeDescriptor } from '../../support/stripe-descriptor';

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
  const refused = {
    type: 'presentation',
    content: { type: 'withheld', reason: 'payment-code' },
  };

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

describe('Given a reader whose descriptor says where the tracks are (page 8E)', () => {
  const track = (report: Uint8Array, start: number, text: string) => report.set(Buffer.from(text), start);

  it('when it has a place for each track, then they come from there, with sentinels where it sends none', () => {
    const layout = magstripeLayout(stripeDescriptor('places'));
    expect(layout?.data).toEqual([
      { start: 5, bytes: 79 },
      { start: 84, bytes: 40 },
      { start: 124, bytes: 107 },
    ]);
    const report = new Uint8Array(231);
    report.set([7, 0, 12, 0, 0]);
    track(report, 84, '0042=180=17');
    report[2] = 11;
    expect(magstripeReport(report, layout)).toEqual(text([';0042=180=17?']));
  });

  it('when it packs the tracks one after another, then their lengths say how much there is', () => {
    const layout = magstripeLayout(stripeDescriptor('packed'));
    const report = new Uint8Array(205);
    report.set([7, LICENCE[0]?.length ?? 0, LICENCE[1]?.length ?? 0, LICENCE[2]?.length ?? 0]);
    track(report, 5, LICENCE.join(''));
    expect(magstripeReport(report, layout)).toEqual(text(LICENCE));
    report[1] = 250;
    expect(magstripeReport(report, layout)).toEqual({ type: 'problem', code: 'frame-invalid' });
  });

  it('when a payment card is swiped, with or without sentinels, then nothing of it is told', () => {
    const layout = magstripeLayout(stripeDescriptor('places'));
    for (const [at, index, stripe] of [
      [5, 1, 'B4111111111111111^SAMPLE/IDA^27011010000'],
      [84, 2, '4111111111111111=27011010000'],
      [84, 2, ';4111111111111111=27011010000?'],
      [124, 3, '014111111111111111=0000'],
    ] as const) {
      const report = new Uint8Array(231);
      report[0] = 7;
      report[index] = stripe.length;
      track(report, at, stripe);
      const event = magstripeReport(report, layout);
      expect(event).toEqual({ type: 'presentation', content: { type: 'withheld', reason: 'payment-code' } });
    }
  });

  it('when the descriptor names no tracks or no lengths, then there is no layout', () => {
    expect(magstripeLayout(new Uint8Array(0))).toBeUndefined();
    expect(magstripeLayout(stripeDescriptor('without lengths'))).toBeUndefined();
  });
});

describe('Given a stripe reader that is plugged in', () => {
  const device: DeviceInfo = {
    id: 'hid:1',
    path: '1',
    speaks: 'hid',
    vendorId: 0x0801,
    productId: 0x0002,
    usagePage: 0xff00,
    usage: 0x01,
    simulated: false,
  };

  it('when it is of page 8E or of a known maker, then it is recognised, and nothing else is', () => {
    expect(magstripeReader.recognises(device)).toBe(true);
    expect(magstripeReader.recognises({ ...device, vendorId: 0x1234, usagePage: 0x8e })).toBe(true);
    expect(magstripeReader.recognises({ ...device, vendorId: 0x1234 })).toBe(false);
    expect(magstripeReader.recognises({ ...device, usagePage: 0x01, usage: 0x06 })).toBe(false);
  });

  it('when a card is swiped, then it is presented, and the bytes of the swipe are wiped', async () => {
    const opened = openedDevice();
    const read: unknown[] = [];
    await magstripeReader.start(opened.device, device, {
      read: ({ content }) => read.push(content),
      problem: (code) => read.push(code),
      chip: () => undefined,
    });
    const swipes = [magtek(HOTEL), magtek(PAYMENT)];
    for (const swipe of swipes) opened.report(swipe);
    expect(read).toEqual([text(HOTEL).content, { type: 'withheld', reason: 'payment-code' }]);
    expect(swipes.every((swipe) => swipe.every((byte) => byte === 0))).toBe(true);
  });
});
