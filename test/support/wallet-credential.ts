/** Credentials of wallets, issued and presented by a library that is not ours. */
import { createHash, randomBytes } from 'node:crypto';
import { type DisclosureFrame, SDJwtInstance } from '@sd-jwt/core';
import { NOON, type Signer, newSigner, signWith } from './minted';

const SECONDS = NOON.getTime() / 1000;

/** A person who does not exist, as the European PID names the claims. */
export const PID = {
  iss: 'https://issuer.example',
  vct: 'urn:eudi:pid:1',
  iat: SECONDS - 86_400,
  exp: SECONDS + 86_400,
  family_name: 'Müller',
  given_name: 'Zoë',
  birthdate: '1990-03-07',
  sex: 2,
  nationalities: ['UT', 'AQ'],
  address: {
    street_address: 'Example Street 1',
    postal_code: '00001',
    locality: 'Exampletown',
    country: 'UT',
  },
  personal_administrative_number: 'TEST-0042',
  issuing_authority: 'Example Registry',
  issuing_country: 'UT',
} as const;

export interface WalletCredential {
  readonly issuer: Signer;
  readonly payload?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  /** The claims at the top that can be left out, or a frame of the library for those further down. */
  readonly disclosable?: readonly string[] | Readonly<Record<string, unknown>>;
  /** The holder's key; undefined for a credential bound to none. */
  readonly holder?: Signer;
  readonly hashAlg?: 'sha-256' | 'sha-384' | 'sha-512';
}

const NODE_HASH = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' } as const;
const hasher = (data: string | ArrayBuffer, algorithm: string): Uint8Array => {
  const name = Object.entries(NODE_HASH).find(([alg]) => alg === algorithm.toLowerCase())?.[1] ?? 'sha256';
  const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
  return createHash(name).update(bytes).digest();
};
const signerOf = (signer: Signer) => (data: string) =>
  Buffer.from(signWith(signer, Buffer.from(data))).toString('base64url');

function library({ issuer, holder, hashAlg = 'sha-256' }: WalletCredential) {
  return new SDJwtInstance({
    signer: signerOf(issuer),
    signAlg: issuer.algorithm,
    hasher,
    hashAlg,
    saltGenerator: (length: number) => randomBytes(length).toString('hex'),
    ...(holder && { kbSigner: signerOf(holder), kbSignAlg: holder.algorithm }),
  });
}

/** The credential as its issuer gives it to the wallet. */
export function issued(credential: WalletCredential): Promise<string> {
  const {
    issuer,
    holder,
    payload = PID,
    header = {},
    disclosable = ['family_name', 'given_name', 'birthdate', 'sex'],
  } = credential;
  const frame = (Array.isArray(disclosable) ? { _sd: [...disclosable] } : disclosable) as DisclosureFrame<
    Record<string, unknown>
  >;
  const whole: Record<string, unknown> = { ...payload, ...(holder && { cnf: { jwk: holder.publicJwk } }) };
  const { kid } = issuer.publicJwk;
  return library(credential).issue(whole, frame, {
    header: { typ: 'dc+sd-jwt', ...(kid !== undefined && { kid }), ...header },
  });
}

export const REQUEST = { audience: 'https://terminal.example', nonce: 'n-0123456789abcdef' };

/** What the wallet answers to a request: some claims disclosed, signed with the holder's key. */
export async function presented(
  credential: WalletCredential,
  { audience, nonce }: typeof REQUEST = REQUEST,
  disclose: readonly string[] = ['family_name', 'given_name', 'birthdate'],
  at = NOON,
): Promise<string> {
  const kb = { payload: { aud: audience, nonce, iat: at.getTime() / 1000 } };
  const frame = Object.fromEntries(disclose.map((name) => [name, true]));
  return library(credential).present(await issued(credential), frame, { kb });
}

export const issuerSigner = (): Signer => newSigner('ES256', 'issuer-1');
