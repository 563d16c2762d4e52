import { describe, expect, it } from 'vitest';
import { LINE_SILENCE } from '../../../main/readers/framing/lines';
import { mrzFraming } from '../../../main/readers/framing/mrz-lines';
import type { ReadEvent } from '../../../main/readers/framing/read-event';
import { td1, td2, td3 } from '../../support/mrz-lines';

function scanner() {
  let state = mrzFraming.idle;
  const events: ReadEvent[] = [];
  let deadline: number | undefined;
  const take = (step: ReturnType<typeof mrzFraming.time>) => {
    ({ state, deadline } = step);
    events.push(...step.events);
  };
  return {
    events,
    deadline: () => deadline,
    send(text: string | Uint8Array, at = 0) {
      take(mrzFraming.bytes(state, Buffer.from(text), at));
      return this;
    },
    wait(at: number) {
      take(mrzFraming.time(state, at));
      return this;
    },
    unplug() {
      take(mrzFraming.gone(state));
      return this;
    },
  };
}

const zone = (lines: readonly string[]) => ({
  type: 'presentation',
  content: { type: 'text', text: lines.join('\n') },
});
const incomplete = { type: 'problem', code: 'read-incomplete' };
const late = LINE_SILENCE + 1;
const sizes = [
  ['a passport', td3()],
  ['a larger card', td2()],
  ['a card', td1()],
] as const;

describe.each(sizes)('Given a document scanner that reads %s', (_, lines) => {
  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['LF CR', '\n\r'],
    ['empty lines between', '\r\r\n\n'],
  ])('when its lines end with %s, then they are one presentation', (_name, end) => {
    expect(scanner().send(lines.map((line) => line + end).join('')).events).toEqual([zone(lines)]);
  });

  it('when the lines come in one, then they come apart', () => {
    expect(scanner().send(`${lines.join('')}\r`).events).toEqual([zone(lines)]);
  });

  it('when they stand between STX and ETX, then those are stripped', () => {
    expect(scanner().send(`\u0002${lines.join('\r')}\r\u0003`).events).toEqual([zone(lines)]);
  });

  it('when blanks surround the lines, then they are stripped', () => {
    expect(scanner().send(lines.map((line) => ` ${line} \r`).join('')).events).toEqual([zone(lines)]);
  });

  it('when the last line has no end, then silence is its end, for every document', () => {
    const scans = scanner().send(lines.join('\r'), 0);
    expect(scans.deadline()).toBe(LINE_SILENCE);
    expect(scans.wait(late).events).toEqual([zone(lines)]);
    expect(scans.send(lines.join('\r'), 9_000).wait(9_000 + late).events).toEqual([zone(lines), zone(lines)]);
    expect(scans.deadline()).toBeUndefined();
  });

  it('when a line is missing, then the rest is dropped and said so once', () => {
    const rest = lines.slice(1).map((line) => `${line}\r`);
    expect(scanner().send(rest.join('')).wait(late).events).toEqual([incomplete]);
  });

  it('when the next document begins before a missing line comes, then it is not glued to the half', () => {
    const whole = lines.map((line) => `${line}\r`).join('');
    expect(scanner().send(`${lines[0]}\r`, 0).send(whole, 9_000).events).toEqual([incomplete, zone(lines)]);
  });

  it('when a character was lost, then nothing is presented and it is said', () => {
    const [first = '', ...others] = lines;
    const { events } = scanner()
      .send([first.slice(1), ...others].map((line) => `${line}\r`).join(''))
      .wait(late);
    expect(events.every(({ type }) => type === 'problem')).toBe(true);
    expect(events).toContainEqual(incomplete);
  });

  it('when it is unplugged between two lines, then the half is dropped and said so once', () => {
    expect(
      scanner()
        .send(`${lines[0]}\r${(lines[1] ?? '').slice(0, 9)}`)
        .unplug().events,
    ).toEqual([incomplete]);
    expect(scanner().unplug().events).toEqual([]);
  });
});

describe('Given a document scanner', () => {
  it('when a document of another size interrupts, then the half is dropped and the new one read', () => {
    const whole = td3()
      .map((line) => `${line}\r`)
      .join('');
    expect(scanner().send(`${td1()[0]}\r${whole}`).events).toEqual([incomplete, zone(td3())]);
  });

  it('when it says something else before, then that is dropped, said so, and the document read', () => {
    const whole = td3()
      .map((line) => `${line}\r`)
      .join('');
    expect(scanner().send(`READER V2.1\r\n${whole}`).events).toEqual([incomplete, zone(td3())]);
  });

  it('when bytes come that are no characters, then they are dropped and said so', () => {
    expect(scanner().send(Uint8Array.of(0xff, 0xfe, 0x0d)).events).toEqual([incomplete]);
  });
});
