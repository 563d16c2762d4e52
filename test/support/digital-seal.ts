import { createPrivateKey, sign } from 'node:crypto';
import { encodeC40 } from '../../main/credentials/vds/c40';
import { sealSigners } from './seal-signers';

export type SealCurve = keyof typeof sealSigners;

const HASH: Readonly<Record<SealCurve, string>> = {
  brainpoolP224r1: 'sha224',
  brainpoolP256r1: 'sha256',
  prime256v1: 'sha256',
  secp384r1: 'sha384',
};

export interface SealToMint {
  readonly curve?: SealCurve;
  /** Whose reference the header names, where it is not the signer's own. */
  readonly reference?: string;
  /** The second byte: 2 for version 3 of the header, 3 for version 4. */
  readonly version?: number;
  readonly kind?: string;
  readonly signedOn?: string;
  readonly features?: readonly (readonly [tag: number, value: Uint8Array])[];
}

/** Printed lines of a residence permit of somebody who does not exist. */
export const PERMIT = c40(`ARD<<${'SAMPLE<<ALEX'.padEnd(31, '<')}T000000004UTO9003079F3112313<<<<<<<6`);

/** The bytes of a seal, signed with one of the signers made for the tests. */
export function digitalSeal(seal: SealToMint = {}): Buffer {
  const { curve = 'brainpoolP224r1', version = 3, kind = 'fb06', signedOn = '2026-06-01' } = seal;
  const { reference: own, privateKey } = sealSigners[curve];
  const reference = seal.reference ?? own;
  const {
    features = [
      [2, PERMIT],
      [3, c40('X0000000Y')],
    ],
  } = seal;
  const named =
    version === 2
      ? c40(`DETS${reference.padStart(5, '0')}`)
      : Buffer.concat([
          c40(`DETS${reference.length.toString(16).padStart(2, '0').toUpperCase()}`),
          c40(reference),
        ]);
  const signed = Buffer.concat([
    Buffer.of(0xdc, version),
    c40('D<<'),
    named,
    dateBytes('2026-06-01'),
    dateBytes(signedOn),
    Buffer.from(kind, 'hex'),
    ...features.flatMap(([tag, value]) => [Buffer.of(tag, value.length), value]),
  ]);
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const signature = sign(HASH[curve], signed, { key, dsaEncoding: 'ieee-p1363' });
  return Buffer.concat([signed, Buffer.of(0xff, signature.length), signature]);
}

export function c40(text: string): Buffer {
  return Buffer.from(encodeC40(text));
}

function dateBytes(day: string): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntBE(Number(`${day.slice(5, 7)}${day.slice(8)}${day.slice(0, 4)}`), 0, 3);
  return bytes;
}
