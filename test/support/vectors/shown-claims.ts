import { createHash } from 'node:crypto';
import type { Verdict } from '../../../shared/domain/verdict';

/** The claims of a verdict, of a portrait its kind and its hash. */
export function shownClaims({ claims: { portrait, ...claims } }: Verdict): Record<string, unknown> {
  if (portrait === undefined) return claims;
  const { mediaType, base64 } = portrait;
  const sha256 = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');
  return { ...claims, portrait: { mediaType, sha256 } };
}
