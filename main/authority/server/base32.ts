import { randomInt } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, so that a code can be read aloud and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many random characters, five bits each. */
export function randomBase32(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** What somebody typed, as it was meant: upper case, without hyphens and spaces, I and L as 1, O as 0. */
export function normalBase32(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
}
