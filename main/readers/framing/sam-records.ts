import { VestibuleError } from '../../../shared/domain/error';

/** The records of one card as the security module hands them over (FORMATS 3). */
export interface SamRecords {
  /** 256 bytes UTF-16LE. */
  readonly text: Uint8Array;
  /** 1,024 bytes in a licensed compression. */
  readonly photo: Uint8Array;
}

export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1_024;
/** The first bytes of the answer to `30 03` hold the appended address. */
export const ADDRESS_BYTES = 70;

/**
 * Takes the data of an answer to `30 01` or `30 10` apart: two or three big-endian lengths, then the records.
 * Fingerprints are left behind. Throws frame-invalid where the lengths do not add up.
 */
export function readRecords(data: Uint8Array): SamRecords {
  const text = lengthAt(data, 0);
  const photo = lengthAt(data, 2);
  const start = [4, 6].find((header) => {
    const fingerprint = header === 6 ? lengthAt(data, 4) : 0;
    return data.length === header + text + photo + fingerprint;
  });
  if (start === undefined || text !== TEXT_BYTES || photo !== PHOTO_BYTES) {
    throw new VestibuleError('frame-invalid', 'The lengths of the card record do not add up.');
  }
  const part = (from: number, length: number) => Uint8Array.from(data.subarray(from, from + length));
  return { text: part(start, text), photo: part(start + text, photo) };
}

const lengthAt = (data: Uint8Array, at: number) => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
