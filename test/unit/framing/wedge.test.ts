import { describe, expect, it } from 'vitest';
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import {
  type WedgeKey,
  type WedgeOutcome,
  type WedgeState,
  idleWedge,
  plainKey,
  wedgeKey,
  wedgeTime,
} from '../../../shared/framing';

/** A window with one text field: what reaches the page, what the field shows, what is presented. */
function pageWith(prefix = '') {
  const page = { field: '', passed: [] as string[], outcomes: [] as WedgeOutcome[], mostLagging: 0 };
  let state: WedgeState = idleWedge;
  const obey = (step: ReturnType<typeof wedgeKey>) => {
    state = step.state;
    page.field += step.replay;
    page.mostLagging = Math.max(page.mostLagging, step.replay.length);
    if (step.outcome) page.outcomes.push(step.outcome);
    return step;
  };
  return {
    page,
    press(key: WedgeKey) {
      const step = obey(wedgeKey(state, key, { prefix }));
      if (step.hold) return;
      page.passed.push(key.key);
      if ([...key.key].length === 1 && !key.control) page.field += key.key;
    },
    wait: (at = Infinity) => obey(wedgeTime(state, at, { prefix })),
    deadline: () => wedgeTime(state, -Infinity, { prefix }).deadline,
  };
}

function type(text: string, gap: number, window: ReturnType<typeof pageWith>, start = 1000): number {
  let at = start;
  for (const character of text) {
    window.press(plainKey(character, at));
    at += gap;
  }
  return at;
}

const texts = (outcomes: WedgeOutcome[]) => outcomes.map((o) => (o.type === 'scan' ? o.text : o.type));

describe('Given a scanner that types', () => {
  for (const gap of [0, 1, 10, 19, 30]) {
    it(`when it types a code at ${gap} ms a character and Enter, then the code is presented and nothing leaks`, () => {
      const window = pageWith();
      const at = type('EID1:aB3+/=Zz-09_~end', gap, window);
      window.press(plainKey('Enter', at));
      expect(window.page.outcomes).toEqual([
        { type: 'scan', text: 'EID1:aB3+/=Zz-09_~end', symbology: undefined, composed: false },
      ]);
      expect(window.page.field).toBe('');
      expect(window.page.passed).toEqual([]);
    });
  }

  it('when it sends no suffix, then 150 ms of silence end the code', () => {
    const window = pageWith();
    type('ABCDEF1', 5, window);
    expect(window.deadline()).toBe(1030 + 150);
    window.wait(1180);
    expect(window.page.outcomes).toEqual([]);
    window.wait(1181);
    expect(texts(window.page.outcomes)).toEqual(['ABCDEF1']);
    expect(window.deadline()).toBeUndefined();
  });

  it('when the browser stalls for 61 ms twice at the start, then the code is still one scan', () => {
    const window = pageWith();
    window.press(plainKey('A', 0));
    window.press(plainKey('B', 61));
    window.press(plainKey('C', 122));
    const at = type('DEFGHIJKLM', 10, window, 132);
    window.press(plainKey('Enter', at));
    expect(texts(window.page.outcomes)).toEqual(['ABCDEFGHIJKLM']);
    expect(window.page.field).toBe('');
  });

  it('when it stalls for 120 ms once it has proven to be a scanner, then nothing leaks', () => {
    const window = pageWith();
    const at = type('ABCDEFGH', 5, window);
    const end = type('IJKLMNOP', 5, window, at + 120);
    window.press(plainKey('Tab', end));
    expect(texts(window.page.outcomes)).toEqual(['ABCDEFGHIJKLMNOP']);
    expect(window.page.field).toBe('');
  });

  it('when it ends with carriage return and line feed, then the second one presses no button', () => {
    const window = pageWith();
    const at = type('ABCDEFGH', 5, window);
    window.press(plainKey('Enter', at));
    window.press({ ...plainKey('j', at + 5), control: true });
    window.press(plainKey('Enter', at + 10));
    expect(window.page.passed).toEqual([]);
    window.press(plainKey('Enter', at + 900));
    expect(window.page.passed).toEqual(['Enter']);
  });

  it('when it presses Shift between capitals, then Shift is no part of the code', () => {
    const window = pageWith();
    let at = 0;
    for (const character of 'AbCdEfGh') {
      window.press(plainKey('Shift', at));
      window.press({ ...plainKey(character, at + 1), shift: true });
      at += 8;
    }
    window.press(plainKey('Enter', at));
    expect(texts(window.page.outcomes)).toEqual(['AbCdEfGh']);
  });

  it('when it types the symbology first, then text and symbology come apart', () => {
    const window = pageWith();
    const at = type(']Q1ABCDEFGH', 5, window);
    window.press(plainKey('Enter', at));
    expect(window.page.outcomes).toEqual([
      { type: 'scan', text: 'ABCDEFGH', symbology: ']Q1', composed: false },
    ]);
  });

  it('when two codes come 200 ms apart without a suffix, then there are two presentations', () => {
    const window = pageWith();
    const at = type('FIRSTCODE', 5, window);
    type('SECONDCODE', 5, window, at + 200);
    window.wait();
    expect(texts(window.page.outcomes)).toEqual(['FIRSTCODE', 'SECONDCODE']);
  });

  it('when the code has AltGr characters on Windows, then they belong to it', () => {
    const window = pageWith();
    const at = type('ABCDEF', 5, window);
    window.press({ ...plainKey('{', at), control: true, alt: true, altGraph: true });
    window.press(plainKey('Enter', at + 5));
    expect(texts(window.page.outcomes)).toEqual(['ABCDEF{']);
  });

  it('when a code is longer than a presentation may be, then it is cut at one character more and said to be too large', () => {
    const window = pageWith();
    const at = type('x1'.repeat(50_000), 1, window);
    window.press(plainKey('Enter', at));
    expect(window.page.outcomes).toHaveLength(1);
    expect(window.page.outcomes[0]).toMatchObject({ type: 'too-large' });
    const [outcome] = window.page.outcomes;
    expect(outcome?.type === 'too-large' && outcome.text.length).toBe(MAX_PRESENTATION_TEXT + 1);
    expect(window.page.field).toBe('');
  });
});

describe('Given control characters in a code', () => {
  it('when a control character comes, then the scan is refused whole', () => {
    const window = pageWith();
    const at = type('ABCDEFGH\u001dIJK', 5, window);
    window.press(plainKey('Enter', at));
    expect(window.page.outcomes).toEqual([{ type: 'frame-invalid', composed: false }]);
  });

  it('when it types Control-W as part of a code, then the window is not closed and the scan is refused', () => {
    const window = pageWith();
    const at = type('ABCDEFGH', 5, window);
    window.press({ ...plainKey('w', at), control: true });
    window.press(plainKey('F4', at + 5));
    window.press(plainKey('Enter', at + 10));
    expect(window.page.passed).toEqual([]);
    expect(texts(window.page.outcomes)).toEqual(['frame-invalid']);
  });
});

describe('Given a person who types', () => {
  for (const gap of [70, 120, 300]) {
    it(`when the keys come every ${gap} ms, then every character arrives in order and nothing is presented`, () => {
      const window = pageWith();
      const at = type('Zhang 304, late arrival', gap, window);
      window.press(plainKey('Enter', at));
      expect(window.page.field).toBe('Zhang 304, late arrival');
      expect(window.page.passed.at(-1)).toBe('Enter');
      expect(window.page.outcomes).toEqual([]);
    });
  }

  it('when one character is typed, then it shows after at most 95 ms', () => {
    const window = pageWith();
    window.press(plainKey('3', 500));
    expect(window.page.field).toBe('');
    expect(window.deadline()).toBe(595);
    window.wait(596);
    expect(window.page.field).toBe('3');
  });

  it('when fingers roll over five keys in 60 ms, then they are typed, not presented', () => {
    const window = pageWith();
    type('asdfg', 15, window);
    window.wait();
    expect(window.page.field).toBe('asdfg');
    expect(window.page.outcomes).toEqual([]);
  });

  it('when a key is held down, then its repeats are never a scan', () => {
    const window = pageWith();
    window.press(plainKey('7', 0));
    for (let at = 500; at < 1500; at += 30) window.press({ ...plainKey('7', at), repeat: true });
    window.wait();
    expect(window.page.outcomes).toEqual([]);
    expect(window.page.field).toBe('7'.repeat(35));
  });

  it('when the repeat flag was lost on the way, then a held key is still no scan', () => {
    const window = pageWith();
    for (let at = 0; at < 600; at += 30) window.press(plainKey('a', at));
    window.wait();
    expect(window.page.outcomes).toEqual([]);
    expect(window.page.field).toBe('a'.repeat(20));
  });

  it('when a shortcut is pressed after a character, then the character comes first and the shortcut passes', () => {
    const window = pageWith();
    window.press(plainKey('x', 0));
    window.press({ ...plainKey('a', 20), control: true });
    expect(window.page.field).toBe('x');
    expect(window.page.passed).toEqual(['a']);
  });

  it('when Space is pressed on a button, then it passes at once', () => {
    const window = pageWith();
    window.press(plainKey(' ', 0));
    expect(window.page.passed).toEqual([' ']);
  });

  it('when Backspace follows a character, then it takes effect after it', () => {
    const window = pageWith();
    window.press(plainKey('x', 0));
    window.press(plainKey('Backspace', 40));
    expect(window.page.field).toBe('x');
    expect(window.page.passed).toEqual(['Backspace']);
  });

  it('when a script sends keys, then they are neither held nor presented', () => {
    const window = pageWith();
    for (const [index, key] of [...'ABCDEFGHIJ'].entries())
      window.press({ ...plainKey(key, index), trusted: false });
    window.press({ ...plainKey('Enter', 11), trusted: false });
    expect(window.page.passed).toHaveLength(11);
    expect(window.page.outcomes).toEqual([]);
  });
});

describe('Given a configured prefix', () => {
  it('when a burst begins with it, then it is a scan however short, without the prefix', () => {
    const window = pageWith('~#');
    const at = type('~#AB1', 5, window);
    window.press(plainKey('Enter', at));
    expect(texts(window.page.outcomes)).toEqual(['AB1']);
  });

  it('when a person types anything else, then no key waits', () => {
    const window = pageWith('~#');
    type('quick as lightning', 5, window);
    expect(window.page.field).toBe('quick as lightning');
    expect(window.page.outcomes).toEqual([]);
  });

  it('when a person types the prefix slowly, then it is text', () => {
    const window = pageWith('~');
    type('~abc', 120, window);
    window.wait();
    expect(window.page.field).toBe('~abc');
    expect(window.page.outcomes).toEqual([]);
  });

  it('when half a prefix turns into something else, then the held half comes first', () => {
    const window = pageWith('~#');
    type('~x', 10, window);
    expect(window.page.field).toBe('~x');
  });
});

describe('Given an input method in the way', () => {
  const process = (code: string, shift: boolean, at: number): WedgeKey => ({
    ...plainKey('Process', at),
    code,
    shift,
    composing: true,
  });

  it('when it takes every key of a scan, then the code is rebuilt from the places of the keys, and said so', () => {
    const window = pageWith();
    const keys: [string, boolean][] = [
      ['KeyH', true],
      ['KeyC', true],
      ['Digit1', false],
      ['Semicolon', true],
      ['KeyA', false],
      ['Equal', true],
      ['Slash', true],
    ];
    let at = 0;
    for (const [code, shift] of keys) window.press(process(code, shift, (at += 8)));
    window.press(process('Enter', false, at + 8));
    expect(window.page.outcomes).toEqual([
      { type: 'scan', text: 'HC1:a+?', symbology: undefined, composed: true },
    ]);
    expect(window.page.field).toBe('');
  });

  it('when a person composes with it, then every key passes and nothing is typed twice', () => {
    const window = pageWith();
    let at = 0;
    for (const code of ['KeyZ', 'KeyH', 'KeyA', 'KeyN', 'KeyG', 'Space'])
      window.press(process(code, false, (at += 90)));
    window.wait();
    expect(window.page.passed).toHaveLength(6);
    expect(window.page.field).toBe('');
    expect(window.page.outcomes).toEqual([]);
  });

  it('when a dead key comes in the middle of a scan, then its place gives the character', () => {
    const window = pageWith();
    let at = 0;
    for (const letter of 'ABCDEF')
      window.press({ ...plainKey(letter, (at += 5)), code: `Key${letter}`, shift: true });
    window.press({ ...plainKey('Dead', (at += 5)), code: 'Quote', shift: true });
    window.press({ ...plainKey('Ä', (at += 5)), code: 'KeyA', shift: true });
    window.press(plainKey('Enter', at + 5));
    expect(texts(window.page.outcomes)).toEqual(['ABCDEF"A']);
  });

  it('when the place of a key is unknown, then the scan is refused rather than guessed', () => {
    const window = pageWith();
    const at = type('ABCDEFG', 5, window);
    window.press({ ...plainKey('Dead', at), code: 'IntlBackslash' });
    window.press(plainKey('Enter', at + 5));
    expect(texts(window.page.outcomes)).toEqual(['frame-invalid']);
  });
});
