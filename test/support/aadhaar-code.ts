import { deflateSync, gzipSync } from 'node:zlib';
import { type Signer, signWith } from './minted';

/** Somebody who does not exist, field by field as version 2 has them. */
export const ASHA = [
  'V2',
  '3',
  '432120260308114407437',
  'Asha Udaharan',
  '07-03-1990',
  'F',
  'C/O: Example Udaharan',
  'Example District',
  'Near Test Temple',
  '4-83',
  'Sector 2',
  '000001',
  'Udaharan PO',
  'Example State',
  'Main Road',
  'Example Tehsil',
  'Udaharanpur',
  '6789',
] as const;

/** A picture as far as anybody here looks: the head of a JPEG 2000 codestream. */
export const CODESTREAM = Buffer.from('ff4fff51002f0000', 'hex');
const HASHES = Buffer.alloc(64, 7);

export interface AadhaarCode {
  readonly signer: Signer;
  readonly fields?: readonly string[];
  readonly photo?: Uint8Array;
  readonly hashes?: Uint8Array;
  readonly pack?: (bytes: Uint8Array) => Uint8Array;
}

/** The digits of a code, signed by the key given. */
export function aadhaarCode(code: AadhaarCode): string {
  const { signer, fields = ASHA, photo = CODESTREAM, hashes = HASHES, pack = gzipSync } = code;
  const texts = fields.flatMap((field) => [Buffer.from(field, 'latin1'), Buffer.of(0xff)]);
  const signed = Buffer.concat([...texts, photo, hashes]);
  return digitsOf(pack(Buffer.concat([signed, signWith(signer, signed)])));
}

export function digitsOf(bytes: Uint8Array): string {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`).toString();
}

export const asZlib = (bytes: Uint8Array): Uint8Array => deflateSync(bytes);
