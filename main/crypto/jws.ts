import {
  CompactSign,
  FlattenedSign,
  compactVerify,
  decodeProtectedHeader,
  errors,
  flattenedVerify,
  importJWK,
} from 'jose';
import { type PrivateKey, PublicKey, publicHalf } from './jwk';

/*
 * Every signature between terminal and authority is ES256 and says in `typ` what it signs (RFC 8725, 3.11),
 * so that a statement of one kind can never be shown as another.
 */
const ALGORITHM = 'ES256';

/** Signs a JSON value: a compact JWS (RFC 7515) with `typ`, and `kid` where the key has one. */
export async function signCompact(value: unknown, key: PrivateKey, type: string): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(value)))
    .setProtectedHeader({ alg: ALGORITHM, typ: type, ...(key.kid !== undefined && { kid: key.kid }) })
    .sign(await imported(key));
}

/** As {@link signCompact}, with certificates of the key in the header (`x5c`): DER, the key's own first. */
export async function signWithCertificates(
  value: unknown,
  key: PrivateKey,
  chain: readonly Uint8Array[],
  type: string,
): Promise<string> {
  const x5c = chain.map((certificate) => Buffer.from(certificate).toString('base64'));
  return new CompactSign(Buffer.from(JSON.stringify(value)))
    .setProtectedHeader({ alg: ALGORITHM, typ: type, x5c })
    .sign(await imported(key));
}

/** The JSON value that `key` signed as `type`, or undefined if it did not. The value is unchecked input still. */
export async function verifyCompact(jws: string, key: PublicKey, type: string): Promise<unknown> {
  return quietly(async () => {
    const { payload, protectedHeader } = await compactVerify(jws, await imported(key), {
      algorithms: [ALGORITHM],
    });
    return protectedHeader.typ === type ? json(payload) : undefined;
  });
}

/** As {@link signCompact}, with the public half in the header (`jwk`): a proof that its sender holds the key. */
export async function signWithEmbeddedKey(value: unknown, key: PrivateKey, type: string): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(value)))
    .setProtectedHeader({ alg: ALGORITHM, typ: type, jwk: bare(key) })
    .sign(await imported(key));
}

/** The value and the key of a JWS that carries its own P-256 key, or undefined if that key did not sign it as `type`. */
export async function verifyWithEmbeddedKey(
  jws: string,
  type: string,
): Promise<{ value: unknown; key: PublicKey } | undefined> {
  return quietly(async () => {
    const key = PublicKey.safeParse(pick(decodeProtectedHeader(jws).jwk));
    if (!key.success) return undefined;
    const value = await verifyCompact(jws, key.data, type);
    return value === undefined ? undefined : { value, key: key.data };
  });
}

/** Signs bytes that travel beside the signature: a detached JWS with `b64: false` (RFC 7797), `header..signature`. */
export async function signDetached(bytes: Uint8Array, key: PrivateKey, type: string): Promise<string> {
  const jws = await new FlattenedSign(bytes)
    .setProtectedHeader({
      alg: ALGORITHM,
      typ: type,
      b64: false,
      crit: ['b64'],
      ...(key.kid !== undefined && { kid: key.kid }),
    })
    .sign(await imported(key));
  return `${jws.protected}..${jws.signature}`;
}

/** Whether `key` signed exactly these bytes as `type`. */
export async function verifyDetached(
  jws: string,
  bytes: Uint8Array,
  key: PublicKey,
  type: string,
): Promise<boolean> {
  const [header, payload, signature, ...rest] = jws.split('.');
  if (!header || payload !== '' || !signature || rest.length > 0) return false;
  const verified = await quietly(async () => {
    const { protectedHeader } = await flattenedVerify(
      { protected: header, payload: bytes, signature },
      await imported(key),
      { algorithms: [ALGORITHM] },
    );
    return protectedHeader?.typ === type && protectedHeader.b64 === false;
  });
  return verified === true;
}

type ImportedKey = ReturnType<typeof importJWK>;

/** Public halves that were used last, by their coordinates: whoever signs a batch signed the request before it. */
const publicKeys = new Map<string, ImportedKey>();
const MOST_REMEMBERED = 4_096;
/** A secret is remembered for as long as its owner holds it. */
const privateKeys = new WeakMap<PrivateKey, ImportedKey>();

/** The key as `jose` takes it. Making that costs as much as a signature, so it is made once. */
function imported(key: PublicKey | PrivateKey): ImportedKey {
  if ('d' in key) {
    const known = privateKeys.get(key) ?? importJWK(key, ALGORITHM);
    privateKeys.set(key, known);
    return known;
  }
  const name = `${key.x}.${key.y}`;
  const known = publicKeys.get(name) ?? importJWK(key, ALGORITHM);
  // A Map keeps its order: the one that was used longest ago stands first.
  publicKeys.delete(name);
  publicKeys.set(name, known);
  if (publicKeys.size > MOST_REMEMBERED) publicKeys.delete(publicKeys.keys().next().value ?? '');
  return known;
}

/** `jose` throws for a wrong signature and for garbage alike; both are "no". Anything else is a fault and goes on. */
async function quietly<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch (thrown) {
    if (thrown instanceof errors.JOSEError || thrown instanceof TypeError || thrown instanceof DOMException)
      return undefined;
    throw thrown;
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function bare(key: PrivateKey): PublicKey {
  const { kty, crv, x, y } = publicHalf(key);
  return { kty, crv, x, y };
}

/** RFC 9449 lets a header's key carry members like `alg` and `use`; only those that make the key count, and `d` must be absent. */
function pick(jwk: object | undefined): unknown {
  if (!jwk || 'd' in jwk) return undefined;
  const { kty, crv, x, y } = jwk as Record<string, unknown>;
  return { kty, crv, x, y };
}
