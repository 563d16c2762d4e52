import { createHash } from 'node:crypto';
import { Refusal } from './refusal';

/** Hash functions that documents of the world are signed with. SHA-1 derives keys and nothing else. */
export type DigestName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** The digest of the parts one after the other. */
export function digest(name: DigestName, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const NAMES: ReadonlyMap<string, DigestName> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** The hash function of an object identifier. Throws `Refusal` unsupported. */
export function digestNamed(objectId: string): DigestName {
  const name = NAMES.get(objectId);
  if (name === undefined) throw new Refusal('unsupported', 'a hash function that is not known here');
  return name;
}
