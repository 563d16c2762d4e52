import { VestibuleError } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';

/** The readers that live in a window. */
export const windowReaders = {
  keyboard: { id: 'keyboard', kind: 'keyboard', name: 'Keyboard scanner' },
  camera: { id: 'camera', kind: 'camera', name: 'Camera' },
  image: { id: 'image', kind: 'image', name: 'Image file' },
} as const satisfies Record<string, Presentation['reader']>;

/** Throws bad-request where a read of a window has neither text nor bytes. */
export function contentOf(text: string | undefined, bytesBase64: string | undefined): PresentationContent {
  if (text !== undefined) return { type: 'text', text };
  if (bytesBase64 !== undefined) return { type: 'bytes', bytesBase64 };
  throw new VestibuleError('bad-request', 'A presentation needs text or bytes.');
}
