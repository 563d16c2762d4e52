import type { PublicKey } from './jwk';
import { verifySignature } from './signature';

/**
 * As `verifyCompact` of `jws.ts`, at once and without a promise, for checks inside one view of a database: the JSON
 * value that `key` signed as `type` (RFC 7515, ES256), or undefined if it did not. The value is unchecked input.
 */
export function openCompact(jws: string, key: PublicKey, type: string): unknown {
  const [header, payload, signature, ...rest] = jws.split('.');
  if (!header || !payload || !signature || rest.length > 0 || !BASE64URL.test(jws)) return undefined;
  const read = json(header);
  if (!isRecord(read) || read['alg'] !== 'ES256' || read['typ'] !== type || 'crit' in read) return undefined;
  const signed = verifySignature({
    algorithm: 'ES256',
    key,
    data: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  });
  return signed ? json(payload) : undefined;
}

/** What a compact JWS says, believed by nobody: for what was verified before it was kept. Undefined if it is none. */
export function unverifiedPayload(jws: string): unknown {
  const [, payload, ...rest] = jws.split('.');
  return payload !== undefined && rest.length === 1 ? json(payload) : undefined;
}

const BASE64URL = /^[A-Za-z0-9_.-]+$/;

function json(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
