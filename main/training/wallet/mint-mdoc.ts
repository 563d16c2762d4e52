import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { Tagged, encode } from 'cborg';
import { sigStructure } from '../../crypto/cose-sign1';
import { sha256 } from '../../crypto/hash';
import type { PrivateKey, PublicKey } from '../../crypto/jwk';

/** A mobile document to be made (ISO 18013-5, 9.1.2): to whose device it is bound, and what it says. */
export interface DocumentToMint {
  readonly docType: string;
  readonly namespace: string;
  readonly elements: Readonly<Record<string, unknown>>;
  readonly device: PublicKey;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** The key that signs documents and its certificate, DER. */
export interface DocumentSigner {
  readonly key: PrivateKey;
  readonly certificate: Uint8Array;
}

const EMBEDDED_CBOR = 24;
const X5CHAIN = 33;
const ES256 = -7;

/** Mints a mobile document: IssuerSigned as CBOR, in base64url as wallets get it (OpenID4VCI 1.0, A.2.4). */
export function mintMdoc(document: DocumentToMint, signer: DocumentSigner): string {
  const { docType, namespace, elements, device, issuedAt, expiresAt } = document;
  const items = Object.entries(elements).map(([elementIdentifier, elementValue], digestID) =>
    embedded({ digestID, random: randomBytes(16), elementIdentifier, elementValue }),
  );
  const securityObject = {
    version: '1.0',
    digestAlgorithm: 'SHA-256',
    valueDigests: { [namespace]: new Map(items.map((item, id) => [id, sha256(encode(item))])) },
    deviceKeyInfo: { deviceKey: coseKey(device) },
    docType,
    validityInfo: { signed: tdate(issuedAt), validFrom: tdate(issuedAt), validUntil: tdate(expiresAt) },
  };
  const issuerAuth = signed(encode(embedded(securityObject)), signer.key, [[X5CHAIN, signer.certificate]]);
  return Buffer.from(encode({ nameSpaces: { [namespace]: items }, issuerAuth })).toString('base64url');
}

/** COSE_Sign1 by ES256, as the array that stands in a larger message. */
export function signed(
  payload: Uint8Array,
  key: PrivateKey,
  unprotected: readonly (readonly [number, unknown])[] = [],
): readonly unknown[] {
  const header = encode(new Map([[1, ES256]]));
  const signature = sign('sha256', sigStructure(header, payload), {
    key: createPrivateKey({ key: { ...key }, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  return [header, new Map(unprotected), payload, signature];
}

/** A value as bytes inside tag 24: what digests and signatures are taken over. */
export function embedded(value: unknown): Tagged {
  return new Tagged(EMBEDDED_CBOR, encode(value));
}

function coseKey({ x, y }: PublicKey): ReadonlyMap<number, unknown> {
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return new Map<number, unknown>([
    [1, 2],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}

/** RFC 3339 without fractions (ISO 18013-5, 7.1). */
function tdate(date: Date): Tagged {
  return new Tagged(0, `${date.toISOString().slice(0, 19)}Z`);
}
