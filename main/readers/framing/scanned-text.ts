import { isAim } from '../../../shared/framing/aim';
import { eciText, transmitsEci } from './eci';
import type { ReadEvent } from './read-event';

/**
 * The presentation of one scanned code: text without its AIM identifier and without the one line end that a scanner
 * may be set to add, or bytes where they are neither UTF-8 nor in the character sets that the code itself names.
 * `symbology`: the AIM identifier, where it came apart from the text.
 */
export function scannedText(scanned: Uint8Array, symbology: string | undefined = aimOf(scanned)): ReadEvent {
  const bytes = symbology !== undefined && symbology === aimOf(scanned) ? scanned.subarray(3) : scanned;
  const text = transmitsEci(symbology) ? eciText(bytes) : textOf(bytes);
  const content =
    text === undefined
      ? { type: 'bytes' as const, bytesBase64: Buffer.from(bytes).toString('base64') }
      : { type: 'text' as const, text: text.replace(/(\r\n|\r|\n)$/, '') };
  return { type: 'presentation', content, symbology };
}

/** The AIM identifier at the front, if there is one. */
function aimOf(bytes: Uint8Array): string | undefined {
  const front = String.fromCharCode(...bytes.subarray(0, 3));
  return isAim(front) ? front : undefined;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
