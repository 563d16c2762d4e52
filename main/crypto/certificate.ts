import { DerReader, TAG, context, objectIdOf, timeOf } from './der';
import { type DocumentAlgorithm, readDocumentAlgorithm, verifyDocument } from './document-signature';
import { type PublicKey, readPublicKey } from './public-key';
import { Refusal } from './refusal';
import { type Tlv, readTlv, readTlvs } from './tlv';

/** An X.509 certificate (RFC 5280, 4), as far as passports need it (ICAO 9303 part 12, 7). */
export interface Certificate {
  readonly raw: Uint8Array;
  readonly signed: Uint8Array;
  readonly algorithm: DocumentAlgorithm;
  readonly signature: Uint8Array;
  /** The serial number's bytes. */
  readonly serial: Uint8Array;
  /** The names as they stand there, whole: compared byte for byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** ISO 3166-1 alpha-2 of the subject, in capitals. */
  readonly country?: string;
  readonly commonName?: string;
  readonly from: Date;
  /** The last second. */
  readonly until: Date;
  readonly keyInfo: Uint8Array;
  readonly isAuthority: boolean;
  /** Undefined where it says nothing of it. */
  readonly keyUsage?: KeyUsage;
  readonly extendedKeyUsage: readonly string[];
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
}

export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly certificateSigning: boolean;
}

const LARGEST = 64 * 1024;

const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Reads a certificate; its key is read by `keyOf`. Throws `Refusal`: malformed, unsupported, too-large. */
export function readCertificate(raw: Uint8Array): Certificate {
  if (raw.length > LARGEST) throw new Refusal('too-large', 'a certificate larger than any');
  const whole = DerReader.sequence(raw);
  const signed = whole.take(TAG.sequence);
  const outer = whole.take(TAG.sequence);
  const signature = whole.bits();
  const reader = new DerReader(signed.value);
  reader.maybe(context(0));
  const serial = reader.take(TAG.integer).value;
  const inner = reader.take(TAG.sequence);
  if (!same(inner.raw, outer.raw)) throw new Refusal('malformed', 'a certificate that names two algorithms');
  const issuer = reader.take(TAG.sequence).raw;
  const times = reader.enter();
  const [from, until] = [timeOf(times.take()), timeOf(times.take())];
  const subject = reader.take(TAG.sequence).raw;
  const keyInfo = reader.take(TAG.sequence).raw;
  const extensions = extensionsIn(reader.rest().find(({ tag }) => tag === context(3)));
  const names = namesIn(subject);
  return {
    raw,
    signed: signed.raw,
    algorithm: readDocumentAlgorithm(outer),
    signature,
    serial,
    issuer,
    subject,
    country: names.get(COUNTRY)?.toUpperCase(),
    commonName: names.get(COMMON_NAME),
    from,
    until,
    keyInfo,
    ...read(extensions),
  };
}

/** The key of a certificate: read once. Throws `Refusal`: malformed, unsupported. */
export function keyOf(certificate: Certificate): PublicKey {
  let key = keys.get(certificate);
  if (key === undefined) {
    key = readPublicKey(certificate.keyInfo);
    keys.set(certificate, key);
  }
  return key;
}

const keys = new WeakMap<Certificate, PublicKey>();

/**
 * Whether `authority` issued the certificate (RFC 5280, 6.1.3): it may, its name or its key id is the one named there, and
 * its key signed it. States that renamed their authority are found by the key id (ICAO 9303 part 12, 7.1.2).
 */
export function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  const { authorityKeyId: wanted } = certificate;
  const isNamed =
    wanted !== undefined && authority.subjectKeyId !== undefined
      ? same(wanted, authority.subjectKeyId)
      : same(certificate.issuer, authority.subject);
  if (!isNamed || !authority.isAuthority || authority.keyUsage?.certificateSigning === false) return false;
  try {
    const { algorithm, signed: data, signature } = certificate;
    return verifyDocument({ algorithm, key: keyOf(authority), data, signature });
  } catch {
    return false; // a key that is not known here vouches for nothing
  }
}

export function isInTime({ from, until }: Certificate, now: Date): boolean {
  return from.getTime() <= now.getTime() && now.getTime() <= until.getTime();
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

const COUNTRY = '2.5.4.6';
const COMMON_NAME = '2.5.4.3';

/** The attributes of a Name by their type, the first of each. */
function namesIn(name: Uint8Array): Map<string, string> {
  const names = new Map<string, string>();
  for (const set of readTlvs(readTlv(name).value)) {
    for (const attribute of readTlvs(set.value)) {
      const reader = new DerReader(attribute.value);
      const type = reader.objectId();
      const { value } = reader.take();
      if (!names.has(type)) names.set(type, Buffer.from(value).toString('utf8').trim());
    }
  }
  return names;
}

interface Extension {
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

function extensionsIn(wrapper: Tlv | undefined): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  if (wrapper === undefined) return extensions;
  for (const { value } of readTlvs(readTlv(wrapper.value, TAG.sequence).value)) {
    const reader = new DerReader(value);
    const objectId = reader.objectId();
    const isCritical = reader.maybe(TAG.boolean)?.value[0] === 0xff;
    if (extensions.has(objectId)) throw new Refusal('malformed', 'an extension that is there twice');
    extensions.set(objectId, { isCritical, value: reader.octets() });
  }
  return extensions;
}

function read(extensions: ReadonlyMap<string, Extension>) {
  const valueOf = (objectId: string) => extensions.get(objectId)?.value;
  const [constraints, usage, extended] = [
    valueOf(EXTENSION.basicConstraints),
    valueOf(EXTENSION.keyUsage),
    valueOf(EXTENSION.extendedKeyUsage),
  ];
  const [subjectId, authorityId] = [valueOf(EXTENSION.subjectKeyId), valueOf(EXTENSION.authorityKeyId)];
  return {
    isAuthority:
      constraints !== undefined && DerReader.sequence(constraints).maybe(TAG.boolean)?.value[0] === 0xff,
    keyUsage: usage && keyUsageOf(readTlv(usage, TAG.bitString)),
    extendedKeyUsage: extended ? readTlvs(readTlv(extended, TAG.sequence).value).map(idOf) : [],
    subjectKeyId: subjectId && readTlv(subjectId, TAG.octetString).value,
    authorityKeyId: authorityId && DerReader.sequence(authorityId).maybe(0x80)?.value,
  };
}

const idOf = ({ value }: Tlv): string => objectIdOf(value);

/** The first byte of the bits has digitalSignature first and keyCertSign sixth (RFC 5280, 4.2.1.3). */
function keyUsageOf({ value }: Tlv): KeyUsage {
  const bits = value[1] ?? 0;
  return { digitalSignature: (bits & 0x80) !== 0, certificateSigning: (bits & 0x04) !== 0 };
}
