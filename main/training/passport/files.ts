/** The data groups of a virtual passport (ICAO 9303 part 10, 4.7). */
import { ascii, bytes, join, number, objectId, sequence, set, tlv } from './bytes';

export const zoneGroup = (lines: string) => tlv('61', tlv('5f1f', ascii(lines.replaceAll('\n', ''))));

/** A face in a facial record of ISO/IEC 19794-5 in a CBEFF structure; `points` feature points before the picture. */
export function faceGroup(picture: Uint8Array, isJpeg2000 = false, points = 2): Buffer {
  const information = Buffer.alloc(20);
  information.writeUInt32BE(20 + 8 * points + 12 + picture.length, 0);
  information.writeUInt16BE(points, 4);
  const image = bytes(isJpeg2000 ? '01 01 00f0 0140 01 00 0000 0000' : '01 00 00f0 0140 01 00 0000 0000');
  const face = join(information, Buffer.alloc(8 * points, 1), image, picture);
  const header = join(ascii('FAC\0'), ascii('010\0'), Buffer.alloc(4), bytes('0001'));
  header.writeUInt32BE(header.length + face.length, 8);
  const type = tlv(
    'a1',
    tlv('80', bytes('0101')),
    tlv('81', bytes('02')),
    tlv('87', bytes('0101')),
    tlv('88', bytes('0008')),
  );
  return tlv('75', tlv('7f61', tlv('02', bytes('01')), tlv('7f60', type, tlv('5f2e', header, face))));
}

const text = (value: string) => Buffer.from(value, 'utf8');

/** DG11. `name` and `address` as the group writes them, with fillers; `birthDate` is `YYYYMMDD`. */
export const personGroup = (person: { name: string; birthDate: string; address: string; phone: string }) =>
  tlv(
    '6b',
    tlv('5c', bytes('5f0e5f2b5f425f12')),
    tlv('5f0e', text(person.name)),
    tlv('5f2b', ascii(person.birthDate)),
    tlv('5f42', text(person.address)),
    tlv('5f12', ascii(person.phone)),
  );

/** DG12. `issued` is `YYYYMMDD`. */
export const documentGroup = (authority: string, issued: string) =>
  tlv('6c', tlv('5c', bytes('5f195f26')), tlv('5f19', text(authority)), tlv('5f26', ascii(issued)));

const suite = (suiteNumber: number, prefix: string) => objectId(`${prefix}.${suiteNumber}`);

/** Numbers of the ciphers in the identifiers of PACE and chip authentication. */
export const SUITE = { '3des': 1, 'aes-128': 2, 'aes-192': 3, 'aes-256': 4 } as const;
export type SuiteName = keyof typeof SUITE;

export const paceInfo = (name: SuiteName, parameterId: number) =>
  sequence(suite(SUITE[name], '0.4.0.127.0.7.2.2.4.2'), number(2), number(parameterId));

/** EF.CardAccess. */
export const cardAccess = (...infos: Buffer[]) => set(...infos);

/** DG14: how the chip authenticates itself, and its key. */
export function securityGroup(name: SuiteName, keyInfo: Uint8Array, ...others: Buffer[]): Buffer {
  return tlv(
    '6e',
    set(
      sequence(suite(SUITE[name], '0.4.0.127.0.7.2.2.3.2'), number(1)),
      sequence(objectId('0.4.0.127.0.7.2.2.1.2'), keyInfo),
      ...others,
    ),
  );
}

const activeInfo = (hash: 2 | 3 | 4 | 5) =>
  sequence(objectId('2.23.136.1.1.5'), number(1), objectId(`0.4.0.127.0.7.1.1.4.1.${hash}`));

export const activeInfoGroup = (hash: 2 | 3 | 4 | 5) => tlv('6e', set(activeInfo(hash)));
export const activeKeyGroup = (keyInfo: Uint8Array) => tlv('6f', keyInfo);

/** EF.COM: versions and the tags of what is there. */
export const commonFile = (groups: ReadonlyMap<number, Uint8Array>) =>
  tlv(
    '60',
    tlv('5f01', ascii('0107')),
    tlv('5f36', ascii('040000')),
    tlv('5c', Buffer.from([...groups.values()].map((file) => file[0] ?? 0))),
  );

/** The check digit of a field (part 3, 4.9). */
export function digit(field: string): string {
  const value = (character: string) => (character === '<' ? 0 : Number.parseInt(character, 36));
  const weighted = [...field].map((character, index) => value(character) * ([7, 3, 1][index % 3] ?? 0));
  return String(weighted.reduce((sum, each) => sum + each, 0) % 10);
}

/** The two lines of a passport with their check digits put right. */
export function withCheckDigits(lines: string): string {
  const [first = '', second = ''] = lines.split('\n');
  const [number, nation, birth, sex, expiry, rest] = [
    second.slice(0, 9),
    second.slice(10, 13),
    second.slice(13, 19),
    second.slice(20, 21),
    second.slice(21, 27),
    second.slice(28, 43),
  ];
  const covered = [number, birth, expiry].map((field) => field + digit(field));
  const whole = digit(covered.join('') + rest);
  return `${first}\n${covered[0]}${nation}${covered[1]}${sex}${covered[2]}${rest}${whole}`;
}
