import { type CertificateExtensions, readExtensions } from './certificate-extensions';
import { DerReader, TAG, context, timeOf } from './der';
import { type DocumentAlgorithm, readDocumentAlgorithm, verifyDocument } from './document-signature';
import { type PublicKey, readPublicKey } from './public-key';
import { Refusal } from './refusal';
import { readTlv, readTlvs } from './tlv';

/** An X.509 certificate (RFC 5280, 4), as far as passports need it (ICAO 9303 part 12, 7). */
export interface Certificate extends CertificateExtensions {
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
}

const LARGEST = 64 * 1024;

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
  const extensions = readExtensions(reader.rest().find(({ tag }) => tag === context(3)));
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
    ...extensions,
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
 * Whether `authority` issued the certificate (RFC 5280, 6.1.3): it may, its name or its key id is the one named there,
 * its key signed it, and neither asks for what is not understood here. States that renamed their authority are found by the key id (ICAO 9303 part 12, 7.1.2).
 */
export function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  const { authorityKeyId: wanted } = certificate;
  const isNamed =
    wanted !== undefined && authority.subjectKeyId !== undefined
      ? same(wanted, authority.subjectKeyId)
      : same(certificate.issuer, authority.subject);
  if (!isNamed || !authority.isAuthority || authority.keyUsage?.certificateSigning === false) return false;
  if (certificate.asksForMore || authority.asksForMore) return false;
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
