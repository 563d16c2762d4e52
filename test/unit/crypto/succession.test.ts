import { beforeAll, describe, expect, test } from 'vitest';
import { type PrivateKey, generateSigningKey, publicHalf } from '../../../main/crypto/jwk';
import { signCompact } from '../../../main/crypto/jws';
import {
  followSuccessions,
  joinedKeys,
  readSuccession,
  signSuccession,
} from '../../../main/crypto/succession';

const at = new Date('2026-11-28T12:00:00Z');
const type = 'vestibule-succession+jws';

let keys: PrivateKey[];
let chain: string[];
const link = (number: number, previous: PrivateKey | undefined, next: PrivateKey | undefined, when = at) => {
  if (!previous || !next) throw new Error('no key');
  return signSuccession({ number, at: when }, previous, next);
};
const pin = (place: number) => publicHalf(keys[place] ?? fail());
const fail = (): never => {
  throw new Error('no key');
};
const numbersFrom = (place: number, known = 0, published = chain) => {
  const result = followSuccessions(pin(place), known, published);
  return 'refused' in result ? result.refused : result.followed.map(({ number }) => number);
};

beforeAll(async () => {
  keys = await Promise.all(Array.from({ length: 5 }, generateSigningKey));
  chain = [await link(1, keys[0], keys[1]), await link(2, keys[1], keys[2]), await link(3, keys[2], keys[3])];
});

describe('The chain of signing keys', () => {
  test('Given a pinned key, when the chain is followed, then it leads from the pin to the present key and never back', () => {
    expect(numbersFrom(0)).toEqual([1, 2, 3]);
    expect(numbersFrom(2)).toEqual([3]);
    expect(numbersFrom(3)).toEqual([]);
    expect(numbersFrom(3, 3)).toEqual([]);
    expect(numbersFrom(0, 0, [])).toEqual([]);
  });

  test('Given a chain that is not whole, when it is followed, then it leads nowhere', async () => {
    const [first = '', second = '', third = ''] = chain;
    const forged = await link(2, keys[4], keys[2]);
    expect(numbersFrom(1, 0, [second, third])).toBe('gap');
    expect(numbersFrom(0, 0, [first, third])).toBe('gap');
    expect(numbersFrom(0, 0, [first, forged])).toBe('gap');
    expect(numbersFrom(0, 0, [first, await link(2, keys[1], keys[2], new Date(0))])).toBe('gap');
    expect(numbersFrom(0, 0, [first, 'a.b.c'])).toBe('signature-wrong');
    expect(numbersFrom(2, 2, [first])).toBe('rollback');
    expect(numbersFrom(4)).toBe('key-changed');
    expect(numbersFrom(2, 1)).toBe('key-changed');
    expect(numbersFrom(1, 1, [await link(1, keys[0], keys[4])])).toBe('key-changed');
    expect(numbersFrom(1, 1, [first, await link(2, keys[1], keys[0])])).toBe('key-changed');
  });

  test('Given a statement that one of its keys did not sign, or under another name, when it is read, then it is none', async () => {
    const whole = readSuccession(chain[0] ?? '');
    expect(whole).toMatchObject({ number: 1, previousKey: pin(0), signingKey: pin(1) });
    const [old, next, thief] = [keys[0] ?? fail(), keys[1] ?? fail(), keys[4] ?? fail()];
    const handover = { number: 1, previousKey: pin(0), signingKey: pin(1), at: at.toISOString() };
    const signed = async (payload: object, by: PrivateKey, proofOf: object, proofBy: PrivateKey) =>
      readSuccession(
        await signCompact(
          { ...payload, proof: await signCompact(proofOf, proofBy, 'vestibule-succession-proof+jws') },
          by,
          type,
        ),
      );
    expect(await signed(handover, old, handover, next)).toBeDefined();
    expect(await signed(handover, thief, handover, next)).toBeUndefined();
    expect(await signed(handover, old, handover, thief)).toBeUndefined();
    expect(await signed(handover, old, { ...handover, number: 2 }, next)).toBeUndefined();
    const misnamed = { ...handover, signingKey: { ...pin(1), kid: keys[4]?.kid ?? '' } };
    expect(await signed(misnamed, old, misnamed, next)).toBeUndefined();
  });

  test('Given what was signed in the past, when any key is known, then its successors and predecessors are too, and nobody beside them', async () => {
    const places = (given: number, statements = chain) =>
      joinedKeys([pin(given)], statements)
        .map(({ key }) => keys.findIndex(({ x }) => x === key.x))
        .sort();
    expect(places(0)).toEqual([0, 1, 2, 3]);
    expect(places(3)).toEqual([0, 1, 2, 3]);
    expect(places(4)).toEqual([4]);
    // A key that was stolen after it had been replaced names a successor of its own.
    const fork = await link(2, keys[1], keys[4]);
    expect(places(3, [...chain, fork])).toEqual([0, 1, 2, 3]);
    expect(places(3, [fork, ...chain])).toEqual([0, 1, 2, 3]);
    expect(joinedKeys([pin(3)], chain).map(({ place }) => place)).toEqual([3, 2, 1, 0]);
  });
});
