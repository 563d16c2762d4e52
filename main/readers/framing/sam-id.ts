/**
 * A security module's identity as it is printed and as trust lists name it, for example
 * `05.03-20150101-0001096475-0348652165`: u16, u16, u32, u32, u32, little-endian on the wire (FORMATS 3).
 */
export const SAM_ID_PATTERN = /^\d{2,5}\.\d{2,5}-\d{8,10}-\d{10}-\d{10}$/;

/** The printed form of the 16 bytes that command `12 FF` answers. Throws a RangeError for any other length. */
export function samIdText(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new RangeError('A SAM id has 16 bytes.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const kind = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  const made = digits(view.getUint32(4, true), 8);
  return `${kind}-${made}-${digits(view.getUint32(8, true), 10)}-${digits(view.getUint32(12, true), 10)}`;
}

/** The 16 bytes behind a printed form. Throws a RangeError for a text that is none. */
export function samIdBytes(text: string): Uint8Array {
  const parts = SAM_ID_PATTERN.test(text) ? text.split(/[.-]/).map(Number) : [];
  const [kind = NaN, model = NaN, made = NaN, first = NaN, second = NaN] = parts;
  if (!(kind <= 0xffff && model <= 0xffff && [made, first, second].every((part) => part <= 0xffff_ffff))) {
    throw new RangeError('This is not a SAM id.');
  }
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, kind, true);
  view.setUint16(2, model, true);
  view.setUint32(4, made, true);
  view.setUint32(8, first, true);
  view.setUint32(12, second, true);
  return bytes;
}

const digits = (value: number, least: number) => String(value).padStart(least, '0');
