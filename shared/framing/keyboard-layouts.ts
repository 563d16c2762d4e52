/** Keyboard layouts as far as a code in ASCII needs them: what each key types, alone and with Shift. */

export const keyboardLayouts = ['us', 'gb', 'de', 'fr', 'es', 'it'] as const;
export type KeyboardLayout = (typeof keyboardLayouts)[number];

/** A key that types nothing by itself and changes the next one. */
const DEAD = '\0';

/** The four rows from the top: 13 keys, 12, 12 and 10, without the key that only ISO keyboards have. */
const rows: Readonly<Record<KeyboardLayout, { alone: readonly string[]; shifted: readonly string[] }>> = {
  us: {
    alone: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", 'zxcvbnm,./'],
    shifted: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', 'ZXCVBNM<>?'],
  },
  gb: {
    alone: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'#", 'zxcvbnm,./'],
    shifted: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', 'ZXCVBNM<>?'],
  },
  de: {
    alone: [`${DEAD}1234567890ß${DEAD}`, 'qwertzuiopü+', 'asdfghjklöä#', 'yxcvbnm,.-'],
    shifted: [`°!"§$%&/()=?${DEAD}`, 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", 'YXCVBNM;:_'],
  },
  fr: {
    alone: ['²&é"\'(-è_çà)=', `azertyuiop${DEAD}$`, 'qsdfghjklmù*', 'wxcvbn,;:!'],
    shifted: [`${DEAD}1234567890°+`, `AZERTYUIOP${DEAD}£`, 'QSDFGHJKLM%µ', 'WXCVBN?./§'],
  },
  es: {
    alone: ["º1234567890'¡", `qwertyuiop${DEAD}+`, `asdfghjklñ${DEAD}ç`, 'zxcvbnm,.-'],
    shifted: ['ª!"·$%&/()=?¿', `QWERTYUIOP${DEAD}*`, `ASDFGHJKLÑ${DEAD}Ç`, 'ZXCVBNM;:_'],
  },
  it: {
    alone: ["\\1234567890'ì", 'qwertyuiopè+', 'asdfghjklòàù', 'zxcvbnm,.-'],
    shifted: ['|!"£$%&/()=?^', 'QWERTYUIOPé*', 'ASDFGHJKLç°§', 'ZXCVBNM;:_'],
  },
};

/**
 * What arrives where a scanner that is set to one layout types a text on a computer that is set to another. A dead key
 * gives nothing. Undefined for a text that the scanner's layout cannot type without AltGr.
 */
export function typedAcross(
  text: string,
  scanner: KeyboardLayout,
  computer: KeyboardLayout,
): string | undefined {
  const [from, to] = [keysOf(scanner), keysOf(computer)];
  let arrived = '';
  for (const character of text) {
    const [alone, shifted] = [from.alone.indexOf(character), from.shifted.indexOf(character)];
    if (character === ' ') arrived += ' ';
    else if (alone >= 0) arrived += to.alone[alone] ?? '';
    else if (shifted >= 0) arrived += to.shifted[shifted] ?? '';
    else return undefined;
  }
  return arrived.replaceAll(DEAD, '');
}

function keysOf(layout: KeyboardLayout): { alone: string; shifted: string } {
  return { alone: rows[layout].alone.join(''), shifted: rows[layout].shifted.join('') };
}
