/** Mobile documents whose device has a key on any curve of the standard, made with the runtime's cryptography alone. */
import {
  type KeyObject,
  createHash,
  createHmac,
  createPrivateKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  sign,
} from 'node:crypto';
import { Tagged, decode, encode } from 'cborg';
import { certificates, leafKey } from './certificates';
import { HOLDER, IN_TIME, MDL, TRANSCRIPT } from './mobile-document';

/** COSE numbers of curves, the runtime's names, and the algorithm that a device signs with. */
export const DEVICE_CURVES = {
  secp256r1: { cose: 1, node: 'P-256', algorithm: -7, hash: 'sha256', size: 32 },
  secp384r1: { cose: 2, node: 'P-384', algorithm: -35, hash: 'sha384', size: 48 },
  secp521r1: { cose: 3, node: 'P-521', algorithm: -36, hash: 'sha512', size: 66 },
  brainpoolP256r1: { cose: 256, node: 'brainpoolP256r1', algorithm: -7, hash: 'sha256', size: 32 },
  brainpoolP320r1: { cose: 257, node: 'brainpoolP320r1', algorithm: -35, hash: 'sha384', size: 40 },
  brainpoolP384r1: { cose: 258, node: 'brainpoolP384r1', algorithm: -35, hash: 'sha384', size: 48 },
  brainpoolP512r1: { cose: 259, node: 'brainpoolP512r1', algorithm: -36, hash: 'sha512', size: 64 },
} as const;
export type DeviceCurve = keyof typeof DEVICE_CURVES;
const OCTETS = {
  Ed25519: { cose: 6, node: 'ed25519' },
  Ed448: { cose: 7, node: 'ed448' },
  X25519: { cose: 4, node: 'x25519' },
  X448: { cose: 5, node: 'x448' },
} as const;

export interface Device {
  readonly name: DeviceCurve | keyof typeof OCTETS;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Its COSE_Key. */
  readonly coseKey: Map<number, unknown>;
}

export function newDevice(name: Device['name']): Device {
  if (name in OCTETS) {
    const { cose, node } = OCTETS[name as keyof typeof OCTETS];
    const pair = generateKeyPairSync(node as 'ed25519');
    const x = Buffer.from(String(pair.publicKey.export({ format: 'jwk' }).x), 'base64url');
    const coseKey = new Map<number, unknown>([
      [1, 1],
      [-1, cose],
      [-2, x],
    ]);
    return { name, ...pair, coseKey };
  }
  const { cose, node, size } = DEVICE_CURVES[name as DeviceCurve];
  const pair = generateKeyPairSync('ec', { namedCurve: node });
  const [x, y] = coordinates(pair.publicKey, size);
  const coseKey = new Map<number, unknown>([
    [1, 2],
    [-1, cose],
    [-2, x],
    [-3, y],
  ]);
  return { name, ...pair, coseKey };
}

/** What is at the end of a SubjectPublicKeyInfo of an uncompressed point. */
function coordinates(key: KeyObject, size: number): [Uint8Array, Uint8Array] {
  const info = key.export({ type: 'spki', format: 'der' });
  return [info.subarray(-2 * size, -size), info.subarray(-size)];
}

/** The private number of a key of the runtime, as a reader would hold it. */
export function scalarOf({ name, privateKey }: Device): Uint8Array {
  const key = privateKey.export({ type: 'pkcs8', format: 'der' });
  if (name in OCTETS) return key.subarray(-(name === 'X448' ? 56 : 32));
  const { size } = DEVICE_CURVES[name as DeviceCurve];
  // ECPrivateKey: version 1, then an OCTET STRING as long as the order (RFC 5915, 3).
  const head = Buffer.from([2, 1, 1, 4, size]);
  const at = key.indexOf(head) + head.length;
  return key.subarray(at, at + size);
}

const embedded = (value: unknown) => new Tagged(24, encode(value));
const session = encode(new Tagged(24, TRANSCRIPT));
const authentication = encode(
  embedded(['DeviceAuthentication', decode(TRANSCRIPT), MDL, embedded(new Map())]),
);

/** The device's COSE_Sign1, over this session. */
export function signature(device: Device, algorithm?: number): unknown {
  const curve = DEVICE_CURVES[device.name as DeviceCurve] as (typeof DEVICE_CURVES)[DeviceCurve] | undefined;
  const header = encode(new Map([[1, algorithm ?? curve?.algorithm ?? -8]]));
  const data = encode(['Signature1', header, new Uint8Array(), authentication]);
  const bytes = curve
    ? sign(curve.hash, data, { key: device.privateKey, dsaEncoding: 'ieee-p1363' })
    : sign(null, data, device.privateKey);
  return new Map([['deviceSignature', [header, new Map(), null, bytes]]]);
}

/** The device's COSE_Mac0, with the key that it agrees on with the reader's (ISO 18013-5, 9.1.3.5). */
export function mac(device: Device, reader: KeyObject, algorithm = 5): unknown {
  const secret = diffieHellman({ privateKey: device.privateKey, publicKey: reader });
  const salt = createHash('sha256').update(session).digest();
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'EMacKey', 32));
  const header = encode(new Map([[1, algorithm]]));
  const tag = createHmac('sha256', key)
    .update(encode(['MAC0', header, new Uint8Array(), authentication]))
    .digest();
  return new Map([['deviceMac', [header, new Map(), null, tag]]]);
}

interface DocumentIssuer {
  readonly privateKey: KeyObject;
  readonly certificate: Uint8Array;
  readonly signedAt?: Date;
}

const EXAMPLE: DocumentIssuer = {
  privateKey: createPrivateKey({ key: leafKey, format: 'jwk' }),
  certificate: Buffer.from(certificates.leaf, 'base64'),
};

/** The response of a wallet: an issuer's document for this device key, and how the device proves itself. */
export function documentFor(
  coseKey: Map<number, unknown>,
  deviceAuth: unknown,
  { privateKey: key, certificate, signedAt = IN_TIME }: DocumentIssuer = EXAMPLE,
): Buffer {
  const items = Object.entries(HOLDER).map(([elementIdentifier, elementValue], digestID) =>
    embedded(
      new Map<string, unknown>([
        ['digestID', digestID],
        ['random', Buffer.alloc(16, digestID)],
        ['elementIdentifier', elementIdentifier],
        ['elementValue', elementValue],
      ]),
    ),
  );
  const instant = (date: Date) => new Tagged(0, date.toISOString().replace('.000', ''));
  const day = (days: number) => instant(new Date(IN_TIME.getTime() + days * 86_400_000));
  const digests = items.map(
    (item, index) => [index, createHash('sha256').update(encode(item)).digest()] as const,
  );
  const payload = encode(
    embedded(
      new Map<string, unknown>([
        ['version', '1.0'],
        ['digestAlgorithm', 'SHA-256'],
        ['valueDigests', new Map([['org.iso.18013.5.1', new Map(digests)]])],
        ['deviceKeyInfo', new Map([['deviceKey', coseKey]])],
        ['docType', MDL],
        [
          'validityInfo',
          new Map([
            ['signed', instant(signedAt)],
            ['validFrom', day(-1)],
            ['validUntil', day(1)],
          ]),
        ],
      ]),
    ),
  );
  const header = encode(new Map([[1, -7]]));
  const data = encode(['Signature1', header, new Uint8Array(), payload]);
  const chain = new Map([[33, certificate]]);
  const issuerAuth = [header, chain, payload, sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })];
  const document = new Map<string, unknown>([
    ['docType', MDL],
    [
      'issuerSigned',
      new Map<string, unknown>([
        ['nameSpaces', new Map([['org.iso.18013.5.1', items]])],
        ['issuerAuth', issuerAuth],
      ]),
    ],
    [
      'deviceSigned',
      new Map<string, unknown>([
        ['nameSpaces', embedded(new Map())],
        ['deviceAuth', deviceAuth],
      ]),
    ],
  ]);
  const response = new Map<string, unknown>([
    ['version', '1.0'],
    ['documents', [document]],
    ['status', 0],
  ]);
  return Buffer.from(encode(response));
}
