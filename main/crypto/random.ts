import { randomFillSync } from 'node:crypto';

/** Asking the system costs more than what is asked for, and an entry takes five small draws. */
const POOL = Buffer.alloc(8_192);
let used = POOL.length;

/** So many bytes from the system's random generator, each given out once and then wiped from where it was kept. */
export function random(length: number): Buffer {
  if (length > POOL.length) throw new RangeError('That many random bytes are not drawn at once.');
  if (used + length > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const drawn = POOL.subarray(used, used + length);
  used += length;
  const own = Buffer.from(drawn);
  drawn.fill(0);
  return own;
}
