import { Refusal } from '../../crypto/refusal';
import { readTlv, readTlvs } from '../../crypto/tlv';

/** The face as the chip has it. */
export interface Face {
  /** JPEG, or JPEG 2000: in its file format or as a bare codestream. */
  readonly mediaType: 'image/jpeg' | 'image/jp2' | 'image/j2c';
  readonly image: Uint8Array;
}

const BIOMETRIC_TEMPLATES = 0x7f61;
const BIOMETRIC_TEMPLATE = 0x7f60;
/** Biometric data, in the clear or constructed (ISO/IEC 7816-11). */
const BIOMETRIC_DATA = [0x5f2e, 0x7f2e];
/** Bytes in the headers of a facial record (ISO/IEC 19794-5:2005, 5.3 to 5.6). */
const HEADER = { record: 14, information: 20, featurePoint: 8, image: 12 } as const;
const FACIAL_RECORD = 'FAC\0';

/**
 * DG2: the first face in it (ICAO 9303 part 10, 4.7.2): a CBEFF structure around a facial record of ISO/IEC 19794-5.
 * Undefined where there is none of a kind that is known here. Throws `Refusal` malformed.
 */
export function readFaceGroup(file: Uint8Array): Face | undefined {
  const templates = readTlv(readTlv(file, 0x75).value, BIOMETRIC_TEMPLATES).value;
  const template = readTlvs(templates).find(({ tag }) => tag === BIOMETRIC_TEMPLATE);
  const record = template && readTlvs(template.value).find(({ tag }) => BIOMETRIC_DATA.includes(tag))?.value;
  return record && imageIn(record);
}

/** The image of the first face of a facial record: behind its headers, as long as the record says. */
function imageIn(record: Uint8Array): Face | undefined {
  if (Buffer.from(record.subarray(0, 4)).toString('latin1') !== FACIAL_RECORD) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const start = HEADER.record;
  if (record.length < start + HEADER.information + HEADER.image) throw cutShort();
  const end = start + view.getUint32(start);
  const points = view.getUint16(start + 4);
  const image = start + HEADER.information + points * HEADER.featurePoint + HEADER.image;
  if (end > record.length || image >= end) throw cutShort();
  const bytes = record.subarray(image, end);
  const mediaType = mediaTypeOf(bytes);
  return mediaType && { mediaType, image: bytes };
}

/** By its first bytes: the type that the record names is wrong in some documents. */
function mediaTypeOf(image: Uint8Array): Face['mediaType'] | undefined {
  const begins = (hex: string) => Buffer.from(image.subarray(0, hex.length / 2)).toString('hex') === hex;
  if (begins('ffd8ff')) return 'image/jpeg';
  if (begins('0000000c6a5020200d0a870a')) return 'image/jp2';
  if (begins('ff4fff51')) return 'image/j2c';
  return undefined;
}

function cutShort(): Refusal {
  return new Refusal('malformed', 'DG2: cut short');
}
