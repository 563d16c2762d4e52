/** Signers with keys that stay, whose signatures are the same each time: so are the vectors. */
import { constants, createHash, createPrivateKey, privateEncrypt } from 'node:crypto';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { SignatureAlgorithm } from '../../../main/crypto/signature';
import { PublicJwk } from '../../../shared/domain/trust-list';
import type { Signer } from '../minted';

/** A private key as JWK. */
type PrivateJwk = Readonly<
  Record<'kty' | 'd', string> & Partial<Record<'crv' | 'x' | 'y' | 'n' | 'e', string>>
>;
const CURVES = { ES256: p256, ES384: p384, ES512: p521 } as const;

/** A signer of that key; for an RSA key say with which padding. */
export function signerOf(jwk: PrivateJwk, algorithm: SignatureAlgorithm, kid?: string): Signer {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const { kty, crv, x, y, n, e } = jwk;
  return {
    algorithm,
    privateKey,
    publicJwk: PublicJwk.parse({
      ...(kty === 'RSA' ? { kty, n, e, alg: algorithm } : { kty, crv, x, ...(y !== undefined && { y }) }),
      ...(kid !== undefined && { kid }),
    }),
    ...(algorithm in CURVES && { sign: (data) => ecdsa(jwk, algorithm as keyof typeof CURVES, data) }),
    ...(algorithm === 'PS256' && { sign: (data) => pss(privateKey, data) }),
  };
}

/** RFC 6979. */
function ecdsa(jwk: PrivateJwk, algorithm: keyof typeof CURVES, data: Uint8Array): Uint8Array {
  return CURVES[algorithm].sign(data, Buffer.from(jwk.d, 'base64url'), { lowS: false });
}

/** RFC 8017, 8.1.1 with SHA-256, for a key of 2048 bits, and a salt that is the hash of the message. */
function pss(key: Signer['privateKey'], data: Uint8Array): Uint8Array {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [size, digest] = [256, sha256(data)];
  const salt = sha256(digest);
  const hash = sha256(Buffer.alloc(8), digest, salt);
  const block = Buffer.concat([Buffer.alloc(size - salt.length - hash.length - 2), Buffer.of(1), salt]);
  const mask = Buffer.concat(
    Array.from({ length: Math.ceil(block.length / hash.length) }, (_, counter) => {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(counter);
      return sha256(hash, number);
    }),
  );
  const masked = Buffer.from(block.map((byte, index) => byte ^ (mask[index] ?? 0)));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  const encoded = Buffer.concat([masked, hash, Buffer.of(0xbc)]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}
