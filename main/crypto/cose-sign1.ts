import { type CborValue, decodeCbor } from './cbor';
import { HEADER, coveredBytes, malformedCose, openCoseParts } from './cose-parts';
import type { SignatureAlgorithm } from './signature';

/** A COSE_Sign1 message (RFC 9052, 4.2), opened but not verified. */
export interface CoseSign1 {
  /** Algorithm that the protected header names; undefined where this program does not know it. */
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly keyId?: Uint8Array;
  /** Certificates, leaf first, as DER (RFC 9360). */
  readonly certificates: readonly Uint8Array[];
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** Sig_structure: the bytes that the signature covers, with the protected header exactly as it came. */
  readonly signed: Uint8Array;
}

const TAG_SIGN1 = 18;

/** COSE algorithm numbers (RFC 9053; RS256 from RFC 8812). */
const ALGORITHMS: ReadonlyMap<CborValue, SignatureAlgorithm> = new Map([
  [-7, 'ES256'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-8, 'EdDSA'],
  [-37, 'PS256'],
  [-257, 'RS256'],
]);

/**
 * Opens a COSE_Sign1: tag 18 or untagged, inside tag 61 or not. The protected header must name the algorithm and
 * wins over the unprotected one. Throws `Refusal`: unsupported for other COSE messages and for critical headers
 * not known here, malformed for everything else that is wrong.
 */
export function openCoseSign1(bytes: Uint8Array): CoseSign1 {
  return coseSign1Of(decodeCbor(bytes));
}

/** The same for a message that was decoded with what it is in; `detached` is what it signs where its payload is nil, and what that has to be where it is not. */
export function coseSign1Of(message: CborValue, detached?: Uint8Array): CoseSign1 {
  const parts = openCoseParts(message, TAG_SIGN1, detached);
  const { algorithm, header, protectedBytes, payload, proof: signature } = parts;
  return {
    algorithm: ALGORITHMS.get(algorithm),
    keyId: keyIdOf(header(HEADER.keyId)),
    certificates: certificatesOf(header(HEADER.certificates)),
    payload,
    signature,
    signed: sigStructure(protectedBytes, payload),
  };
}

/** Sig_structure of a COSE_Sign1 (RFC 9052, 4.4) without external data: what is signed and verified. */
export function sigStructure(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return coveredBytes('Signature1', protectedBytes, payload);
}

function keyIdOf(value: CborValue): Uint8Array | undefined {
  if (value === undefined || value instanceof Uint8Array) return value;
  throw malformedCose('the key id is no byte string');
}

function certificatesOf(value: CborValue): readonly Uint8Array[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  const certificates = list.filter((one): one is Uint8Array => one instanceof Uint8Array);
  if (certificates.length !== list.length) throw malformedCose('a certificate is no byte string');
  return certificates;
}
