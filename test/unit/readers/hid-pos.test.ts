import { describe, expect, it } from 'vitest';
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import {
  HID_POS_SILENCE,
  type HidPosState,
  hidPosGone,
  hidPosReport,
  hidPosTime,
  idleHidPos,
} from '../../../main/readers/framing/hid-pos';
import { type HidPosLayout, commonLayout } from '../../../main/readers/framing/hid-pos-layout';
import type { ReadEvent } from '../../../main/readers/framing/read-event';
import { scanReports } from '../../../main/readers/simulated';

/** A scanner under the framing: reports in, events out. */
function framed(reports: Uint8Array[], layout?: HidPosLayout) {
  let state: HidPosState = idleHidPos;
  const events: ReadEvent[] = [];
  const take = (step: { state: HidPosState; events: readonly ReadEvent[] }) => {
    state = step.state;
    events.push(...step.events);
  };
  let at = 0;
  for (const report of reports) take(hidPosReport(state, report, (at += 4), layout));
  return {
    events,
    report: (report: Uint8Array, time = (at += 4)) => take(hidPosReport(state, report, time, layout)),
    wait: (time: number) => take(hidPosTime(state, time)),
    unplug: () => take(hidPosGone(state)),
    state: () => state,
  };
}

const scan = (text: string, symbology = ']Q1') => ({
  type: 'presentation',
  content: { type: 'text', text },
  symbology,
});
const problem = (code: string) => ({ type: 'problem', code });

/** A report of 64 bytes: id, length and whatever else is set. */
function report(bytes: Record<number, number | string>): Uint8Array {
  const whole = new Uint8Array(64);
  for (const [at, value] of Object.entries(bytes)) {
    if (typeof value === 'number') whole[Number(at)] = value;
    else whole.set(Buffer.from(value), Number(at));
  }
  return whole;
}

describe('Given a scanner in HID POS mode', () => {
  it('when it reads a short code, then text and symbology come apart', () => {
    expect(framed(scanReports('EID1-4F7K')).events).toEqual([scan('EID1-4F7K')]);
  });

  it('when a code fills 53 reports, then it is one presentation', () => {
    const text = 'A1'.repeat(1_470) + 'end-of-the-code';
    const reports = scanReports(text);
    expect(reports).toHaveLength(53);
    expect(framed(reports).events).toEqual([scan(text)]);
  });

  it('when a Chinese character lies across two reports, then it is whole', () => {
    const text = `${'x'.repeat(55)}中文`;
    expect(framed(scanReports(text)).events).toEqual([scan(text)]);
  });

  it('when the code is not UTF-8, then its bytes come unchanged', () => {
    const bytes = report({ 0: 2, 1: 3, 2: ']Q1', 5: 0xff, 6: 0xfe, 7: 0x41 });
    expect(framed([bytes]).events).toEqual([
      { type: 'presentation', content: { type: 'bytes', bytesBase64: '//5B' }, symbology: ']Q1' },
    ]);
  });

  for (const [name, suffix] of [
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ] as const) {
    it(`when it is set to add ${name}, then the code comes without it`, () => {
      expect(framed(scanReports(`HC1:6BF${suffix}`)).events).toEqual([scan('HC1:6BF')]);
    });
  }

  it('when a code ends with a space, then the space stays', () => {
    expect(framed(scanReports('HC1:6BF ')).events).toEqual([scan('HC1:6BF ')]);
  });

  it('when two codes follow each other, then there are two presentations', () => {
    expect(framed([...scanReports('first'), ...scanReports('second')]).events).toEqual([
      scan('first'),
      scan('second'),
    ]);
  });

  it('when the identifier comes one byte late, then the data does too', () => {
    const late = report({ 0: 2, 1: 4, 3: ']C1', 6: 'ABCD' });
    expect(framed([late]).events).toEqual([scan('ABCD', ']C1')]);
  });

  it('when it gives no identifier, then the code is read without one', () => {
    const [event] = framed([report({ 0: 2, 1: 4, 5: 'ABCD' })]).events;
    expect(event).toEqual({ type: 'presentation', content: { type: 'text', text: 'ABCD' } });
  });

  it('when it sends reports of another kind in between, then the code is not disturbed', () => {
    const [first, second] = scanReports('y'.repeat(80));
    const events = framed([first, report({ 0: 4, 1: 9 }), second].filter((r) => r !== undefined)).events;
    expect(events).toEqual([scan('y'.repeat(80))]);
  });
});

describe('Given a scanner with report id 1 and 62 bytes of data', () => {
  const parts = (text: string) => {
    const reports: Uint8Array[] = [];
    for (let at = 0; at < text.length; at += 62) {
      const part = text.slice(at, at + 62);
      reports.push(report({ 0: 1, 1: part.length, 2: part }));
    }
    return reports;
  };

  it('when the code ends inside a report, then it is complete', () => {
    expect(framed(parts('z'.repeat(150))).events).toEqual([
      { type: 'presentation', content: { type: 'text', text: 'z'.repeat(150) } },
    ]);
  });

  it('when the code fills its last report, then silence completes it', () => {
    const scanner = framed(parts('z'.repeat(124)));
    expect(scanner.events).toEqual([]);
    scanner.wait(10_000);
    expect(scanner.events).toEqual([
      { type: 'presentation', content: { type: 'text', text: 'z'.repeat(124) } },
    ]);
  });

  it('when it types the identifier into the data, then text and symbology come apart', () => {
    expect(framed(parts(']Q1HELLO')).events).toEqual([scan('HELLO')]);
  });
});

describe('Given half a code', () => {
  const half = () => framed(scanReports('q'.repeat(100)).slice(0, 1));

  it('when the rest does not come, then it is dropped and said so', () => {
    const scanner = half();
    scanner.wait(4 + HID_POS_SILENCE);
    expect(scanner.events).toEqual([]);
    scanner.wait(4 + HID_POS_SILENCE + 1);
    expect(scanner.events).toEqual([problem('read-incomplete')]);
  });

  it('when the next code comes much later, then the half is not glued to it', () => {
    const scanner = half();
    for (const next of scanReports('next')) scanner.report(next, 9_000);
    expect(scanner.events).toEqual([problem('read-incomplete'), scan('next')]);
  });

  it('when the scanner is unplugged, then it is dropped and said so', () => {
    const scanner = half();
    scanner.unplug();
    expect(scanner.events).toEqual([problem('read-incomplete')]);
  });

  it('when a code of another symbology begins, then the half is dropped and the new one read', () => {
    const scanner = half();
    for (const next of scanReports('12345678', ']E0')) scanner.report(next);
    expect(scanner.events).toEqual([problem('read-incomplete'), scan('12345678', ']E0')]);
  });

  it('when a report claims more data than it has, then both are given up', () => {
    const scanner = half();
    scanner.report(report({ 0: 2, 1: 200, 2: ']Q1' }));
    expect(scanner.events).toEqual([problem('read-incomplete'), problem('frame-invalid')]);
  });
});

describe('Given a scanner that never stops', () => {
  it('when the limit is passed, then it is said once, nothing is kept, and the next code is read', () => {
    const scanner = framed([]);
    const endless = report({ 0: 2, 1: 56, 2: ']Q1', 5: 'x'.repeat(56), 63: 1 });
    for (let count = 0; count < 1_000; count++) scanner.report(endless);
    expect(scanner.events).toEqual([problem('too-large')]);
    expect(scanner.state().message?.parts).toEqual([]);
    scanner.report(report({ 0: 2, 1: 3, 2: ']Q1', 5: 'end' }));
    for (const next of scanReports('next')) scanner.report(next);
    expect(scanner.events).toEqual([problem('too-large'), scan('next')]);
  });

  it('when it sends empty parts for ever, then nothing is kept', () => {
    const scanner = framed([]);
    for (let count = 0; count < 1_000; count++) scanner.report(report({ 0: 2, 1: 0, 2: ']Q1', 63: 1 }));
    expect(scanner.state().message?.parts).toEqual([]);
  });

  it('when a code is exactly as long as allowed, then it is read', () => {
    const text = 'k'.repeat(MAX_PRESENTATION_TEXT);
    expect(framed(scanReports(text)).events).toEqual([scan(text)]);
  });
});

describe('Given a report that is cut short', () => {
  for (const length of [0, 1, 2, 4, 20, 63]) {
    it(`when only ${length} bytes come, then nothing is read and nothing breaks`, () => {
      const [whole] = scanReports('x'.repeat(56));
      const events = framed(whole ? [whole.slice(0, length)] : [], commonLayout).events;
      expect(events).toEqual(length === 0 ? [] : [problem('frame-invalid')]);
    });
  }
});
