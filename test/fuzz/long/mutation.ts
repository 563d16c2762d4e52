import type { Random } from './random';

/** No reader delivers more, and what is longer is refused for its length alone. */
const LONGEST = 70_000;
const EDGES = [
  0, 1, 0x0a, 0x0d, 0x1d, 0x1e, 0x20, 0x25, 0x30, 0x3b, 0x3c, 0x3d, 0x3f, 0x7e, 0x7f, 0x80, 0xff,
];
const NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Buffer, random: Random, other: Uint8Array) => Buffer;

const mutations: readonly Mutation[] = [
  (bytes, random) => changed(bytes, random.below(bytes.length), (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => changed(bytes, random.below(bytes.length), () => random.below(256)),
  (bytes, random) => changed(bytes, random.below(bytes.length), () => random.pick(EDGES) ?? 0),
  (bytes, random) => {
    const [start, length] = piece(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
  },
  (bytes, random) => {
    const [start, length] = piece(bytes, random);
    const again = bytes.subarray(start, start + length);
    return Buffer.concat([
      bytes.subarray(0, start),
      ...Array.from({ length: 1 + random.below(4) }, () => again),
      bytes.subarray(start),
    ]);
  },
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const more = Buffer.from(Array.from({ length: 1 + random.below(24) }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  (bytes, random) => {
    const whole = Buffer.from(bytes);
    if (whole.length >= 4) whole.writeUInt32BE(random.pick(NUMBERS) ?? 0, random.below(whole.length - 3));
    return whole;
  },
  (bytes, random, other) => {
    const [start, length] = piece(bytes, random);
    const [from, most] = piece(Buffer.from(other), random);
    return Buffer.concat([
      bytes.subarray(0, start),
      other.subarray(from, from + most),
      bytes.subarray(start + length),
    ]);
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
];

/** The bytes with a few things done to them; `other` lends pieces. Rarely bytes out of nothing. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (random.below(50) === 0) {
    return Buffer.from(Array.from({ length: random.below(600) }, () => random.below(256)));
  }
  let whole: Buffer = Buffer.from(bytes);
  for (let count = 1 + random.below(4); count > 0; count--) {
    whole = random.pick(mutations)?.(whole, random, other) ?? whole;
  }
  return whole.subarray(0, LONGEST);
}

function changed(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  const whole = Buffer.from(bytes);
  if (whole.length > 0) whole[at] = change(whole[at] ?? 0);
  return whole;
}

function piece(bytes: Buffer, random: Random): [start: number, length: number] {
  const start = random.below(bytes.length + 1);
  return [start, random.below(Math.min(64, bytes.length - start) + 1)];
}
