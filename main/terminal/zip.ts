import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive (APPNOTE 6.3, without extensions) of small text files, all of one time: the same files give the same bytes. */
export function zip(files: Readonly<Record<string, string>>, at: Date): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = Buffer.concat([
      uint16(20, UTF8_NAMES, DEFLATE, dosTime(at), dosDate(at)),
      uint32(crc32(bytes), packed.length, bytes.length),
      uint16(path.length, 0),
    ]);
    const local = Buffer.concat([uint32(0x04034b50), common, path, packed]);
    directory.push(
      Buffer.concat([uint32(0x02014b50), uint16(20), common, uint16(0, 0, 0), uint32(0, offset), path]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = directory.length;
  const end = Buffer.concat([
    uint32(0x06054b50),
    uint16(0, 0, count, count),
    uint32(index.length, offset),
    uint16(0),
  ]);
  return Buffer.concat([...bodies, index, end]);
}

const UTF8_NAMES = 0x0800;
const DEFLATE = 8;

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes;
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

const dosTime = (at: Date) =>
  (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
const dosDate = (at: Date) =>
  ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
