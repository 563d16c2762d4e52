import type { Reason } from '../../../shared/domain/reason';
import { PublicJwk } from '../../../shared/domain/trust-list';
import type { Check } from '../../../shared/domain/verdict';
import { type CborMap, type CborValue } from '../../crypto/cbor';
import { coseSign1Of } from '../../crypto/cose-sign1';
import { algorithmOf, verifySignature } from '../../crypto/signature';
import type { HolderRequest } from '../format';
import { embedded, mapOf, wrapped } from './issuer-signed';

export interface DeviceProof {
  readonly holder: 'proven' | 'unproven';
  readonly check: Check;
  readonly refused?: Reason;
}

/**
 * Whether the device that the document was issued to signed this presentation (ISO 18013-5, 9.1.3), for the session
 * transcript of our request. Without a request of ours nobody can tell: a document may be a copy. A device that
 * authenticates with a MAC instead of a signature is one that this terminal cannot hold to it, and says so.
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
  const signature = mapOf(parts.get('deviceAuth')).get('deviceSignature');
  if (signature === undefined) return refused('unsupported', 'the device sent a MAC instead of a signature');
  const authentication = wrapped(
    Buffer.concat([
      ARRAY_OF_FOUR,
      textString('DeviceAuthentication'),
      unwrapped(transcript),
      textString(docType),
      wrapped(embedded(parts.get('nameSpaces'))),
    ]),
  );
  const key = jwkOf(deviceKey);
  const { algorithm, signed: data, signature: bytes } = coseSign1Of(signature, authentication);
  const isRight =
    key !== undefined &&
    algorithm !== undefined &&
    algorithmOf(key) === algorithm &&
    verifySignature({ algorithm, key, data, signature: bytes });
  return isRight
    ? { holder: 'proven', check: { name: 'holder-key', ok: true } }
    : refused('bad-signature', 'not the device’s signature over this session');
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

/** Parameters of a COSE_Key (RFC 9052, 7.1; RFC 9053, 7) and the curves by their number. */
const KEY = { curve: -1, x: -2, y: -3 } as const;
const CURVES: ReadonlyMap<CborValue, readonly [kty: string, crv: string]> = new Map([
  [1, ['EC', 'P-256']],
  [2, ['EC', 'P-384']],
  [3, ['EC', 'P-521']],
  [6, ['OKP', 'Ed25519']],
  [7, ['OKP', 'Ed448']],
]);

function jwkOf(key: CborMap): PublicJwk | undefined {
  const [kty, crv] = CURVES.get(key.get(KEY.curve)) ?? [];
  const [x, y] = [key.get(KEY.x), key.get(KEY.y)];
  if (kty === undefined || !(x instanceof Uint8Array)) return undefined;
  const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  if (kty === 'OKP') return PublicJwk.parse({ kty, crv, x: base64url(x) });
  return y instanceof Uint8Array
    ? PublicJwk.parse({ kty, crv, x: base64url(x), y: base64url(y) })
    : undefined;
}

function unproven(detail: string): DeviceProof {
  return { holder: 'unproven', check: { name: 'holder-key', ok: null, detail } };
}

function refused(reason: Reason, detail: string): DeviceProof {
  return { holder: 'unproven', refused: reason, check: { name: 'holder-key', ok: false, detail } };
}
