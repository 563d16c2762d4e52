import type { Claims } from '../../../shared/domain/claims';
import type { CborValue } from '../../crypto/cbor';

/** Members of a biometric (MOSIP QR code specification 1.2): data, and 0 for an image as format. */
const BIOMETRIC = { data: 0, format: 1 } as const;
const IMAGE = 0;

/** What an image of each kind begins with; what it is said to be is not believed. */
const SIGNATURES: readonly { mediaType: string; at: number; begins: string }[] = [
  { mediaType: 'image/jpeg', at: 0, begins: '\xff\xd8\xff' },
  { mediaType: 'image/png', at: 0, begins: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/webp', at: 8, begins: 'WEBP' },
  { mediaType: 'image/avif', at: 4, begins: 'ftypavif' },
  { mediaType: 'image/jp2', at: 4, begins: 'jP  \r\n\x87\n' },
];

/** The photo field, else the first image among the faces. What is no image of a known kind is left out. */
export function portraitOf(photo: CborValue, faces: CborValue): Claims['portrait'] {
  const candidates = [photo, ...(Array.isArray(faces) ? faces.map(imageOf) : [])];
  for (const candidate of candidates) {
    if (!(candidate instanceof Uint8Array)) continue;
    const bytes = Buffer.from(candidate.buffer, candidate.byteOffset, candidate.length);
    const head = bytes.toString('latin1', 0, 16);
    const kind = SIGNATURES.find(({ at, begins }) => head.startsWith(begins, at));
    if (kind) return { mediaType: kind.mediaType, base64: bytes.toString('base64') };
  }
  return undefined;
}

function imageOf(biometric: CborValue): CborValue {
  if (!(biometric instanceof Map)) return undefined;
  const format = biometric.get(BIOMETRIC.format);
  return format === undefined || format === IMAGE ? biometric.get(BIOMETRIC.data) : undefined;
}
