import { VestibuleError } from '../../../shared/domain/error';
import { type Command, commandBytes, getResponse, readAnswer } from '../../../shared/framing/apdu';

/** More than the longest answer there can be (65,536 bytes) in the smallest usual parts. */
const PARTS = 512;
const LONGEST = 65_536;

/**
 * One command and its whole answer, data and status word: with the length the card asks for (6Cxx), and everything it
 * holds ready (61xx). Throws VestibuleErrors: card-gone where nothing came back, too-large, and what `send` throws.
 */
export async function wholeAnswer(
  send: (apdu: Uint8Array) => Promise<Uint8Array>,
  command: Command,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let current = command;
  let corrected = false;
  let length = 0;
  while (parts.length < PARTS) {
    const bytes = await send(commandBytes(current));
    // A card that is pulled while it answers leaves an empty answer, not an error.
    if (bytes.length < 2) throw new VestibuleError('card-gone', 'The card was taken away.');
    const { data, status } = readAnswer(bytes);
    const more = status & 0xff;
    if (status >> 8 === 0x6c && !corrected) {
      corrected = true;
      current = { ...current, expects: more || 256 };
      continue;
    }
    length += data.length;
    if (length > LONGEST) break;
    if (status >> 8 !== 0x61) return Buffer.concat([...parts, bytes]);
    parts.push(data);
    corrected = false;
    current = getResponse(command.cla, more);
  }
  throw new VestibuleError('too-large', 'The card answers without end.');
}
