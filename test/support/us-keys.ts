import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** X key codes (evdev) of the keys of a US keyboard, row by row. */
const ROWS = [
  { from: 10, alone: '1234567890-=', shifted: '!@#$%^&*()_+' },
  { from: 24, alone: 'qwertyuiop[]', shifted: 'QWERTYUIOP{}' },
  { from: 38, alone: "asdfghjkl;'`", shifted: 'ASDFGHJKL:"~' },
  { from: 51, alone: '\\zxcvbnm,./', shifted: '|ZXCVBNM<>?' },
];
const SPACE = '65';
const SUFFIXES = { Enter: ['36'], Tab: ['23'], none: [] };

/** Presses the keys by their places, as a scanner that is set to a US keyboard does, whatever the computer makes of them. */
export async function pressUsKeys(text: string, suffix: keyof typeof SUFFIXES = 'Enter'): Promise<void> {
  await run('xdotool', ['key', '--delay', '2', ...Array.from(text, keyOf), ...SUFFIXES[suffix]]);
}

/** Presses Caps Lock once. */
export async function pressCapsLock(): Promise<void> {
  await run('xdotool', ['key', '66']);
}

/** Sets the computer's keyboard, such as `de`. */
export async function setKeyboard(layout: string): Promise<void> {
  await run('setxkbmap', [layout]);
}

function keyOf(character: string): string {
  if (character === ' ') return SPACE;
  for (const { from, alone, shifted } of ROWS) {
    if (alone.includes(character)) return `${from + alone.indexOf(character)}`;
    if (shifted.includes(character)) return `shift+${from + shifted.indexOf(character)}`;
  }
  throw new Error('A US keyboard has no such key.');
}
