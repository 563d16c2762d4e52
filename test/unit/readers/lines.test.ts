import { describe, expect, it } from 'vitest';
import { LINE_SILENCE, lineFraming } from '../../../main/readers/framing/lines';
import type { ReadEvent } from '../../../main/readers/framing/read-event';
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';

/** Feeds pieces of a stream, one after another, and keeps what comes out. */
function scanner() {
  let state = lineFraming.idle;
  const events: ReadEvent[] = [];
  const take = (step: { state: typeof state; events: readonly ReadEvent[] }) => {
    state = step.state;
    events.push(...step.events);
  };
  return {
    events,
    send(text: string | Uint8Array, at = 0) {
      take(lineFraming.bytes(state, Buffer.from(text), at));
      return this;
    },
    wait(at: number) {
      take(lineFraming.time(state, at));
      return this;
    },
    unplug() {
      take(lineFraming.gone(state));
      return this;
    },
    state: () => state,
  };
}

const scan = (text: string, symbology?: string) => ({
  type: 'presentation',
  content: { type: 'text', text },
  symbology,
});
const incomplete = { type: 'problem', code: 'read-incomplete' };
const late = LINE_SILENCE + 1;

describe('Given a scanner on a serial line', () => {
  for (const [name, end] of [
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['LF CR', '\n\r'],
  ] as const) {
    it(`when it ends codes with ${name}, then each line is a code`, () => {
      expect(scanner().send(`EID1-4F7K${end}second${end}`).events).toEqual([
        scan('EID1-4F7K'),
        scan('second'),
      ]);
    });
  }

  it('when a code comes byte by byte, then it is one, and CR LF cut in two is no empty code', () => {
    const slow = scanner();
    for (const character of 'abc\r\ndef\r\n') slow.send(character);
    expect(slow.events).toEqual([scan('abc'), scan('def')]);
  });

  it('when it sends the identifier of the symbology, then text and symbology come apart', () => {
    expect(scanner().send(']Q1HELLO\r').events).toEqual([scan('HELLO', ']Q1')]);
  });

  it('when a code ends with a space or holds other control characters, then they stay', () => {
    expect(scanner().send('HC1:6BF \ra\u001db\r').events).toEqual([scan('HC1:6BF '), scan('a\u001db')]);
  });

  it('when a code is not UTF-8, then its bytes come unchanged', () => {
    expect(scanner().send(Uint8Array.of(0xff, 0xfe, 0x0d)).events).toEqual([
      { type: 'presentation', content: { type: 'bytes', bytesBase64: '//4=' }, symbology: undefined },
    ]);
  });

  it('when a code comes between STX and ETX, then its own line ends stay', () => {
    const code = '@\n\u001e\rANSI 636000\rDAQ1';
    expect(scanner().send(`\u0002${code}\u0003\r\n\u0002next\r\u0003`).events).toEqual([
      scan(code),
      scan('next'),
    ]);
  });

  it('when it puts STX in front and a line end behind, then silence or the next STX ends the code', () => {
    const prefixed = scanner().send('\u0002first\r\n').send('\u0002second\r', 10);
    expect(prefixed.events).toEqual([scan('first')]);
    expect(prefixed.wait(10 + late).events).toEqual([scan('first'), scan('second')]);
  });

  it('when garbage stands in front of STX, then it is dropped and said so', () => {
    expect(scanner().send(Uint8Array.of(0, 0xff)).send('\u0002code\u0003').events).toEqual([
      incomplete,
      scan('code'),
    ]);
  });
});

describe('Given a code that does not end', () => {
  it('when the scanner has never ended one, then silence is its end', () => {
    const silent = scanner().send('EID1-4F7K', 0);
    expect(silent.wait(LINE_SILENCE).events).toEqual([]);
    expect(silent.wait(late).events).toEqual([scan('EID1-4F7K')]);
    expect(silent.send('second', 5_000).wait(5_000 + late).events).toEqual([
      scan('EID1-4F7K'),
      scan('second'),
    ]);
  });

  it('when the scanner ends its codes, then the half is dropped, said so, and not glued to the next', () => {
    expect(scanner().send('first\r').send('hal', 0).send('second\r', 9_000).events).toEqual([
      scan('first'),
      incomplete,
      scan('second'),
    ]);
  });

  it('when it began with STX, then the half is dropped and said so', () => {
    expect(scanner().send('\u0002hal').wait(late).events).toEqual([incomplete]);
  });

  it('when the scanner is unplugged, then the half is dropped and said so', () => {
    expect(scanner().send('hal').unplug().events).toEqual([incomplete]);
    expect(scanner().send('whole\r').unplug().events).toEqual([scan('whole')]);
  });

  it('when it never stops, then it is said once, nothing is kept, and the next code is read', () => {
    const endless = scanner();
    for (let count = 0; count < 300; count++) endless.send('x'.repeat(100));
    expect(endless.events).toEqual([{ type: 'problem', code: 'too-large' }]);
    expect(endless.state().pending).toHaveLength(0);
    expect(endless.send('\rnext\r').events.slice(1)).toEqual([scan('next')]);
  });

  it('when it is exactly as long as allowed, then it is read', () => {
    const code = 'k'.repeat(MAX_PRESENTATION_TEXT);
    expect(scanner().send(`${code}\r`).events).toEqual([scan(code)]);
  });
});
