import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PublicKey } from '../crypto/jwk';

/** The public keys in this file, which came with the build (build/release-keys.json): where there is none, no release is believed. */
export async function pinnedKeys(file: string): Promise<readonly PublicKey[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return z.array(PublicKey).parse(JSON.parse(text));
}
