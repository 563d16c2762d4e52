import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { PublicKey } from '../crypto/jwk';

/** Public P-256 keys from a file: a JWK, every key of a JWK set, or PEM. Throws file-unreadable. */
export async function readPublicKeys(file: string): Promise<PublicKey[]> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', 'The key file cannot be read.', { cause });
  });
  const keys = z
    .array(Jwk)
    .min(1)
    .safeParse(content.includes('-----BEGIN') ? [jwkOfPem(content)] : keysIn(content));
  if (keys.success) return keys.data;
  throw new VestibuleError('file-unreadable', 'The key file holds no public P-256 key: a JWK, or PEM.');
}

/** A JWK file may carry members like `alg` and `use`; a private one is refused, so that nobody gets used to it. */
const Jwk = z
  .looseObject({ d: z.never().optional() })
  .transform(({ kty, crv, x, y }) => ({ kty, crv, x, y }))
  .pipe(PublicKey);

function keysIn(content: string): unknown[] {
  try {
    const json: unknown = JSON.parse(content);
    const set = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(json);
    return set.success ? set.data.keys : [json];
  } catch {
    return [];
  }
}

function jwkOfPem(content: string): unknown {
  try {
    return content.includes('PRIVATE KEY') ? undefined : createPublicKey(content).export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
