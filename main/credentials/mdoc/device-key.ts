import type { Reason } from '../../../shared/domain/reason';
import type { Check } from '../../../shared/domain/verdict';
import { hkdfSync } from 'node:crypto';
import { type CborMap, type CborValue } from '../../crypto/cbor';
import { isMac0By } from '../../crypto/cose-mac0';
import { coseSign1Of } from '../../crypto/cose-sign1';
import { sha256 } from '../../crypto/hash';
import { agreedSecret } from '../../crypto/key-agreement';
import type { HolderRequest } from '../format';
import { type DeviceKey, readDeviceKey } from './cose-key';
import { embedded, mapOf, wrapped } from './issuer-signed';

export interface DeviceProof {
  readonly holder: 'proven' | 'unproven';
  readonly check: Check;
  readonly refused?: Reason;
}

/**
 * Whether the device that the document was issued to signed this presentation, or authenticated it with a key that it and
 * we alone can agree on (ISO 18013-5, 9.1.3), for the session transcript of our request. Without a request of ours nobody
 * can tell: a document may be a copy.
 */
export function proveDevice(
  docType: string,
  deviceKey: CborMap,
  deviceSigned: CborValue,
  asked: HolderRequest | undefined,
): DeviceProof {
  const transcript = asked?.sessionTranscript;
  if (transcript === undefined) return unproven('nothing was asked of the device');
  if (deviceSigned === undefined) return refused('not-permitted', 'the device signed nothing');
  const parts = mapOf(deviceSigned);
  const session = unwrapped(transcript);
  const authentication = wrapped(
    Buffer.concat([
      ARRAY_OF_FOUR,
      textString('DeviceAuthentication'),
      session,
      textString(docType),
      wrapped(embedded(parts.get('nameSpaces'))),
    ]),
  );
  const key = readDeviceKey(deviceKey);
  const auth = mapOf(parts.get('deviceAuth'));
  const [signature, mac] = [auth.get('deviceSignature'), auth.get('deviceMac')];
  if ((signature === undefined) === (mac === undefined)) {
    return refused('malformed', 'the device neither signed nor sent a MAC, or did both');
  }
  if (mac === undefined) return ending(isSignature(key, signature, authentication));
  if (asked?.readerKey === undefined) {
    return refused('unsupported', 'a MAC of the device where no key of ours was there to agree with');
  }
  const secret = key?.agreement && agreedSecret(asked.readerKey, key.agreement);
  return ending(secret !== undefined && isMac0By(macKey(secret, session), mac, authentication));
}

function isSignature(key: DeviceKey | undefined, message: CborValue, authentication: Uint8Array): boolean {
  const { algorithm, signed, signature } = coseSign1Of(message, authentication);
  return key !== undefined && algorithm !== undefined && key.signed(algorithm, signed, signature);
}

/** EMacKey (9.1.3.5): from the secret, bound to the session. */
function macKey(secret: Uint8Array, session: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, sha256(wrapped(session)), 'EMacKey', 32));
}

function ending(isRight: boolean): DeviceProof {
  return isRight
    ? { holder: 'proven', check: { name: 'holder-key', ok: true } }
    : refused('bad-signature', 'not the device’s proof over this session');
}

const ARRAY_OF_FOUR = Uint8Array.of(0x84);

/** SessionTranscript, also where it comes as SessionTranscriptBytes, in tag 24. */
function unwrapped(transcript: Uint8Array): Uint8Array {
  if (transcript[0] !== 0xd8 || transcript[1] !== 24) return transcript;
  const headLength = { 0x58: 2, 0x59: 3, 0x5a: 5 }[transcript[2] ?? 0] ?? 1;
  return transcript.subarray(2 + headLength);
}

/** A text string of fewer than 65,536 bytes (RFC 8949, 3.1). */
function textString(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  const { length } = bytes;
  const head =
    length < 24 ? [0x60 | length] : length < 0x100 ? [0x78, length] : [0x79, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), bytes]);
}

function unproven(detail: string): DeviceProof {
  return { holder: 'unproven', check: { name: 'holder-key', ok: null, detail } };
}

function refused(reason: Reason, detail: string): DeviceProof {
  return { holder: 'unproven', refused: reason, check: { name: 'holder-key', ok: false, detail } };
}
