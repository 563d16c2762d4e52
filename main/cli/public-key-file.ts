import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { PublicKey } from '../crypto/jwk';

/** A public P-256 key from a file: a JWK, the first key of a JWK set, or PEM. Throws file-unreadable. */
export async function readPublicKey(file: string): Promise<PublicKey> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', 'The key file cannot be read.', { cause });
  });
  const jwk = Jwk.safeParse(content.includes('-----BEGIN') ? jwkOfPem(content) : firstKey(content));
  if (jwk.success) return jwk.data;
  throw new VestibuleError('file-unreadable', 'The key file holds no public P-256 key: a JWK, or PEM.');
}

/** A JWK file may carry members like `alg` and `use`; a private one is refused, so that nobody gets used to it. */
const Jwk = z
  .looseObject({ d: z.never().optional() })
  .transform(({ kty, crv, x, y }) => ({ kty, crv, x, y }))
  .pipe(PublicKey);

function firstKey(content: string): unknown {
  try {
    const json: unknown = JSON.parse(content);
    const set = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(json);
    return set.success ? set.data.keys[0] : json;
  } catch {
    return undefined;
  }
}

function jwkOfPem(content: string): unknown {
  try {
    return content.includes('PRIVATE KEY') ? undefined : createPublicKey(content).export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
