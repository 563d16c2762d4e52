import { z } from 'zod';
import { Refusal } from './refusal';
import type { SignatureAlgorithm } from './signature';

/** A compact JWS with JSON inside (RFC 7515, 7.1; RFC 7519), opened but not verified. */
export interface Jwt {
  /** What the header names; undefined where this program does not know it, `none` first of all. */
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly type?: string;
  readonly keyId?: string;
  /** Certificates of the header, leaf first, as DER (RFC 7515, 4.1.6). */
  readonly certificates: readonly Uint8Array[];
  readonly payload: Readonly<Record<string, unknown>>;
  /** The bytes that the signature covers. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

const Header = z.looseObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().optional(),
  x5c: z.array(z.base64()).max(8).optional(),
});
const Payload = z.record(z.string(), z.unknown());

const ALGORITHMS: readonly SignatureAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'RS256'];

/**
 * Opens a JWT, strictly: base64url without padding and as only one writer writes it, UTF-8, objects. Throws `Refusal`
 * malformed; unsupported for critical headers, none of which is known here.
 */
export function openJwt(compact: string): Jwt {
  const [header = '', payload = '', signature = '', ...rest] = compact.split('.');
  if (rest.length > 0 || compact.split('.').length !== 3) throw malformed('not three parts');
  const read = Header.safeParse(jsonOf(header));
  const claims = Payload.safeParse(jsonOf(payload));
  if (!read.success || !claims.success) throw malformed('header or payload is no object as it should be');
  const { alg, typ, kid, x5c = [], crit } = read.data;
  if (crit !== undefined)
    throw new Refusal('unsupported', 'JWT: a critical header that this program does not know');
  return {
    algorithm: ALGORITHMS.find((algorithm) => algorithm === alg),
    type: typ,
    keyId: kid,
    certificates: x5c.map((base64) => Buffer.from(base64, 'base64')),
    payload: claims.data,
    signed: Buffer.from(`${header}.${payload}`),
    signature: base64urlBytes(signature),
  };
}

/** The bytes of base64url; two texts for the same bytes are one too many (RFC 4648, 3.5). Throws `Refusal` malformed. */
export function base64urlBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw malformed('not base64url');
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function jsonOf(part: string): unknown {
  const bytes = base64urlBytes(part);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new Refusal('malformed', 'JWT: not JSON', { cause });
  }
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `JWT: ${what}`);
}
