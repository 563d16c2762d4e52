/** Bytes of a virtual passport, written from ICAO 9303 and X.690 without anything of the rooms that read one: what tries them must not share their mistakes. */

export const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
export const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);
export const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A tag–length–value object. */
export function tlv(tag: string, ...parts: readonly Uint8Array[]): Buffer {
  const value = join(...parts);
  const size = value.length;
  const length =
    size < 0x80
      ? [size]
      : size < 0x100
        ? [0x81, size]
        : size < 0x10000
          ? [0x82, size >> 8, size & 255]
          : [0x83, size >> 16, (size >> 8) & 255, size & 255];
  return join(bytes(tag), Buffer.from(length), value);
}

export const sequence = (...parts: readonly Uint8Array[]) => tlv('30', ...parts);
export const set = (...parts: readonly Uint8Array[]) => tlv('31', ...parts);
export const octets = (...parts: readonly Uint8Array[]) => tlv('04', ...parts);
export const bits = (part: Uint8Array) => tlv('03', Buffer.of(0), part);
export const nothing = tlv('05');
export const yes = tlv('01', Buffer.of(0xff));
export const number = (value: number) =>
  tlv('02', value < 0x80 ? Buffer.of(value) : Buffer.of(value >> 8, value & 255));

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const septets = (value: number): number[] =>
    value < 0x80 ? [value] : [...septets(Math.floor(value / 0x80)).map((each) => each | 0x80), value & 0x7f];
  return tlv('06', Buffer.from([first * 40 + second, ...rest.flatMap(septets)]));
}

export const utcTime = (date: Date) =>
  tlv('17', ascii(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

/** The objects side by side in these bytes: tag in hex and value. */
export function objectsIn(data: Uint8Array): { tag: string; value: Buffer; raw: Buffer }[] {
  const all = Buffer.from(data);
  const found: { tag: string; value: Buffer; raw: Buffer }[] = [];
  for (let at = 0; at < all.length;) {
    const start = at;
    let tag = all.toString('hex', at, ++at);
    if ((Number.parseInt(tag, 16) & 0x1f) === 0x1f) tag += all.toString('hex', at, ++at);
    let size = all.readUInt8(at++);
    if (size === 0x81) size = all.readUInt8(at++);
    else if (size === 0x82) {
      size = all.readUInt16BE(at);
      at += 2;
    }
    found.push({ tag, value: all.subarray(at, at + size), raw: all.subarray(start, at + size) });
    at += size;
  }
  return found;
}

export function objectIn(data: Uint8Array, tag: string): Buffer | undefined {
  return objectsIn(data).find((each) => each.tag === tag)?.value;
}
