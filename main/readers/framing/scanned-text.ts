import { splitAim } from '../../../shared/framing/aim';
import type { ReadEvent } from './read-event';

/**
 * The presentation of one scanned code: text without its AIM identifier and without the one line end that a scanner
 * may be set to add, or bytes where they are not UTF-8. `symbology`: the AIM identifier, where it came apart from the text.
 */
export function scannedText(bytes: Uint8Array, symbology?: string): ReadEvent {
  const text = textOf(bytes);
  if (text === undefined) {
    const bytesBase64 = Buffer.from(bytes).toString('base64');
    return { type: 'presentation', content: { type: 'bytes', bytesBase64 }, symbology };
  }
  const split = symbology === undefined ? splitAim(text) : { symbology, text };
  const content = { type: 'text' as const, text: split.text.replace(/(\r\n|\r|\n)$/, '') };
  return { type: 'presentation', content, symbology: split.symbology };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
