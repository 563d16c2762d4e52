import { describe, expect, test } from 'vitest';
import { isWayOut } from '../../../main/shell/way-out';

const press = (written: string) => {
  const parts = written.split('+');
  const held = (name: string) => parts.slice(0, -1).includes(name);
  return {
    key: parts.at(-1) ?? '',
    control: held('Control'),
    alt: held('Alt'),
    meta: held('Meta'),
    shift: held('Shift'),
  };
};

describe('A locked window', () => {
  test.each([
    'Alt+F4',
    'Alt+Tab',
    'Alt+ArrowLeft',
    'Control+w',
    'Control+Q',
    'Control+r',
    'Control+Shift+I',
    'Control+Shift+R',
    'Control+F4',
    'F5',
    'F11',
    'F12',
    'Meta+Tab',
    'Meta+d',
    'BrowserBack',
  ])('Given %s, when it is pressed, then nothing happens', (written) => {
    expect(isWayOut(press(written))).toBe(true);
  });

  test.each([
    'a',
    'Enter',
    'Escape',
    'Tab',
    '/',
    'F6',
    'Control+c',
    'Control+v',
    'Control+z',
    'Control++',
    'Control+0',
    'Shift+A',
    'ArrowLeft',
  ])('Given %s, when it is pressed, then it does what it always does', (written) => {
    const parts = written === 'Control++' ? { ...press('Control+x'), key: '+' } : press(written);
    expect(isWayOut(parts)).toBe(false);
  });
});
