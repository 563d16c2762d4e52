import { random } from '../crypto/random';

/**
 * A new entry id: a UUID of version 7 (RFC 9562, 5.7), 48 bits of milliseconds and 74 random bits. Ids that
 * follow the time keep the index growing at its end, so that a commit costs the same with a million entries.
 */
export function newEntryId(at: Date): string {
  const bytes = random(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
