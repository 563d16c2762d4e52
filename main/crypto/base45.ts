import { Refusal } from './refusal';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const FOREIGN = 0xff;
const VALUES = new Uint8Array(128).fill(FOREIGN);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/**
 * Decodes base45 (RFC 9285), strictly: a character outside the alphabet, a lone closing character or a group over
 * its greatest value (`GGW`) is `Refusal` malformed.
 */
export function decodeBase45(text: string): Uint8Array {
  const groups = Math.floor(text.length / 3);
  const rest = text.length % 3;
  if (rest === 1) throw new Refusal('malformed', 'base45: a lone closing character');
  const bytes = new Uint8Array(groups * 2 + (rest === 2 ? 1 : 0));
  let written = 0;
  for (let read = 0; read < groups * 3; read += 3) {
    const number = valueAt(text, read) + valueAt(text, read + 1) * 45 + valueAt(text, read + 2) * 2025;
    if (number > 0xffff) throw new Refusal('malformed', 'base45: a group over 65535');
    bytes[written++] = number >> 8;
    bytes[written++] = number & 0xff;
  }
  if (rest === 2) {
    const number = valueAt(text, groups * 3) + valueAt(text, groups * 3 + 1) * 45;
    if (number > 0xff) throw new Refusal('malformed', 'base45: a closing group over 255');
    bytes[written] = number;
  }
  return bytes;
}

/** Encodes bytes as base45 (RFC 9285). */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let read = 0; read < bytes.length; read += 2) {
    const [high = 0, low] = [bytes[read], bytes[read + 1]];
    const number = low === undefined ? high : high * 256 + low;
    text += ALPHABET.charAt(number % 45) + ALPHABET.charAt(Math.floor(number / 45) % 45);
    if (low !== undefined) text += ALPHABET.charAt(Math.floor(number / 2025));
  }
  return text;
}

function valueAt(text: string, index: number): number {
  const value = VALUES[text.charCodeAt(index)] ?? FOREIGN;
  if (value === FOREIGN) throw new Refusal('malformed', 'base45: a character outside the alphabet');
  return value;
}
