/** Mints credentials of invented people with real keys, for tests of every room. */
import { type KeyObject, constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Tagged, encode } from 'cborg';
import { encodeBase45 } from '../../main/crypto/base45';
import { sigStructure } from '../../main/crypto/cose-sign1';
import type { SignatureAlgorithm } from '../../main/crypto/signature';
import { readTrustList } from '../../main/trust/read-trust-list';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import { PublicJwk, type TrustList } from '../../shared/domain/trust-list';

/** The moment at which the tests take place. */
export const NOON = new Date('2026-11-20T12:00:00Z');

export interface Signer {
  readonly algorithm: SignatureAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
  /** Signs in place of the runtime, which signs differently each time. */
  readonly sign?: (data: Uint8Array) => Uint8Array;
}

const COSE_ALGORITHM: Readonly<Record<SignatureAlgorithm, number>> = {
  ES256: -7,
  ES384: -35,
  ES512: -36,
  EdDSA: -8,
  PS256: -37,
  RS256: -257,
};

/** A new key pair for the algorithm; the public half carries `kid` and `alg` where given or needed. */
export function newSigner(algorithm: SignatureAlgorithm, kid?: string): Signer {
  const { privateKey, publicKey } = keyPairFor(algorithm);
  const alg = publicKey.asymmetricKeyType === 'rsa' ? algorithm : undefined;
  const publicJwk = PublicJwk.parse({
    ...publicKey.export({ format: 'jwk' }),
    ...(alg && { alg }),
    ...(kid !== undefined && { kid }),
  });
  return { algorithm, privateKey, publicJwk };
}

function keyPairFor(algorithm: SignatureAlgorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'PS256' || algorithm === 'RS256')
    return generateKeyPairSync('rsa', { modulusLength: 2048 });
  const namedCurve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[algorithm];
  return generateKeyPairSync('ec', { namedCurve });
}

export function signWith({ algorithm, privateKey: key, sign: own }: Signer, data: Uint8Array): Uint8Array {
  if (own !== undefined) return own(data);
  if (algorithm === 'EdDSA') return sign(null, data, key);
  if (algorithm === 'RS256') return sign('sha256', data, key);
  if (algorithm === 'PS256') {
    return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  }
  const hash = { ES256: 'sha256', ES384: 'sha384', ES512: 'sha512' }[algorithm];
  return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
}

type Fields = Readonly<Record<number, unknown>>;

export interface Message {
  readonly signer: Signer;
  readonly payload: Uint8Array;
  /** Protected header; names the signer's algorithm unless said otherwise. */
  readonly protectedHeader?: Fields;
  readonly unprotectedHeader?: Fields;
  readonly signature?: Uint8Array;
}

/** The four parts of a COSE_Sign1, to be changed by a test before they are encoded. */
export function coseParts(message: Message): [Uint8Array, Map<number, unknown>, Uint8Array, Uint8Array] {
  const { signer, payload, protectedHeader = { 1: COSE_ALGORITHM[signer.algorithm] } } = message;
  const header = encode(numbered(protectedHeader));
  const signature = message.signature ?? signWith(signer, sigStructure(header, payload));
  return [header, numbered(message.unprotectedHeader ?? {}), payload, signature];
}

export function coseSign1(message: Message): Uint8Array {
  return encode(new Tagged(18, coseParts(message)));
}

/** A person who does not exist, as the fields of claim 169. */
export const WANG: Fields = {
  1: 'TEST-0042-4471',
  3: 'zho',
  4: '王小明',
  8: '19900307',
  9: 1,
  10: '示例路1号\n示例市',
  13: 'CHN',
  19: 'Wang Xiaoming',
  20: 'eng',
};

/** Claims of a CWT that is valid at `NOON`, with the identity map inside. */
export function cwt(identity: Fields = WANG, others: Fields = {}): Uint8Array {
  const seconds = NOON.getTime() / 1000;
  const claims = { 1: 'did:web:id.example', 4: seconds + 86_400, 6: seconds - 86_400, ...others };
  return encode(new Map<number, unknown>([...numbered(claims), [169, numbered(identity)]]));
}

/** The text of an identity QR code: CBOR → COSE_Sign1 → zlib → base45. */
export function claim169Code(message: Omit<Message, 'payload'> & { payload?: Uint8Array }): string {
  return codeOf(coseSign1({ payload: cwt(), ...message }));
}

export function codeOf(message: Uint8Array): string {
  return encodeBase45(deflateSync(message));
}

/** A trust list of one issuer, in force at `NOON`; `change` goes over the issuer, `list` over the whole. */
export function trustListOf(signers: readonly Signer[], change: object = {}, list: object = {}): TrustList {
  return readTrustList({
    version: 7,
    issuedAt: '2026-11-01T00:00:00Z',
    expiresAt: '2026-12-01T00:00:00Z',
    issuers: [
      {
        id: 'did:web:id.example',
        name: { en: 'Example Registry' },
        formats: ['claim-169'],
        keys: signers.map((signer) => signer.publicJwk),
        ...change,
      },
    ],
    ...list,
  });
}

export function presentation(content: PresentationContent): Presentation {
  return {
    id: randomUUID(),
    at: NOON.toISOString(),
    reader: { id: 'desk', kind: 'command', name: 'Desk' },
    content,
  };
}

export function presentedText(text: string): Presentation {
  return presentation({ type: 'text', text });
}

/** Encodes what a test makes up; the keys of Maps stay integers. */
export function cbor(value: unknown): Uint8Array {
  return encode(value);
}

/** The fields under integer keys; what is undefined is left out. */
export function numbered(fields: Fields): Map<number, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return new Map(present.map(([key, value]) => [Number(key), value]));
}
