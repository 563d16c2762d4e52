import { type CborMap, CborTag, type CborValue, decodeCbor } from './cbor';
import { Refusal } from './refusal';
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

/** Tags that may stand around the array: CWT (RFC 8392, 6) and COSE_Sign1. */
const TAG_CWT = 61;
const TAG_SIGN1 = 18;
/** COSE messages of another kind: encrypted, MACed, or with several signers. */
const OTHER_COSE_TAGS = [16, 17, 96, 97, 98];

/** Header parameters (RFC 9052, 3.1, and RFC 9360). */
const HEADER = { algorithm: 1, critical: 2, contentType: 3, keyId: 4, certificates: 33 } as const;
const UNDERSTOOD: readonly CborValue[] = Object.values(HEADER);

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
  const [protectedBytes, unprotectedHeader, attached, signature] = partsOf(message);
  const payload = attached === null ? detached : attached;
  if (detached !== undefined && payload instanceof Uint8Array && !Buffer.from(detached).equals(payload)) {
    throw malformed('a payload that is not what was to be signed');
  }
  if (!(protectedBytes instanceof Uint8Array)) throw malformed('the protected header is no byte string');
  if (!(unprotectedHeader instanceof Map)) throw malformed('the unprotected header is no map');
  if (!(payload instanceof Uint8Array)) throw malformed('no payload inside');
  if (!(signature instanceof Uint8Array)) throw malformed('the signature is no byte string');
  const protectedHeader = protectedBytes.length === 0 ? new Map() : decodeCbor(protectedBytes);
  if (!(protectedHeader instanceof Map)) throw malformed('the protected header is no map');
  checkCritical(protectedHeader, unprotectedHeader);
  const named = protectedHeader.get(HEADER.algorithm);
  if (named === undefined) throw malformed('the protected header names no algorithm');
  const header = (label: number): CborValue => protectedHeader.get(label) ?? unprotectedHeader.get(label);
  return {
    algorithm: ALGORITHMS.get(named),
    keyId: keyIdOf(header(HEADER.keyId)),
    certificates: certificatesOf(header(HEADER.certificates)),
    payload,
    signature,
    signed: sigStructure(protectedBytes, payload),
  };
}

/**
 * Sig_structure of a COSE_Sign1 (RFC 9052, 4.4) without external data: what is signed and verified.
 * An empty protected header is written as an empty byte string.
 */
export function sigStructure(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return Buffer.concat([
    SIGNATURE1,
    byteStringHead(protectedBytes.length),
    protectedBytes,
    EMPTY_BYTE_STRING,
    byteStringHead(payload.length),
    payload,
  ]);
}

/** An array of four, and the text "Signature1". */
const SIGNATURE1 = Buffer.from('\x84\x6aSignature1', 'latin1');
const EMPTY_BYTE_STRING = Buffer.from([0x40]);

function byteStringHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x40 | length);
  if (length < 0x100) return Uint8Array.of(0x58, length);
  if (length < 0x1_0000) return Uint8Array.of(0x59, length >> 8, length & 0xff);
  return Uint8Array.of(0x5a, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
}

function partsOf(message: CborValue): readonly CborValue[] {
  let inner = message;
  if (inner instanceof CborTag && inner.tag === TAG_CWT) inner = inner.value;
  if (inner instanceof CborTag && OTHER_COSE_TAGS.includes(inner.tag)) {
    throw new Refusal('unsupported', 'COSE: encrypted, MACed or signed by several, not a single signature');
  }
  if (inner instanceof CborTag && inner.tag === TAG_SIGN1) inner = inner.value;
  if (!Array.isArray(inner) || inner.length !== 4) throw malformed('not an array of four');
  return inner;
}

/** Critical labels must be in the protected header, be there, and be known here (RFC 9052, 3.1). */
function checkCritical(protectedHeader: CborMap, unprotectedHeader: CborMap): void {
  if (unprotectedHeader.has(HEADER.critical)) throw malformed('critical labels outside the protected header');
  if (!protectedHeader.has(HEADER.critical)) return;
  const labels = protectedHeader.get(HEADER.critical);
  if (!Array.isArray(labels) || labels.length === 0) throw malformed('critical labels are no list');
  if (!labels.every((label) => UNDERSTOOD.includes(label))) {
    throw new Refusal('unsupported', 'COSE: a critical header that this program does not know');
  }
  if (!labels.every((label) => protectedHeader.has(label))) throw malformed('a critical header is missing');
}

function keyIdOf(value: CborValue): Uint8Array | undefined {
  if (value === undefined || value instanceof Uint8Array) return value;
  throw malformed('the key id is no byte string');
}

function certificatesOf(value: CborValue): readonly Uint8Array[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  const certificates = list.filter((one): one is Uint8Array => one instanceof Uint8Array);
  if (certificates.length !== list.length) throw malformed('a certificate is no byte string');
  return certificates;
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `COSE: ${what}`);
}
