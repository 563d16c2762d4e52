import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PRESENTATION_TEXT } from '../../shared/domain/presentation';
import type { Framing } from '../../main/readers/framing/framing';
import { type LineState, lineFraming } from '../../main/readers/framing/lines';
import { type MrzLinesState, mrzFraming } from '../../main/readers/framing/mrz-lines';
import type { ReadEvent } from '../../main/readers/framing/read-event';
import { samBytes, idleSam, samFrame } from '../../main/readers/framing/sam-v';
import { chunkReport, idleChunks } from '../../main/readers/framing/vendor-hid-chunks';
import { chunkedAnswer } from '../support/chunked-answer';
import { td1, td2, td3 } from '../support/mrz-lines';

/** Everything that comes out of a stream, piece after piece, and after the silence that follows. */
function run<State>(framing: Framing<State>, pieces: readonly Uint8Array[], watch?: (state: State) => void) {
  let { idle: state } = framing;
  const events: ReadEvent[] = [];
  for (const piece of pieces) {
    const step = framing.bytes(state, piece, 0);
    ({ state } = step);
    events.push(...step.events);
    watch?.(state);
  }
  const last = framing.time(state, 100_000);
  expect(last.deadline).toBeUndefined();
  return [...events, ...last.events];
}

function cut(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((at) => at % (stream.length + 1)), stream.length].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => stream.slice(places[index], end));
}

const cuts = fc.array(fc.nat(), { maxLength: 40 });
const end = fc.constantFrom('\r', '\n', '\r\n', '\n\r', '\r\n\r\n');
const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
  .map((text) => text.replaceAll(/[\u0002\u0003\r\n\]]/g, '.'));
const textsOf = (events: readonly ReadEvent[]) =>
  events.map((event) =>
    event.type === 'presentation' && event.content.type === 'text' ? event.content.text : event.type,
  );

describe('Given any bytes on a serial line', () => {
  const hostile = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ minLength: 1_000, maxLength: 1_000 }).map((bytes) => bytes.map((byte) => byte | 0x20)),
      fc.constantFrom(Uint8Array.of(0x02), Uint8Array.of(0x03), Uint8Array.of(0x0d), Uint8Array.of(0x0a)),
      fc.constantFrom(...[td1(), td2(), td3()].map((lines) => Buffer.from(lines.join('\r')))),
    ),
    { maxLength: 60 },
  );

  it('when they are framed as codes, then nothing is thrown, nothing piles up, and every text is within the limit', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const events = run<LineState>(lineFraming, pieces, (state) => {
          expect(state.pending.length).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
        });
        for (const text of textsOf(events)) expect(text.length).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
      }),
    );
  });

  it('when they are framed as documents, then only whole documents come out, and nothing piles up', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const events = run<MrzLinesState>(mrzFraming, pieces, (state) => {
          expect(state.stream.pending.length).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
          expect(state.lines.length).toBeLessThan(3);
        });
        for (const text of textsOf(events)) {
          if (text === 'problem') continue;
          expect(
            text
              .split('\n')
              .map(({ length }) => length)
              .join(),
          ).toMatch(/^(30,30,30|36,36|44,44)$/);
        }
      }),
    );
  });

  it('when the same bytes are cut anywhere, then the same comes out', () => {
    fc.assert(
      fc.property(hostile, cuts, (pieces, places) => {
        const stream = Uint8Array.from(Buffer.concat(pieces));
        for (const framing of [lineFraming, mrzFraming] as Framing<unknown>[]) {
          expect(run(framing, cut(stream, places))).toEqual(run(framing, [stream]));
        }
      }),
    );
  });
});

describe('Given a scanner that ends its codes', () => {
  it('when codes come one after another, cut anywhere, then each comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(printable, end), { maxLength: 8 }), cuts, (codes, places) => {
        const stream = Buffer.from(codes.map(([code, ending]) => code + ending).join(''));
        expect(textsOf(run(lineFraming, cut(Uint8Array.from(stream), places)))).toEqual(
          codes.map(([code]) => code),
        );
      }),
    );
  });

  it('when codes with line ends of their own come between STX and ETX, then each comes back as it was', () => {
    const code = fc.array(printable, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\r\n'));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 6 }), cuts, (codes, places) => {
        const stream = Buffer.from(codes.map((each) => `\u0002${each}\u0003`).join('\r\n'));
        expect(textsOf(run(lineFraming, cut(Uint8Array.from(stream), places)))).toEqual(codes);
      }),
    );
  });
});

describe('Given a document scanner', () => {
  it('when documents of any size come, cut anywhere, then each is one presentation', () => {
    const document = fc.tuple(fc.constantFrom(td1, td2, td3), end).map(([print, ending]) => ({
      text: print().join('\n'),
      sent: print()
        .map((line) => line + ending)
        .join(''),
    }));
    fc.assert(
      fc.property(fc.array(document, { maxLength: 5 }), cuts, (documents, places) => {
        const stream = Buffer.from(documents.map(({ sent }) => sent).join(''));
        expect(textsOf(run(mrzFraming, cut(Uint8Array.from(stream), places)))).toEqual(
          documents.map(({ text }) => text),
        );
      }),
    );
  });
});

describe('Given a card reader on vendor HID', () => {
  const data = fc
    .uint8Array({ maxLength: 2_400 })
    .map((bytes) => samFrame(Uint8Array.of(0, 0, 0x90, ...bytes)));
  const report = fc.oneof(
    fc.uint8Array({ maxLength: 70 }),
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => bytes.with(0, (bytes[0] ?? 0) % 65)),
  );

  it('when it answers, with acknowledgements in between, then every frame comes out', () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 4 }), (frames) => {
        let state = idleChunks;
        let sam = idleSam;
        let answers = 0;
        for (const each of frames.flatMap((frame) => [Uint8Array.of(0xff), ...chunkedAnswer(frame)])) {
          const step = chunkReport(state, each);
          ({ state } = step);
          const read = samBytes(sam, step.bytes);
          sam = read.state;
          answers += read.events.filter(({ type }) => type === 'answer').length;
        }
        expect(answers).toBe(frames.length);
      }),
    );
  });

  it('when it sends anything, then nothing is thrown and never more comes out than went in', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 200 }), (reports) => {
        let state = idleChunks;
        for (const each of reports) {
          const step = chunkReport(state, each);
          ({ state } = step);
          expect(step.bytes.length).toBeLessThanOrEqual(Math.max(0, each.length - 2));
          expect(state.last).toBeLessThanOrEqual(state.count);
        }
      }),
    );
  });
});
