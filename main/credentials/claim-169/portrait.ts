import type { Claims } from '../../../shared/domain/claims';
import type { CborValue } from '../../crypto/cbor';
import { pictureOf } from '../picture';

/** Members of a biometric (MOSIP QR code specification 1.2): data, and 0 for an image as format. */
const BIOMETRIC = { data: 0, format: 1 } as const;
const IMAGE = 0;

/** The photo field, else the first image among the faces. What is no image of a known kind is left out. */
export function portraitOf(photo: CborValue, faces: CborValue): Claims['portrait'] {
  const candidates = [photo, ...(Array.isArray(faces) ? faces.map(imageOf) : [])];
  for (const candidate of candidates) {
    const picture = candidate instanceof Uint8Array ? pictureOf(candidate) : undefined;
    if (picture !== undefined) return picture;
  }
  return undefined;
}

function imageOf(biometric: CborValue): CborValue {
  if (!(biometric instanceof Map)) return undefined;
  const format = biometric.get(BIOMETRIC.format);
  return format === undefined || format === IMAGE ? biometric.get(BIOMETRIC.data) : undefined;
}
