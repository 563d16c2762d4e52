import { type CborMap, CborTag, type CborValue, decodeCbor } from './cbor';
import { Refusal } from './refusal';

/** A COSE message of one array of four: headers, what it covers, and what proves it (RFC 9052, 4.2 and 6.2). */
export interface CoseParts {
  /** The protected header exactly as it came. */
  readonly protectedBytes: Uint8Array;
  /** The algorithm that the protected header names, as its number or text. */
  readonly algorithm: CborValue;
  /** A header parameter; the protected one wins. */
  header(label: number): CborValue;
  readonly payload: Uint8Array;
  /** The signature or the tag of a MAC. */
  readonly proof: Uint8Array;
}

/** Header parameters (RFC 9052, 3.1, and RFC 9360). */
export const HEADER = { algorithm: 1, critical: 2, contentType: 3, keyId: 4, certificates: 33 } as const;
const UNDERSTOOD: readonly CborValue[] = Object.values(HEADER);

/** Tags that may stand around the array: CWT (RFC 8392, 6) and those of COSE: encrypted, MACed, signed, with one or several recipients. */
const TAG_CWT = 61;
const COSE_TAGS: readonly number[] = [16, 17, 18, 96, 97, 98];

/**
 * Takes a message apart, with its own tag or untagged, inside tag 61 or not. `detached` is what it covers where its
 * payload is nil, and what that has to be where it is not. Throws `Refusal`: unsupported for COSE messages of another
 * kind and critical headers that are not known here, malformed for everything else that is wrong.
 */
export function openCoseParts(message: CborValue, ownTag: number, detached?: Uint8Array): CoseParts {
  const [protectedBytes, unprotectedHeader, attached, proof] = arrayIn(message, ownTag);
  const payload = attached === null ? detached : attached;
  if (detached !== undefined && payload instanceof Uint8Array && !Buffer.from(detached).equals(payload)) {
    throw malformedCose('a payload that is not what was to be covered');
  }
  if (!(protectedBytes instanceof Uint8Array)) throw malformedCose('the protected header is no byte string');
  if (!(unprotectedHeader instanceof Map)) throw malformedCose('the unprotected header is no map');
  if (!(payload instanceof Uint8Array)) throw malformedCose('no payload inside');
  if (!(proof instanceof Uint8Array)) throw malformedCose('what proves it is no byte string');
  const protectedHeader = protectedBytes.length === 0 ? new Map() : decodeCbor(protectedBytes);
  if (!(protectedHeader instanceof Map)) throw malformedCose('the protected header is no map');
  checkCritical(protectedHeader, unprotectedHeader);
  const algorithm = protectedHeader.get(HEADER.algorithm);
  if (algorithm === undefined) throw malformedCose('the protected header names no algorithm');
  const header = (label: number): CborValue =>
    protectedHeader.has(label) ? protectedHeader.get(label) : unprotectedHeader.get(label);
  return { protectedBytes, algorithm, header, payload, proof };
}

/**
 * What a signature or a MAC covers, without external data (RFC 9052, 4.4 and 6.3). `context` is "Signature1" or "MAC0".
 * An empty protected header is written as an empty byte string.
 */
export function coveredBytes(
  context: 'Signature1' | 'MAC0',
  protectedBytes: Uint8Array,
  payload: Uint8Array,
): Uint8Array {
  return Buffer.concat([
    Buffer.from([ARRAY_OF_FOUR, TEXT | context.length]),
    Buffer.from(context, 'latin1'),
    byteStringHead(protectedBytes.length),
    protectedBytes,
    EMPTY_BYTE_STRING,
    byteStringHead(payload.length),
    payload,
  ]);
}

export function malformedCose(what: string): Refusal {
  return new Refusal('malformed', `COSE: ${what}`);
}

const ARRAY_OF_FOUR = 0x84;
const TEXT = 0x60;
const EMPTY_BYTE_STRING = Buffer.from([0x40]);

function byteStringHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x40 | length);
  if (length < 0x100) return Uint8Array.of(0x58, length);
  if (length < 0x1_0000) return Uint8Array.of(0x59, length >> 8, length & 0xff);
  return Uint8Array.of(0x5a, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
}

function arrayIn(message: CborValue, ownTag: number): readonly CborValue[] {
  let inner = message;
  if (inner instanceof CborTag && inner.tag === TAG_CWT) inner = inner.value;
  if (inner instanceof CborTag && inner.tag === ownTag) inner = inner.value;
  else if (inner instanceof CborTag && COSE_TAGS.includes(inner.tag)) {
    throw new Refusal('unsupported', 'COSE: a message of another kind than it has to be here');
  }
  if (!Array.isArray(inner) || inner.length !== 4) throw malformedCose('not an array of four');
  return inner;
}

/** Critical labels must be in the protected header, be there, and be known here (RFC 9052, 3.1). */
function checkCritical(protectedHeader: CborMap, unprotectedHeader: CborMap): void {
  if (unprotectedHeader.has(HEADER.critical))
    throw malformedCose('critical labels outside the protected header');
  if (!protectedHeader.has(HEADER.critical)) return;
  const labels = protectedHeader.get(HEADER.critical);
  if (!Array.isArray(labels) || labels.length === 0) throw malformedCose('critical labels are no list');
  if (!labels.every((label) => UNDERSTOOD.includes(label))) {
    throw new Refusal('unsupported', 'COSE: a critical header that this program does not know');
  }
  if (!labels.every((label) => protectedHeader.has(label)))
    throw malformedCose('a critical header is missing');
}
