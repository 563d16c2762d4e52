import { scrypt } from 'node:crypto';
import { z } from 'zod';
import { KEY_LENGTH } from './key-wrap';

/** Cost and salt of a passphrase (RFC 7914). Bounds keep a damaged file from asking for all the memory there is. */
export const PassphraseCost = z.object({
  n: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(16),
  salt: z.hex().length(32),
});
export type PassphraseCost = z.infer<typeof PassphraseCost>;

/** What a new passphrase is stretched with, apart from its salt. */
export const COST = { n: 2 ** 17, r: 8, p: 1 } as const;

/** 32 bytes from a passphrase by scrypt (RFC 7914). */
export function passphraseKey(passphrase: string, { n: N, r, p, salt }: PassphraseCost): Promise<Uint8Array> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'hex'), KEY_LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    );
  });
}
