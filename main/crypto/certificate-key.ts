import { PublicJwk } from '../../shared/domain/trust-list';
import { bytesOf } from './big-integer';
import { type Certificate, keyOf } from './certificate';

/** The curves of JOSE by their names elsewhere. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['secp256r1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

/** The key of a certificate as a JWK (RFC 7518, 6.2 and 6.3); undefined for one that JOSE has no name for. Throws `Refusal`: malformed, unsupported. */
export function jwkOfCertificate(certificate: Certificate): PublicJwk | undefined {
  const key = keyOf(certificate);
  if (key.type === 'rsa') {
    const { modulus, exponent, size } = key;
    return PublicJwk.parse({
      kty: 'RSA',
      n: base64url(bytesOf(modulus, size)),
      e: base64url(shortest(exponent)),
    });
  }
  const crv = CURVES.get(key.curve.name);
  if (crv === undefined) return undefined;
  const { size } = key.curve;
  const [x, y] = [key.point.subarray(1, 1 + size), key.point.subarray(1 + size)];
  return PublicJwk.parse({ kty: 'EC', crv, x: base64url(x), y: base64url(y) });
}

function shortest(number: bigint): Uint8Array {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
