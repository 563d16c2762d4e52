/** `base` to the power `exponent` modulo `modulus`, none negative. Not in constant time: for public numbers only. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** A number that is not negative, big-endian. */
export function bigIntOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** The number in exactly `length` bytes, big-endian. It must fit. */
export function bytesOf(number: bigint, length: number): Uint8Array {
  return Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');
}
