import { Refusal } from '../../crypto/refusal';

/** The characters that seals use, from C40 value 3 on (ICAO 9303 part 13, annex B; ISO/IEC 16022). */
const CHARACTERS = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIRST = 3;
/** What fills up the last triple, and what says that one character follows as its ASCII code plus one. */
const PADDING = 0;
const UNLATCH = 0xfe;

/** Decodes C40: three characters in two bytes. A filler (`<`) comes back as the space it was written as. Throws `Refusal` malformed. */
export function decodeC40(bytes: Uint8Array): string {
  if (bytes.length % 2 !== 0) throw new Refusal('malformed', 'C40: an odd number of bytes');
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    const isLast = at + 2 === bytes.length;
    if (first === UNLATCH && isLast) return text + characterOf(String.fromCharCode(second - 1));
    const number = first * 256 + second - 1;
    const values = [Math.floor(number / 1600), Math.floor(number / 40) % 40, number % 40];
    for (const [index, value] of values.entries()) {
      if (value === PADDING && index === 2 && isLast) break;
      text += characterOf(CHARACTERS[value - FIRST]);
    }
  }
  return text;
}

/** Encodes text of capitals, digits, spaces and fillers, as seals do. Throws `Refusal` malformed for anything else. */
export function encodeC40(text: string): Uint8Array {
  const written = text.replaceAll('<', ' ');
  const bytes: number[] = [];
  for (let at = 0; at < written.length; at += 3) {
    const triple = written.slice(at, at + 3);
    const values = Array.from(triple, (character) => CHARACTERS.indexOf(characterOf(character)) + FIRST);
    const [first = 0, second, third = PADDING] = values;
    if (second === undefined) {
      bytes.push(UNLATCH, written.charCodeAt(at) + 1);
    } else {
      const number = first * 1600 + second * 40 + third + 1;
      bytes.push(number >> 8, number & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function characterOf(character: string | undefined): string {
  if (character === undefined || !CHARACTERS.includes(character) || character === '') {
    throw new Refusal('malformed', 'C40: a character that seals do not use');
  }
  return character;
}
