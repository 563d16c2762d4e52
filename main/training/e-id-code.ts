import { randomInt } from 'node:crypto';
import { type CodeIssuer, codePrefixes } from './sample-issuers';

/** Milliseconds that a code on a citizen's telephone lives (FORMATS 2). */
export const CODE_LIFE = 60_000;

/** Random characters after the prefix: 26 of base62 are 154 bits. */
const LENGTH = 26;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fresh opaque code of this issuer. What it stands for is known to the authority alone. */
export function randomCode(issuer: CodeIssuer): string {
  const characters = Array.from({ length: LENGTH }, () => BASE62.charAt(randomInt(BASE62.length)));
  return codePrefixes[issuer] + characters.join('');
}
