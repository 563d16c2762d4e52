import { bigIntOf, bytesOf, modPow } from './big-integer';
import { type DigestName, digest } from './digest';
import type { RsaPublicKey } from './public-key';

/**
 * What a signature was made from: the signature to the power of the public exponent (RFC 8017, 5.2.2), as many bytes
 * as the modulus. Undefined where it is not as long as the key or not below the modulus. The runtime's own RSA takes
 * neither every mask hash nor message recovery, so the one operation with the public key is done here.
 */
export function openRsaSignature(key: RsaPublicKey, signature: Uint8Array): Uint8Array | undefined {
  const number = bigIntOf(signature);
  if (signature.length !== key.size || number >= key.modulus) return undefined;
  return bytesOf(modPow(number, key.exponent, key.modulus), key.size);
}

/** DigestInfo up to the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<DigestName, string>> = {
  sha1: '3021300906052b0e03021a05000414',
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** Whether this is the RSASSA-PKCS1-v1_5 signature over a digest (RFC 8017, 8.2.2): encoded anew and compared whole. */
export function verifyRsaPkcs1(
  key: RsaPublicKey,
  hash: DigestName,
  digested: Uint8Array,
  signature: Uint8Array,
): boolean {
  const opened = openRsaSignature(key, signature);
  const info = Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digested]);
  const filling = key.size - info.length - 3;
  if (opened === undefined || filling < 8) return false;
  const expected = [Uint8Array.of(0, 1), Buffer.alloc(filling, 0xff), Uint8Array.of(0), info];
  return Buffer.concat(expected).equals(opened);
}

export interface PssParameters {
  readonly hash: DigestName;
  readonly maskHash: DigestName;
  /** Bytes. */
  readonly saltLength: number;
}

/** Whether this is the RSASSA-PSS signature over a digest (RFC 8017, 8.1.2 and 9.1.2). */
export function verifyRsaPss(
  key: RsaPublicKey,
  { hash, maskHash, saltLength }: PssParameters,
  digested: Uint8Array,
  signature: Uint8Array,
): boolean {
  const opened = openRsaSignature(key, signature);
  if (opened === undefined) return false;
  const bits = key.modulus.toString(2).length - 1;
  const encoded = opened.subarray(opened.length - Math.ceil(bits / 8));
  if (opened.length !== encoded.length && opened[0] !== 0) return false;
  const split = encoded.length - digested.length - 1;
  const zeros = split - saltLength - 1;
  if (zeros < 0 || encoded.at(-1) !== 0xbc) return false;
  const [masked, proof] = [encoded.subarray(0, split), encoded.subarray(split, -1)];
  const unused = 8 * encoded.length - bits;
  if ((masked[0] ?? 0) >> (8 - unused)) return false;
  const mask = maskOf(maskHash, proof, split);
  const block = Uint8Array.from(masked, (byte, index) => byte ^ (mask[index] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> unused);
  if (!block.subarray(0, zeros).every((byte) => byte === 0) || block[zeros] !== 1) return false;
  const salt = block.subarray(zeros + 1);
  return Buffer.from(digest(hash, new Uint8Array(8), digested, salt)).equals(proof);
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(hash: DigestName, seed: Uint8Array, length: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const piece = digest(hash, seed, bytesOf(BigInt(counter), 4));
    pieces.push(piece);
    made += piece.length;
  }
  return Buffer.concat(pieces);
}
