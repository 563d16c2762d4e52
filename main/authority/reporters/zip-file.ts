import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive (APPNOTE 6.3) with one file in it, deflated. */
export function zipOf(name: string, content: Uint8Array): Uint8Array {
  const packed = deflateRawSync(content);
  const file = Buffer.from(name, 'utf8');
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0); // version needed: deflate
  about.writeUInt16LE(0x0800, 2); // the name is UTF-8
  about.writeUInt16LE(8, 4); // deflate
  about.writeUInt16LE(0x21, 8); // 1 January 1980: the moment is nobody's business
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(content.length, 18);
  about.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), about, file, packed]);
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002', 'latin1'),
    Buffer.from([20, 0]),
    about,
    Buffer.alloc(14), // no comment, first disk, no attributes, at the beginning
    file,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
