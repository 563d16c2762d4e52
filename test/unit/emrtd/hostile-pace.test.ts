import { describe, expect, test } from 'vitest';
import { paceSecret } from '../../../main/credentials/emrtd/access-key';
import { Chip } from '../../../main/credentials/emrtd/chip';
import { openByPace } from '../../../main/credentials/emrtd/pace';
import { suites } from '../../../main/credentials/emrtd/suite';
import { bytesOf } from '../../../main/crypto/big-integer';
import { type CurveName, curveNamed, pointBytes } from '../../../main/crypto/curve';
import { readTlv, readTlvs, writeTlv } from '../../../main/crypto/tlv';

const CAN = { can: '407311' };
const suite = suites['aes-128'];
const OK = Buffer.of(0x90, 0);
const answer = (tag: number, value: Uint8Array) => Buffer.concat([writeTlv(0x7c, writeTlv(tag, value)), OK]);

interface Says {
  readonly nonce?: bigint;
  /** What the chip answers with in the place of its two keys; given ours. */
  mapping?(ours: Uint8Array): Uint8Array;
  key?(ours: Uint8Array): Uint8Array;
  /** What it shows for having come to the same key; by default it says that ours is wrong. */
  token?: Uint8Array;
}

/** A chip that knows the number, and answers the steps of PACE with what a test wants. */
function opening(name: CurveName, { nonce = 5n, mapping, key, token }: Says) {
  const curve = curveNamed(name);
  const own = () => pointBytes(curve.times(7n, curve.base));
  const hidden = suite.encrypt(suite.derive(paceSecret(CAN), 3), bytesOf(nonce, 2 * suite.block));
  const chip = new Chip({
    async transmit(command) {
      const [, ins, , , length = 0] = command;
      if (ins === 0x22) return OK;
      const [member] = readTlvs(readTlv(command.subarray(5, 5 + length), 0x7c).value);
      if (member === undefined) return answer(0x80, hidden);
      if (member.tag === 0x81) return answer(0x82, (mapping ?? own)(member.value));
      if (member.tag === 0x83) return answer(0x84, (key ?? own)(member.value));
      return token ? answer(0x86, token) : Buffer.of(0x63, 0);
    },
  });
  const offer = {
    objectId: Buffer.from('04007f00070202040202', 'hex'),
    suite: 'aes-128',
    curve: name,
  } as const;
  let drawn = 0;
  const random = (bytes: number) => Buffer.alloc(bytes, ++drawn);
  return openByPace(chip, { ...offer, parameterId: 13 }, false, CAN, random);
}

const offCurve = (ours: Uint8Array) =>
  Buffer.concat([ours.subarray(0, -1), Buffer.of((ours.at(-1) ?? 0) ^ 1)]);
const compressed = (ours: Uint8Array) =>
  Buffer.concat([Buffer.of(2), ours.subarray(1, 1 + (ours.length - 1) / 2)]);
const infinity = () => Buffer.of(0);
const zeros = (ours: Uint8Array) => Buffer.concat([Buffer.of(4), Buffer.alloc(ours.length - 1)]);
/** A point of P-256 where another curve of the same size is spoken. */
const ofAnother = () => pointBytes(curveNamed('secp256r1').base);

describe.each(['brainpoolP256r1', 'secp224r1'] as const)('a chip that cheats in PACE on %s', (curve) => {
  test('Given one that knows the number and goes on honestly, when its token is wrong, then the key is wrong', async () => {
    await expect(opening(curve, {})).rejects.toMatchObject({ code: 'chip-key-wrong' });
  });

  test('Given one that came to another key and says that ours is right, when it is opened, then the key is wrong', async () => {
    await expect(opening(curve, { token: new Uint8Array(8) })).rejects.toMatchObject({
      code: 'chip-key-wrong',
    });
  });

  test.each([
    ['a nonce of zero', { nonce: 0n }],
    ['the order of the curve as its nonce', { nonce: curveNamed(curve).order }],
    ['a mapping point that is not on the curve', { mapping: offCurve }],
    ['a mapping point of another curve', { mapping: ofAnother }],
    ['the point at infinity', { mapping: infinity }],
    ['a point of zeros', { mapping: zeros }],
    ['half of a point', { mapping: compressed }],
    ['a key that is not on the curve', { key: offCurve }],
    ['the point at infinity as its key', { key: infinity }],
    ['our own key as its key', { key: (ours: Uint8Array) => ours }],
  ] satisfies [string, Says][])(
    'Given %s, when it is opened, then it stays shut: frame-invalid',
    async (_, says) => {
      await expect(opening(curve, says)).rejects.toMatchObject({ code: 'frame-invalid' });
    },
  );
});
