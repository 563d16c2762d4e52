/** Certificates with whatever extensions a test wants, issued one by the other. */
import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import { TAG, context } from '../../main/crypto/der';
import { bitString, certificateTime, der, objectIdentifier, sequence } from '../../main/crypto/der-writer';

export interface Issued {
  readonly name: string;
  readonly country?: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificate: Uint8Array;
}

const YES = der(TAG.boolean, Buffer.of(0xff));
const ECDSA_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const number = (value: number) => der(TAG.integer, Buffer.of(value));
const text = (id: string, tag: number, value: string) =>
  der(TAG.set, sequence(objectIdentifier(id), der(tag, Buffer.from(value))));

export const extension = (id: string, value: Uint8Array, isCritical = true) =>
  sequence(objectIdentifier(id), ...(isCritical ? [YES] : []), der(TAG.octetString, value));

/** An authority, with as many authorities below it as `pathLength`. */
export const authority = (pathLength?: number) =>
  extension('2.5.29.19', sequence(YES, ...(pathLength === undefined ? [] : [number(pathLength)])));
/** keyCertSign alone, and digitalSignature alone. */
export const SIGNS_CERTIFICATES = extension('2.5.29.15', der(TAG.bitString, Buffer.of(2, 0x04)));
export const SIGNS_MESSAGES = extension('2.5.29.15', der(TAG.bitString, Buffer.of(7, 0x80)));
export const usedFor = (...usages: readonly string[]) =>
  extension('2.5.29.37', sequence(...usages.map(objectIdentifier)));

interface Wanted {
  readonly name: string;
  readonly country?: string;
  readonly extensions: readonly Uint8Array[];
  readonly until?: string;
}

/** A certificate in force from 2026 to 2048 or the day given, signed by `issuer` or by itself. */
export function issuedBy(
  issuer: Issued | null,
  { name, country, extensions, until = '2048-01-01' }: Wanted,
): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const nameOf = (one: Pick<Issued, 'name' | 'country'>) =>
    sequence(
      ...(one.country === undefined ? [] : [text('2.5.4.6', TAG.printable, one.country)]),
      text('2.5.4.3', TAG.utf8, one.name),
    );
  const body = sequence(
    der(context(0), number(2)),
    number(1 + name.length),
    ECDSA_SHA256,
    nameOf(issuer ?? { name, country }),
    sequence(certificateTime(new Date('2026-01-01')), certificateTime(new Date(until))),
    nameOf({ name, country }),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(context(3), sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const certificate = sequence(body, ECDSA_SHA256, bitString(signature));
  return { name, country, privateKey, publicKey, certificate };
}
