import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from './hash';
import type { PrivateKey, PublicKey } from './jwk';

/*
 * Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature,
 * "— <key name> <base64(key id ‖ signature)>". The keys here are P-256, which is signature type 0x02: ECDSA over the
 * SHA-256 of the text, in DER, and a key id of the first four bytes of SHA-256(public key as DER SPKI).
 */

/** Signs `text`, which ends in a line end and holds no empty line. The same text and key give the same note (RFC 6979). */
export function signNote(text: string, name: string, key: PrivateKey): string {
  const signature = p256.sign(Buffer.from(text), Buffer.from(key.d, 'base64url'), {
    prehash: true,
    lowS: false,
    format: 'der',
  });
  return `${text}\n${signatureLine(signature, name, key)}`;
}

/**
 * The note with one more signature over the same text; undefined if it is no signed note. Nothing needs this one to be
 * the same again, and the platform makes it in a small part of the time.
 */
export function countersignNote(note: string, name: string, key: PrivateKey): string | undefined {
  const read = readNote(note);
  if (!read) return undefined;
  const { kty, crv, x, y, d } = key;
  const privateKey = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });
  return `${note}${signatureLine(sign('sha256', Buffer.from(read.text), privateKey), name, key)}`;
}

/** The text of a note, without believing it; undefined if it is no signed note. */
export function noteText(note: string): string | undefined {
  return readNote(note)?.text;
}

/**
 * Whether `key` under this name signed the note. A line of another name or key id is passed over; one of this name
 * and id that does not hold spoils the note.
 */
export function isNoteSignedBy(note: string, name: string, key: PublicKey): boolean {
  const read = readNote(note);
  if (!read) return false;
  const spki = spkiOf(key);
  const id = keyId(spki);
  const own = read.signatures.filter((line) => line.name === name && id.equals(line.value.subarray(0, 4)));
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return (
    own.length > 0 &&
    own.every(({ value }) => verify('sha256', Buffer.from(read.text), publicKey, value.subarray(4)))
  );
}

const LONGEST_NOTE = 16_384;
const MOST_SIGNATURES = 16;
const SIGNATURE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

interface ReadNote {
  text: string;
  signatures: { name: string; value: Buffer }[];
}

function readNote(note: string): ReadNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (note.length > LONGEST_NOTE || end < 1 || !note.endsWith('\n')) return undefined;
  if (CONTROL.test(note)) return undefined;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.map((line) => SIGNATURE.exec(line));
  const read = signatures.flatMap((match) =>
    match?.[1] && match[2] ? [{ name: match[1], value: Buffer.from(match[2], 'base64') }] : [],
  );
  if (read.length !== lines.length || read.some(({ value }) => value.length < 5)) return undefined;
  return { text: note.slice(0, end + 1), signatures: read };
}

const CONTROL = /[\u0000-\u0009\u000b-\u001f]/u;

function signatureLine(signature: Uint8Array, name: string, key: PrivateKey): string {
  const value = Buffer.concat([keyId(spkiOf(key)), signature]).toString('base64');
  return `\u2014 ${name} ${value}\n`;
}

function keyId(spki: Uint8Array): Buffer {
  return Buffer.from(sha256(spki).subarray(0, 4));
}

/** SubjectPublicKeyInfo of a P-256 key (RFC 5480): the same 27 bytes for every one, then its coordinates. */
function spkiOf({ x, y }: PublicKey | PrivateKey): Buffer {
  return Buffer.concat([SPKI_OF_P256, Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

const SPKI_OF_P256 = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
