import { calculateJwkThumbprint } from 'jose';
import type { TrustedKey } from '../../shared/contract/trust-calls';
import type { Issuer, PublicJwk, TrustList } from '../../shared/domain/trust-list';
import { stateName } from '../credentials/emrtd/state-name';
import { type Certificate, readCertificate } from '../crypto/certificate';
import { sha256Hex } from '../crypto/hash';
import { cscaStore } from '../trust/csca-store';

interface Searchable {
  readonly key: TrustedKey;
  readonly text: string;
}

/** Every key and certificate of a trust list, in its order, the roots of the states last; a list is read once. */
export async function trustedKeys(list: TrustList, search: string): Promise<TrustedKey[]> {
  let all = read.get(list);
  if (all === undefined) {
    all = searchable(list);
    read.set(list, all);
  }
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (await all).filter(({ text }) => words.every((word) => text.includes(word))).map(({ key }) => key);
}

const read = new WeakMap<TrustList, Promise<Searchable[]>>();

async function searchable(list: TrustList): Promise<Searchable[]> {
  const issuers = await Promise.all(list.issuers.map(keysOf));
  const keys = [...issuers.flat(), ...rootsOf(list)];
  return keys.map((key) => ({ key, text: textOf(key) }));
}

/** A fingerprint is found however it is written: its groups may be set apart or not. */
function textOf({ issuer, name, formats, kid = '', algorithm = '', fingerprint = '' }: TrustedKey): string {
  const grouped = (fingerprint.match(/.{4}/g) ?? []).join(' ');
  return [issuer, ...Object.values(name), ...formats, kid, algorithm, fingerprint, grouped]
    .join('\n')
    .toLowerCase();
}

async function keysOf({ id, name, formats, keys, certificates, training }: Issuer): Promise<TrustedKey[]> {
  const issuer = { issuer: id, name, formats, training };
  const all: TrustedKey[] = await Promise.all(
    keys.map(async (jwk) => ({
      ...issuer,
      kind: 'key' as const,
      kid: jwk.kid,
      algorithm: [...new Set([jwk.alg, jwk.crv])].filter(Boolean).join(' ') || jwk.kty,
      fingerprint: await fingerprintOf(jwk),
    })),
  );
  for (const base64 of certificates) {
    const der = Buffer.from(base64, 'base64');
    all.push({ ...issuer, kind: 'certificate', fingerprint: sha256Hex(der), ...readable(der) });
  }
  return all.length > 0 ? all : [{ ...issuer, kind: 'route' }];
}

/** Undefined for a kind of key that RFC 7638 does not know. */
async function fingerprintOf(jwk: PublicJwk): Promise<string | undefined> {
  try {
    return Buffer.from(await calculateJwkThumbprint(jwk, 'sha256'), 'base64url').toString('hex');
  } catch {
    return undefined;
  }
}

function rootsOf(list: TrustList): TrustedKey[] {
  const names = new Map<string, TrustedKey['name']>();
  return cscaStore(list.csca).certificates.map((certificate) => {
    const { country = '', raw } = certificate;
    const name = names.get(country) ?? stateName(country);
    names.set(country, name);
    return {
      issuer: `csca:${country}`,
      name,
      kind: 'root',
      formats: ['emrtd'],
      training: false,
      fingerprint: sha256Hex(raw),
      ...factsOf(certificate),
    };
  });
}

function readable(der: Uint8Array): ReturnType<typeof factsOf> | undefined {
  try {
    return factsOf(readCertificate(der));
  } catch {
    return undefined; // its fingerprint is shown all the same
  }
}

function factsOf({ commonName, algorithm: { type, hash }, until }: Certificate) {
  return {
    kid: commonName,
    algorithm: [type, hash].filter(Boolean).join(' ').toUpperCase(),
    until: until.toISOString().slice(0, 10),
  };
}
