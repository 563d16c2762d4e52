import type { Claims } from '../../shared/domain/claims';

/** What an image of each kind begins with; what it is said to be is not believed. A bare JPEG 2000 codestream counts as one in a file. */
const SIGNATURES: readonly { mediaType: string; at: number; begins: string }[] = [
  { mediaType: 'image/jpeg', at: 0, begins: '\xff\xd8\xff' },
  { mediaType: 'image/png', at: 0, begins: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/webp', at: 8, begins: 'WEBP' },
  { mediaType: 'image/avif', at: 4, begins: 'ftypavif' },
  { mediaType: 'image/jp2', at: 4, begins: 'jP  \r\n\x87\n' },
  { mediaType: 'image/jp2', at: 0, begins: '\xff\x4f\xff\x51' },
];

/** Bytes as a portrait; undefined where they begin like no image of a known kind. */
export function pictureOf(image: Uint8Array): Claims['portrait'] {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.length);
  const head = bytes.toString('latin1', 0, 16);
  const kind = SIGNATURES.find(({ at, begins }) => head.startsWith(begins, at));
  return kind && { mediaType: kind.mediaType, base64: bytes.toString('base64') };
}
