/**
 * Extended channel interpretations as a scanner transmits them (AIM ITS/04-001): where the symbology identifier says
 * that the protocol is in use, `\nnnnnn` names the character set of what follows and a backslash of the code is doubled.
 */

/** Whether a code with this AIM identifier comes with escapes: QR, Data Matrix, PDF417, Aztec and Han Xin have such modifiers. */
export function transmitsEci(symbology: string | undefined): boolean {
  return symbology !== undefined && /^\](?:Q[246]|d[456]|L1|z[3459AB]|h[1357])$/.test(symbology);
}

/**
 * The text of bytes with escapes: each stretch by its own character set, UTF-8 before the first one. Undefined for a
 * set that is unknown here, bytes that are not in their set, or a backslash that is neither doubled nor an escape.
 */
export function eciText(bytes: Uint8Array): string | undefined {
  let text = '';
  let label: string | undefined = 'utf-8';
  let stretch: number[] = [];
  const settle = () => {
    const decoded = decode(stretch, label);
    if (decoded !== undefined) text += decoded;
    stretch = [];
    return decoded !== undefined;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== BACKSLASH) {
      stretch.push(byte);
    } else if (bytes[at + 1] === BACKSLASH) {
      stretch.push(BACKSLASH);
      at += 1;
    } else {
      const digits = String.fromCharCode(...bytes.subarray(at + 1, at + 7));
      if (!/^\d{6}$/.test(digits) || !settle()) return undefined;
      label = CHARACTER_SETS.get(Number(digits));
      at += 6;
    }
  }
  return settle() ? text : undefined;
}

const BACKSLASH = 0x5c;

/** ECI assignment numbers (AIM ITS/04-023) and the names that TextDecoder has for them. */
const CHARACTER_SETS = new Map<number, string>([
  [1, 'iso-8859-1'],
  [3, 'iso-8859-1'],
  ...[2, 3, 4, 5, 6, 7, 8].map((part): [number, string] => [part + 2, `iso-8859-${part}`]),
  [17, 'iso-8859-15'],
  [20, 'shift_jis'],
  [21, 'windows-1250'],
  [22, 'windows-1251'],
  [23, 'windows-1252'],
  [24, 'windows-1256'],
  [25, 'utf-16be'],
  [26, 'utf-8'],
  [27, 'utf-8'],
  [28, 'big5'],
  [29, 'gb18030'],
  [30, 'euc-kr'],
  [32, 'gb18030'],
]);

function decode(stretch: readonly number[], label: string | undefined): string | undefined {
  if (stretch.length === 0) return '';
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(stretch));
  } catch {
    return undefined;
  }
}
