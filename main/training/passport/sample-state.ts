/** A state that does not exist: its root, its document signers, and what they sign. */
import { type KeyObject, constants, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  ascii,
  bits,
  bytes,
  join,
  nothing,
  number,
  objectId,
  octets,
  sequence,
  set,
  tlv,
  utcTime,
  yes,
} from './bytes';

export type KeyKind =
  | { readonly curve: string; readonly explicit?: boolean }
  | { readonly rsa: number; readonly padding: 'pkcs1' | 'pss' };

interface Authority {
  readonly name: Buffer;
  readonly keyId: Buffer;
  readonly privateKey: KeyObject;
  readonly kind: KeyKind;
  readonly certificate: Buffer;
  readonly serial: Buffer;
}

export interface CertificateOptions {
  readonly kind?: KeyKind;
  readonly from?: Date;
  readonly until?: Date;
  readonly country?: string;
  /** KeyUsage as a bit string in hex, where it is not the usual one of its kind. */
  readonly usage?: string;
  /** Beside those that every certificate of its kind has. */
  readonly extensions?: readonly Uint8Array[];
}

const FROM = new Date('2024-01-01T00:00:00Z');
const UNTIL = new Date('2036-01-01T00:00:00Z');
export const SIGNS_CERTIFICATES = '03020106';
const SIGNS_MESSAGES = '03020780';
export const BRAINPOOL: KeyKind = { curve: 'brainpoolP256r1' };

const HASH = { id: '2.16.840.1.101.3.4.2.1', name: 'sha256' } as const;
const hashAlgorithm = sequence(objectId(HASH.id));

/** AlgorithmIdentifier of a signature by such a key over SHA-256. */
function algorithmOf(kind: KeyKind): Buffer {
  if ('curve' in kind) return sequence(objectId('1.2.840.10045.4.3.2'));
  if (kind.padding === 'pkcs1') return sequence(objectId('1.2.840.113549.1.1.11'), nothing);
  const mask = sequence(objectId('1.2.840.113549.1.1.8'), hashAlgorithm);
  return sequence(
    objectId('1.2.840.113549.1.1.10'),
    sequence(tlv('a0', hashAlgorithm), tlv('a1', mask), tlv('a2', number(32))),
  );
}

function signed(data: Uint8Array, { kind, privateKey: key }: Pick<Authority, 'kind' | 'privateKey'>): Buffer {
  if ('rsa' in kind && kind.padding === 'pss') {
    return sign(HASH.name, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  }
  return sign(HASH.name, data, key);
}

export function keyPairOf(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if ('rsa' in kind) return generateKeyPairSync('rsa', { modulusLength: kind.rsa });
  return generateKeyPairSync('ec', {
    namedCurve: kind.curve,
    paramEncoding: kind.explicit ? 'explicit' : 'named',
  });
}

const nameOf = (country: string, common: string) =>
  sequence(
    set(sequence(objectId('2.5.4.6'), tlv('13', ascii(country)))),
    set(sequence(objectId('2.5.4.3'), tlv('0c', ascii(common)))),
  );

const extension = (id: string, value: Uint8Array, isCritical = false) =>
  sequence(objectId(id), ...(isCritical ? [yes] : []), octets(value));

function issue(
  common: string,
  issuer: Authority | null,
  {
    kind = BRAINPOOL,
    from = FROM,
    until = UNTIL,
    country = 'UT',
    usage = issuer ? SIGNS_MESSAGES : SIGNS_CERTIFICATES,
    extensions: more = [],
  }: CertificateOptions,
): Authority {
  const { publicKey, privateKey } = keyPairOf(kind);
  const info = publicKey.export({ type: 'spki', format: 'der' });
  const [name, serial] = [nameOf(country, common), join(Buffer.of(0x01), randomBytes(7))];
  const keyId = createHash('sha1').update(info).digest();
  const by = issuer ?? { name, keyId, privateKey, kind };
  const extensions = [
    extension('2.5.29.35', sequence(tlv('80', by.keyId))),
    extension('2.5.29.14', octets(keyId)),
    extension('2.5.29.15', bytes(usage), true),
    ...(issuer ? [] : [extension('2.5.29.19', sequence(yes, number(0)), true)]),
    ...more,
  ];
  const body = sequence(
    tlv('a0', number(2)),
    tlv('02', serial),
    algorithmOf(by.kind),
    by.name,
    sequence(utcTime(from), utcTime(until)),
    name,
    info,
    tlv('a3', sequence(...extensions)),
  );
  const certificate = sequence(body, algorithmOf(by.kind), bits(signed(body, by)));
  return { name, keyId, privateKey, kind, certificate, serial };
}

export interface State {
  /** DER of the root: what a trust list holds. */
  readonly root: Buffer;
  /** A document signer under the root. */
  signer(options?: CertificateOptions): Signer;
}

export interface Signer {
  /** EF.SOD over data groups by number. */
  securityObject(groups: ReadonlyMap<number, Uint8Array>): Buffer;
}

export function makeState(options: CertificateOptions = {}): State {
  const root = issue('CSCA of Utopia', null, options);
  return {
    root: root.certificate,
    signer(signerOptions = {}) {
      const signer = issue('Document Signer of Utopia', root, {
        kind: options.kind,
        country: options.country,
        ...signerOptions,
      });
      return { securityObject: (groups) => securityObject(groups, signer, root.name) };
    },
  };
}

/** ICAO 9303 part 10, 4.6.2: LDSSecurityObject inside CMS SignedData inside the tag 77. */
function securityObject(groups: ReadonlyMap<number, Uint8Array>, signer: Authority, issuer: Buffer): Buffer {
  const digestOf = (data: Uint8Array) => createHash(HASH.name).update(data).digest();
  const list = [...groups].map(([group, file]) => sequence(number(group), octets(digestOf(file))));
  const content = sequence(number(0), hashAlgorithm, sequence(...list));
  const type = objectId('2.23.136.1.1.1');
  const attributes = join(
    sequence(objectId('1.2.840.113549.1.9.3'), set(type)),
    sequence(objectId('1.2.840.113549.1.9.4'), set(octets(digestOf(content)))),
  );
  const signerInfo = sequence(
    number(1),
    sequence(issuer, tlv('02', signer.serial)),
    hashAlgorithm,
    tlv('a0', attributes),
    algorithmOf(signer.kind),
    octets(signed(set(attributes), signer)),
  );
  const signedData = sequence(
    number(3),
    set(hashAlgorithm),
    sequence(type, tlv('a0', octets(content))),
    tlv('a0', signer.certificate),
    set(signerInfo),
  );
  return tlv('77', sequence(objectId('1.2.840.113549.1.7.2'), tlv('a0', signedData)));
}
