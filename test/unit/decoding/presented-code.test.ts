import { describe, expect, it } from 'vitest';
import { contentOf, type Code } from '../../../shared/decoding/code';
import { createInView } from '../../../shared/decoding/in-view';
import { pictureOf } from '../../../shared/decoding/picture';

function code(text: string, bytes: Uint8Array = new TextEncoder().encode(text)): Code {
  return { format: 'qr', text, bytes, pass: 'first' };
}

describe('What a code presents', () => {
  it.each(['HC1:NCF', 'name\r\nstreet', '\x1e\r@\n\x1eANSI 636000', '中文', 'tab\t'])(
    'Given the text %j, when it is presented, then it is text',
    (text) => expect(contentOf(code(text))).toEqual({ type: 'text', text }),
  );

  it('Given a text in an older character set, when it is presented, then it is text although UTF-8 has other bytes', () => {
    expect(contentOf(code('café', Uint8Array.of(0x63, 0x61, 0x66, 0xe9)))).toEqual({
      type: 'text',
      text: 'café',
    });
  });

  it('Given bytes that are no text, when they are presented, then they stay bytes', () => {
    const bytes = Uint8Array.of(0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26, 0x00);
    expect(contentOf(code('Ò\x84C¡\x01&\x00', bytes))).toEqual({
      type: 'bytes',
      bytesBase64: '0oRDoQEmAA==',
    });
    expect(contentOf(code('\uFFFD', Uint8Array.of(0xff)))).toEqual({ type: 'bytes', bytesBase64: '/w==' });
  });
});

describe('A code held to the camera', () => {
  it('Given a code that stays in view, when frames follow, then it is new once', () => {
    let now = 0;
    const inView = createInView(() => now);
    const times = [0, 500, 1_900, 3_800].map((at) => {
      now = at;
      return inView.comes(code('A'));
    });
    expect(times).toEqual([true, false, false, false]);
  });

  it('Given a code that was away for over two seconds, when it comes back, then it is new again', () => {
    let now = 0;
    const inView = createInView(() => now);
    inView.comes(code('A'));
    now = 2_001;
    expect(inView.comes(code('A'))).toBe(true);
  });

  it('Given two codes in view, when they take turns, then each is new once', () => {
    const inView = createInView(() => 0);
    expect(['A', 'B', 'A', 'B'].map((text) => inView.comes(code(text)))).toEqual([true, true, false, false]);
  });
});

describe('A picture from pixels', () => {
  it('Given colours, when they become luminance, then green weighs most and blue least', () => {
    const pixels = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255);
    expect([...pictureOf(pixels, 4, 1).luminance]).toEqual([76, 150, 29, 255]);
  });

  it('Given transparent pixels, when they become luminance, then they lie over white', () => {
    const pixels = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 255);
    expect([...pictureOf(pixels, 3, 1).luminance]).toEqual([255, 127, 0]);
  });

  it('Given fewer pixels than the picture needs, when it is made, then that is refused', () => {
    expect(() => pictureOf(new Uint8Array(12), 2, 2)).toThrow(RangeError);
  });
});
