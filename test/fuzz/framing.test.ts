import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PRESENTATION_TEXT } from '../../shared/domain/presentation';
import {
  type WedgeKey,
  type WedgeOutcome,
  type WedgeState,
  idleWedge,
  plainKey,
  wedgeKey,
  wedgeTime,
} from '../../shared/framing';
import {
  type HidPosState,
  hidPosGone,
  hidPosReport,
  hidPosTime,
  idleHidPos,
} from '../../main/readers/framing/hid-pos';
import { layoutFromDescriptor } from '../../main/readers/framing/layout-from-descriptor';
import { eciText } from '../../main/readers/framing/eci';
import { keyboardLayouts, typedAcross } from '../../shared/framing/keyboard-layouts';
import { readTestCode } from '../../shared/framing/layout-detection';
import { TEST_CODE, isTestCode } from '../../shared/framing/test-code';
import { magstripeReport } from '../../main/readers/framing/magstripe';
import type { ReadEvent } from '../../main/readers/framing/read-event';
import { readReportDescriptor } from '../../main/readers/framing/report-descriptor';
import { type SamEvent, idleSam, samBytes, samFrame } from '../../main/readers/framing/sam-v';
import { SCANNER_DESCRIPTOR, scanReports } from '../../main/readers/simulated';

const anyBytes = (maxLength: number) => fc.uint8Array({ maxLength });

describe('Given any bytes from a scanner', () => {
  const hostile = fc.array(
    fc.record({
      report: fc.oneof(
        anyBytes(80),
        anyBytes(62).map((rest) => Uint8Array.of(2, 56, ...rest)),
        fc.string().map((text) => scanReports(text)[0] ?? new Uint8Array(0)),
      ),
      gap: fc.nat(700),
    }),
    { maxLength: 300 },
  );

  it('when they are framed, then nothing is thrown, nothing piles up, and every text is within the limit', () => {
    fc.assert(
      fc.property(hostile, fc.option(anyBytes(300)), (reports, descriptor) => {
        const layout = descriptor ? layoutFromDescriptor(descriptor) : undefined;
        let state: HidPosState = idleHidPos;
        let at = 0;
        const events: ReadEvent[] = [];
        for (const { report, gap } of reports) {
          const step = hidPosReport(state, report, (at += gap), layout);
          ({ state } = step);
          events.push(...step.events);
          expect(state.message?.bytes ?? 0).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
          expect(state.message?.parts.length ?? 0).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
        }
        events.push(...hidPosGone(state).events);
        for (const event of events) {
          if (event.type === 'presentation' && event.content.type === 'text') {
            expect(event.content.text.length).toBeLessThanOrEqual(MAX_PRESENTATION_TEXT);
          }
        }
      }),
    );
  });

  it('when a descriptor is anything, then reading it ends, and a layout lies inside the report', () => {
    const bent = fc
      .tuple(fc.nat(SCANNER_DESCRIPTOR.length - 1), fc.nat(255))
      .map(([at, byte]) => SCANNER_DESCRIPTOR.with(at, byte));
    fc.assert(
      fc.property(fc.oneof(anyBytes(600), bent), (descriptor) => {
        expect(readReportDescriptor(descriptor).inputs.length).toBeLessThanOrEqual(4_096);
        const layout = layoutFromDescriptor(descriptor);
        if (layout) expect(layout.data + layout.dataBytes).toBeLessThanOrEqual(4_096);
      }),
    );
  });

  it('when codes are read one after another, then each comes back as it was', () => {
    const code = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 600 })
      .filter((text) => !/[\r\n]$/.test(text));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 6 }), (codes) => {
        let state: HidPosState = idleHidPos;
        const texts: string[] = [];
        for (const report of codes.flatMap((text) => scanReports(text))) {
          const step = hidPosReport(state, report, 0);
          ({ state } = step);
          for (const event of step.events) {
            texts.push(
              event.type === 'presentation' && event.content.type === 'text'
                ? event.content.text
                : event.type,
            );
          }
        }
        expect(texts).toEqual(codes);
        expect(hidPosTime(state, Infinity).events).toEqual([]);
      }),
    );
  });
});

describe('Given any bytes from a card reader', () => {
  const run = (pieces: Uint8Array[]) => {
    let state = idleSam;
    const events: SamEvent[] = [];
    for (const piece of pieces) {
      const step = samBytes(state, piece);
      ({ state } = step);
      events.push(...step.events);
      expect(state.pending.length).toBeLessThanOrEqual(4_096 + 7);
    }
    return { events, pending: state.pending.length };
  };
  const cut = (stream: Uint8Array, cuts: number[]) => {
    const places = [0, ...cuts.map((at) => at % (stream.length + 1)), stream.length].sort((a, b) => a - b);
    return places.slice(1).map((end, index) => stream.slice(places[index], end));
  };
  const frame = anyBytes(1_500).map((data) => samFrame(Uint8Array.of(0, 0, 0x90, ...data)));
  const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 0x69));
  const stream = fc
    .array(fc.oneof({ weight: 2, arbitrary: frame }, noise), { maxLength: 8 })
    .map((parts) => Uint8Array.from(Buffer.concat(parts)));

  it('when a stream is cut anywhere, then the same answers come', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 30 }), (whole, cuts) => {
        expect(run(cut(whole, cuts))).toEqual(run([whole]));
      }),
    );
  });

  it('when frames stand among noise, then every frame is read', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, frame), { maxLength: 6 }), (parts) => {
        const { events } = run([Uint8Array.from(Buffer.concat(parts.flat()))]);
        expect(events.filter((event) => event.type === 'answer')).toHaveLength(parts.length);
      }),
    );
  });

  it('when it is anything, then nothing is thrown and nothing piles up', () => {
    const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
    const piece = fc.oneof(
      anyBytes(200),
      anyBytes(60).map((rest) => Uint8Array.of(...preamble, ...rest)),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void run(pieces)));
  });
});

describe('Given any text under any of two character sets', () => {
  const stretch = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => ({ escape: '\\000026', text, bytes: Buffer.from(text) })),
    fc
      .uint8Array({ maxLength: 30 })
      .map((raw) => raw.map((byte) => byte & 0x7f))
      .map((raw) => Buffer.from(raw).toString('latin1'))
      .map((text) => ({ escape: '\\000003', text, bytes: Buffer.from(text, 'latin1') })),
  );
  const doubled = (bytes: Uint8Array) =>
    Uint8Array.from([...bytes].flatMap((b) => (b === 0x5c ? [b, b] : [b])));

  it('when a scanner transmits it with escapes, then the text comes out', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), (stretches) => {
        const parts = stretches.flatMap(({ escape, bytes }) => [Buffer.from(escape), doubled(bytes)]);
        expect(eciText(Buffer.concat(parts))).toBe(stretches.map(({ text }) => text).join(''));
      }),
    );
  });

  it('when it is anything, then nothing is thrown', () => {
    const escaped = fc.constantFrom('\\000026', '\\', '\\0000', '\\000899').map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.array(fc.oneof(anyBytes(20), escaped)), (parts) => void eciText(Buffer.concat(parts))),
    );
  });
});

describe('Given any swipe', () => {
  it('when it is read, then nothing is thrown and no payment card number comes out', () => {
    const header = fc.uint8Array({ minLength: 7, maxLength: 7 });
    const track = fc.oneof(
      fc.constantFrom('%B4111111111111111^X/Y^2701?', ';5555555555554444=2701?', ';378282246310005=2701?'),
      fc.string({ maxLength: 100 }),
    );
    fc.assert(
      fc.property(
        header,
        fc.array(track, { minLength: 3, maxLength: 3 }),
        anyBytes(520),
        (states, tracks, rest) => {
          const report = new Uint8Array(337);
          report.set(states.subarray(0, 3));
          for (const [index, text] of tracks.entries()) {
            const bytes = Buffer.from(text, 'latin1').subarray(0, 110);
            report[3 + index] = bytes.length;
            report.set(bytes, 7 + index * 110);
          }
          for (const swipe of [report, rest]) {
            expect(JSON.stringify(magstripeReport(swipe))).not.toMatch(
              /B?(4111111111111111|5555555555554444|378282246310005)[=^]/,
            );
          }
        },
      ),
    );
  });
});

describe('Given the test code of a scanner that types', () => {
  const printable = fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).filter((text) => !isTestCode(text));
  const layout = fc.constantFrom(...keyboardLayouts);

  it('when anything stands around it and any two layouts crossed, then the two and what stands around are found', () => {
    fc.assert(
      fc.property(printable, printable, layout, layout, (prefix, ending, scanner, computer) => {
        const code = typedAcross(TEST_CODE, scanner, computer) ?? '';
        const read = readTestCode(prefix + code + ending);
        expect(read).toBeDefined();
        expect(read?.capsLock).toBe(false);
        if (code === TEST_CODE) expect(read).toMatchObject({ layout: 'same', prefix, ending });
        else if (read?.layout === 'crossed' && read.prefix === prefix && read.ending === ending)
          expect(read.pairs).toContainEqual({ scanner, computer });
        // An ending may be the very character by which two layouts differ: then the one that leaves less wins.
        else expect(`${read?.prefix}${read?.ending}`.length).toBeLessThan(prefix.length + ending.length);
      }),
    );
  });

  it('when it is anything, then nothing is thrown', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readTestCode(text)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(readTestCode(`VESTIBULETEST${text.slice(0, 60)}`)).toBeDefined();
      }),
    );
  });
});

describe('Given any keys', () => {
  const key = fc.record({
    key: fc.oneof(
      fc.string({ minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        'Enter',
        'Tab',
        'Shift',
        'Process',
        'Dead',
        'Backspace',
        'F4',
        'Unidentified',
        '\u001d',
        '中',
      ),
    ),
    code: fc.constantFrom('', 'KeyA', 'Digit7', 'Enter', 'Space', 'Quote'),
    gap: fc.oneof(fc.nat(30), fc.nat(400)),
    control: fc.boolean(),
    repeat: fc.boolean(),
    composing: fc.boolean(),
  });

  it('when they are pressed, then nothing is thrown, and every character is either held, replayed or presented', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), fc.constantFrom('', '~', '~#'), (keys, prefix) => {
        let state: WedgeState = idleWedge;
        let at = 0;
        let held = '';
        for (const { gap, ...pressed } of keys) {
          at += gap;
          const full: WedgeKey = { ...plainKey(pressed.key, at), ...pressed };
          const step = wedgeKey(state, full, { prefix });
          ({ state } = step);
          // What is replayed was held before, in this order.
          expect(held).toContain(step.replay);
          if (step.replay !== '' || step.outcome) held = '';
          if (step.hold && [...pressed.key].length === 1) held += pressed.key;
          if (!state.burst) expect(step.deadline).toBeUndefined();
        }
        const last = wedgeTime(state, Infinity, { prefix });
        expect(last.state.burst).toBeNull();
        expect(held).toContain(last.replay);
      }),
    );
  });

  it('when a scanner types any printable code at any of its speeds, then exactly that code is presented', () => {
    const code = fc
      .string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 400 })
      .filter((text) => !text.startsWith(' ') && !text.startsWith(']') && new Set(text).size > 1);
    fc.assert(
      fc.property(
        code,
        fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 1, maxLength: 20 }),
        (text, gaps) => {
          let state: WedgeState = idleWedge;
          let at = 0;
          const outcomes: WedgeOutcome[] = [];
          for (const [index, pressed] of [...text, 'Enter'].entries()) {
            const step = wedgeKey(state, plainKey(pressed, (at += gaps[index % gaps.length] ?? 1)), {
              prefix: '',
            });
            ({ state } = step);
            expect(step.hold).toBe(true);
            expect(step.replay).toBe('');
            if (step.outcome) outcomes.push(step.outcome);
          }
          expect(outcomes).toEqual([{ type: 'scan', text, symbology: undefined, composed: false }]);
        },
      ),
    );
  });

  it('when a person types at a person’s speed, then everything is typed and nothing presented', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
            fc.integer({ min: 60, max: 900 }),
          ),
          {
            maxLength: 80,
          },
        ),
        (presses) => {
          let state: WedgeState = idleWedge;
          let at = 0;
          let field = '';
          for (const [pressed, gap] of presses) {
            const step = wedgeKey(state, plainKey(pressed, (at += gap)), { prefix: '' });
            ({ state } = step);
            field += step.replay + (step.hold ? '' : pressed);
            expect(step.outcome).toBeUndefined();
          }
          field += wedgeTime(state, Infinity, { prefix: '' }).replay;
          expect(field).toBe(presses.map(([pressed]) => pressed).join(''));
        },
      ),
    );
  });
});
