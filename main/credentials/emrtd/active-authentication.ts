import { type DigestName, digest } from '../../crypto/digest';
import { verifyEcdsa } from '../../crypto/document-signature';
import { type PublicKey, type RsaPublicKey, readPublicKey } from '../../crypto/public-key';
import { openRsaSignature } from '../../crypto/rsa';
import { readTlv } from '../../crypto/tlv';

/** DG15: the key of active authentication (ICAO 9303 part 10, 4.7.15). Throws `Refusal`: malformed, unsupported. */
export function readActiveKey(file: Uint8Array): PublicKey {
  return readPublicKey(readTlv(file, 0x6f).value);
}

/**
 * Whether the chip signed the challenge (ICAO 9303 part 11, 6.1): by ECDSA with the hash that DG14 names, or by
 * RSA as ISO/IEC 9796-2 scheme 1 has it. False, never an error.
 */
export function answersChallenge(
  key: PublicKey,
  hash: DigestName | undefined,
  challenge: Uint8Array,
  response: Uint8Array,
): boolean {
  if (key.type === 'rsa') return recovers(key, challenge, response);
  if (response.length !== 2 * key.curve.size) return false;
  return (hash ? [hash] : HASHES).some((each) => verifyEcdsa(key, each, challenge, response));
}

/** Older documents do not say which hash they use. */
const HASHES: readonly DigestName[] = ['sha256', 'sha1', 'sha224', 'sha384', 'sha512'];

/** Trailers and their hash: `BC` is SHA-1, else the last two bytes end in `CC` (ISO/IEC 10118-3). */
const TRAILERS: readonly (readonly [trailer: string, hash: DigestName, length: number])[] = [
  ['bc', 'sha1', 20],
  ['33cc', 'sha1', 20],
  ['34cc', 'sha256', 32],
  ['35cc', 'sha512', 64],
  ['36cc', 'sha384', 48],
  ['38cc', 'sha224', 28],
];

/**
 * Partial recovery: the opened signature is `6A`, the chip's own random M1, a digest and a trailer; the digest is over
 * M1 and our challenge.
 */
function recovers(key: RsaPublicKey, challenge: Uint8Array, response: Uint8Array): boolean {
  const opened = openRsaSignature(key, response);
  if (opened === undefined || opened[0] !== 0x6a) return false;
  const found = TRAILERS.find(([trailer]) => Buffer.from(opened).toString('hex').endsWith(trailer));
  if (found === undefined) return false;
  const [trailer, hash, length] = found;
  const end = opened.length - trailer.length / 2;
  if (end - length < 1) return false;
  const own = opened.subarray(1, end - length);
  return Buffer.from(digest(hash, own, challenge)).equals(opened.subarray(end - length, end));
}
