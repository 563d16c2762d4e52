import { type JsonWebKey, createPrivateKey, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { encode } from 'cborg';
import type { Claims } from '../../shared/domain/claims';
import { encodeBase45 } from '../crypto/base45';
import { sigStructure } from '../crypto/cose-sign1';

/** A key that signs identity codes: EC P-256 (ES256) or Ed25519 (EdDSA), with the `kid` that goes into the code. */
export interface MintingKey extends JsonWebKey {
  kid: string;
}

/** What a code says besides its claims. Times are instants; seconds are what the code keeps. */
export interface Minting {
  readonly issuer: string;
  readonly claims: Claims;
  /** ISO 639-3 of the language of the claims. */
  readonly language: string;
  readonly issuedAt: Date;
  readonly notBefore?: Date;
  readonly expiresAt: Date;
  /** Where its status stands: a status list, and its number there. */
  readonly status?: { readonly uri: string; readonly index: number };
  /** WebP bytes. */
  readonly portrait?: Uint8Array;
}

/**
 * Mints an identity QR code (FORMATS 1): CWT claims with claim 169, signed as COSE_Sign1 (RFC 9052), inside tag 61,
 * compressed and written in base45.
 */
export function mintClaim169(minting: Minting, key: MintingKey): string {
  return encodeBase45(deflateSync(signedCwt(minting, key), { level: 9 }));
}

/** The same code with one bit of its signature turned over. */
export function mintBentClaim169(minting: Minting, key: MintingKey): string {
  const cwt = signedCwt(minting, key);
  const last = cwt.length - 1;
  cwt[last] = (cwt[last] ?? 0) ^ 1;
  return encodeBase45(deflateSync(cwt, { level: 9 }));
}

function signedCwt(minting: Minting, key: MintingKey): Uint8Array {
  const protectedHeader = encode(
    new Map<number, unknown>([
      [1, key.kty === 'OKP' ? -8 : -7],
      [4, Buffer.from(key.kid, 'utf8')],
    ]),
  );
  const payload = encode(cwtClaims(minting));
  const signature = sign(key.kty === 'OKP' ? null : 'sha256', sigStructure(protectedHeader, payload), {
    key: createPrivateKey({ key, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  const message = encode([protectedHeader, new Map(), payload, signature]);
  return Buffer.concat([CWT_TAG, SIGN1_TAG, message]);
}

/** Tag 61 (RFC 8392, 6) and tag 18 (RFC 9052, 2). */
const CWT_TAG = Buffer.from([0xd8, 0x3d]);
const SIGN1_TAG = Buffer.from([0xd2]);

function cwtClaims(minting: Minting): Map<number, unknown> {
  return present([
    [1, minting.issuer],
    [4, seconds(minting.expiresAt)],
    [5, minting.notBefore && seconds(minting.notBefore)],
    [6, seconds(minting.issuedAt)],
    [169, identity(minting)],
    [STATUS, minting.status && statusOf(minting.status)],
  ]);
}

/** The identity map, by the key numbers of the MOSIP QR code specification 1.2. */
function identity({ claims, language, portrait }: Minting): Map<number, unknown> {
  return present([
    [1, claims.documentNumber],
    [2, '1.0.0'],
    [3, language],
    [4, claims.fullName],
    [5, claims.givenName],
    [7, claims.familyName],
    [8, claims.birthDate?.replaceAll('-', '')],
    [9, claims.sex && { male: 1, female: 2, other: 3 }[claims.sex]],
    [10, claims.address],
    [13, claims.nationality],
    [16, portrait],
    [17, portrait && PHOTO_WEBP],
    [19, claims.secondFullName ?? claims.latinName],
    [20, claims.secondLanguage ?? (claims.latinName && 'eng')],
    [23, claims.issuingCountry],
  ]);
}

const PHOTO_WEBP = 4;
/** CWT claim `status` (Token Status List). */
const STATUS = 65_535;

function statusOf({ uri, index }: NonNullable<Minting['status']>): Map<string, unknown> {
  const reference = new Map<string, unknown>([
    ['idx', index],
    ['uri', uri],
  ]);
  return new Map([['status_list', reference]]);
}

function present(members: readonly (readonly [number, unknown])[]): Map<number, unknown> {
  return new Map(members.filter(([, value]) => value !== undefined));
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
