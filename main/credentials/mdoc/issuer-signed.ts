import { z } from 'zod';
import { type CborMap, CborTag, type CborValue, decodeCbor } from '../../crypto/cbor';
import { type CoseSign1, coseSign1Of } from '../../crypto/cose-sign1';
import { type DigestName, digest } from '../../crypto/digest';
import { Refusal } from '../../crypto/refusal';
import { cborObject } from '../cbor-object';

/** What an issuer signed of a mobile document (ISO 18013-5, 8.3.2.1.2.2 and 9.1.2), opened, no signature verified. */
export interface IssuerSigned {
  readonly message: CoseSign1;
  readonly securityObject: SecurityObject;
  /** Elements by namespace and name, as their issuer wrote them. */
  readonly elements: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** Whether every element has the digest that was signed for it. */
  readonly isUnaltered: boolean;
}

/** The Mobile Security Object (9.1.2.4). */
export interface SecurityObject {
  readonly docType: string;
  readonly validity: { readonly issuedAt: Date; readonly from: Date; readonly until: Date };
  /** COSE_Key of the device. */
  readonly deviceKey: CborMap;
  readonly status: unknown;
}

const HASHES: ReadonlyMap<CborValue, DigestName> = new Map([
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);
const EMBEDDED_CBOR = 24;

/** Opens the issuer's part. Throws `Refusal`: malformed, unsupported. */
export function readIssuerSigned(issuerSigned: CborValue): IssuerSigned {
  const parts = mapOf(issuerSigned);
  const message = coseSign1Of(parts.get('issuerAuth'));
  const signed = mapOf(decodeCbor(embedded(decodeCbor(message.payload))));
  const hash = HASHES.get(signed.get('digestAlgorithm'));
  if (hash === undefined) throw new Refusal('unsupported', 'mdoc: a hash function that is not known here');
  const digests = mapOf(signed.get('valueDigests'));
  const elements = new Map<string, Map<string, unknown>>();
  let isUnaltered = true;
  for (const [namespace, items] of mapOf(parts.get('nameSpaces') ?? new Map())) {
    if (typeof namespace !== 'string' || !Array.isArray(items)) throw malformed();
    const own = digests.get(namespace);
    const named = new Map<string, unknown>();
    elements.set(namespace, named);
    for (const bytes of items.map(embedded)) {
      const { digestID, elementIdentifier, elementValue } = itemOf(bytes);
      if (named.has(elementIdentifier)) throw malformed();
      named.set(elementIdentifier, elementValue);
      const expected = own instanceof Map ? own.get(digestID) : undefined;
      isUnaltered &&=
        expected instanceof Uint8Array && Buffer.from(expected).equals(digest(hash, wrapped(bytes)));
    }
  }
  // Of nobody there is nothing to be green about.
  if (![...elements.values()].some(({ size }) => size > 0)) throw malformed();
  return { message, securityObject: securityObjectOf(signed), elements, isUnaltered };
}

/** The bytes inside tag 24 as they came: nothing is written anew that a digest or a signature covers. */
export function embedded(value: CborValue): Uint8Array {
  if (value instanceof CborTag && value.tag === EMBEDDED_CBOR && value.value instanceof Uint8Array)
    return value.value;
  throw malformed();
}

/** Bytes inside tag 24, with the head around them in the one shortest way that the standard allows (8.1). */
export function wrapped(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const head =
    length < 24
      ? [0x40 | length]
      : length < 0x100
        ? [0x58, length]
        : length < 0x1_0000
          ? [0x59, length >> 8, length & 0xff]
          : [0x5a, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.of(0xd8, EMBEDDED_CBOR, ...head), bytes]);
}

export function mapOf(value: CborValue): CborMap {
  if (value instanceof Map) return value;
  throw malformed();
}

const Item = z.object({
  digestID: z.int().nonnegative(),
  random: z.instanceof(Uint8Array),
  elementIdentifier: z.string().min(1),
  elementValue: z.unknown(),
});

function itemOf(bytes: Uint8Array): z.infer<typeof Item> {
  const parsed = Item.safeParse(cborObject(decodeCbor(bytes)));
  if (!parsed.success) throw malformed();
  return parsed.data;
}

function securityObjectOf(signed: CborMap): SecurityObject {
  const docType = signed.get('docType');
  const times = mapOf(signed.get('validityInfo'));
  const [issuedAt, from, until] = ['signed', 'validFrom', 'validUntil'].map((name) =>
    instant(times.get(name)),
  );
  const deviceKey = mapOf(mapOf(signed.get('deviceKeyInfo')).get('deviceKey'));
  if (typeof docType !== 'string' || !issuedAt || !from || !until) throw malformed();
  return {
    docType,
    validity: { issuedAt, from, until },
    deviceKey,
    status: cborObject(signed.get('status')),
  };
}

/** A tdate: RFC 3339 under tag 0. */
function instant(value: CborValue): Date {
  const text = value instanceof CborTag && value.tag === 0 ? value.value : undefined;
  if (typeof text !== 'string' || !z.iso.datetime({ offset: true }).safeParse(text).success)
    throw malformed();
  return new Date(text);
}

function malformed(): Refusal {
  return new Refusal('malformed', 'mdoc: members are missing, or of the wrong type');
}
