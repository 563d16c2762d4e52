/**
 * The character a key types on a US keyboard, from its physical place (`KeyboardEvent.code`) and Shift alone.
 * Scanners ship with this layout; it is what is left when an input method or a dead key has swallowed the character.
 */
export function usCharacter(code: string, shift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const pair = punctuation.get(code);
  if (pair !== undefined) return shift ? pair[1] : pair[0];
  return numpad.get(code);
}

const punctuation = new Map<string, readonly [string, string]>([
  ['Digit1', ['1', '!']],
  ['Digit2', ['2', '@']],
  ['Digit3', ['3', '#']],
  ['Digit4', ['4', '$']],
  ['Digit5', ['5', '%']],
  ['Digit6', ['6', '^']],
  ['Digit7', ['7', '&']],
  ['Digit8', ['8', '*']],
  ['Digit9', ['9', '(']],
  ['Digit0', ['0', ')']],
  ['Backquote', ['`', '~']],
  ['Minus', ['-', '_']],
  ['Equal', ['=', '+']],
  ['BracketLeft', ['[', '{']],
  ['BracketRight', [']', '}']],
  ['Backslash', ['\\', '|']],
  ['Semicolon', [';', ':']],
  ['Quote', ["'", '"']],
  ['Comma', [',', '<']],
  ['Period', ['.', '>']],
  ['Slash', ['/', '?']],
  ['Space', [' ', ' ']],
]);

const numpad = new Map<string, string>([
  ...Array.from({ length: 10 }, (_, digit): [string, string] => [`Numpad${digit}`, String(digit)]),
  ['NumpadAdd', '+'],
  ['NumpadSubtract', '-'],
  ['NumpadMultiply', '*'],
  ['NumpadDivide', '/'],
  ['NumpadDecimal', '.'],
]);
