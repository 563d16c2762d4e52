import { type Code, contentOf } from '../../shared/decoding/code';
import type { Present } from './use-presenter';

/** Presents what was read in a picture. */
export function presentCode(code: Code, reader: 'camera' | 'image', present: Present): Promise<void> {
  const content = contentOf(code);
  const symbology = code.symbology && { symbology: code.symbology };
  if (content.type === 'text') return present({ reader, text: content.text, ...symbology });
  if (content.type === 'bytes') return present({ reader, bytesBase64: content.bytesBase64, ...symbology });
  return Promise.resolve();
}
