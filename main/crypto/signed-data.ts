import { type Certificate, keyOf, readCertificate } from './certificate';
import { DerReader, TAG, context, objectIdOf } from './der';
import { type DigestName, digest, digestNamed } from './digest';
import { type DocumentAlgorithm, readDocumentAlgorithm, verifyDocument } from './document-signature';
import { Refusal } from './refusal';
import { type Tlv, readTlvs, writeTlv } from './tlv';

/** A CMS SignedData (RFC 5652, 5) with one signer, opened but not verified. */
export interface SignedData {
  readonly contentType: string;
  readonly content: Uint8Array;
  /** The certificates it brings that can be read, in its order. */
  readonly certificates: readonly Certificate[];
  readonly signer: Signer;
}

interface Signer {
  /** By issuer and serial number, or by key id. */
  readonly named:
    { readonly issuer: Uint8Array; readonly serial: Uint8Array } | { readonly keyId: Uint8Array };
  readonly hash: DigestName;
  /** The signed attributes as a SET: what the signature covers. */
  readonly attributes: Uint8Array;
  readonly algorithm: DocumentAlgorithm;
  readonly signature: Uint8Array;
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const ATTRIBUTE = { contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4' } as const;
const MOST_CERTIFICATES = 16;

/** Opens a ContentInfo that holds a SignedData. Throws `Refusal`: malformed, unsupported, too-large. */
export function openSignedData(bytes: Uint8Array): SignedData {
  const info = DerReader.sequence(bytes);
  if (info.objectId() !== SIGNED_DATA) throw new Refusal('unsupported', 'CMS: not signed data');
  const reader = info.enter(context(0)).enter();
  reader.integer();
  reader.take(TAG.set);
  const encapsulated = reader.enter();
  const contentType = encapsulated.objectId();
  const content = encapsulated.enter(context(0)).octets();
  const certificates = reader.maybe(context(0));
  reader.maybe(context(1));
  const [signer, ...others] = readTlvs(reader.take(TAG.set).value);
  if (signer === undefined || others.length > 0) throw new Refusal('unsupported', 'CMS: not one signer');
  return {
    contentType,
    content,
    certificates: certificates ? certificatesIn(certificates) : [],
    signer: signerOf(signer),
  };
}

/**
 * The certificate of the signer among those that came with it, where its key signed the content: the digest in the
 * signed attributes is the content's, so is the type, and the signature is right (RFC 5652, 5.4 and 5.6). Undefined where
 * it did not. Whether that certificate is to be trusted is another question.
 */
export function signerOfContent({
  contentType,
  content,
  certificates,
  signer,
}: SignedData): Certificate | undefined {
  const certificate = certificates.find((each) => isNamed(each, signer.named));
  if (certificate === undefined) return undefined;
  const { hash, attributes, algorithm, signature } = signer;
  if (hash === 'sha1') return undefined;
  if (!describe(attributes, contentType, digest(hash, content))) return undefined;
  try {
    return verifyDocument({ algorithm, hash, key: keyOf(certificate), data: attributes, signature })
      ? certificate
      : undefined;
  } catch {
    return undefined; // a key that is not known here signed nothing
  }
}

function certificatesIn({ value }: Tlv): Certificate[] {
  const members = readTlvs(value).filter(({ tag }) => tag === TAG.sequence);
  if (members.length > MOST_CERTIFICATES)
    throw new Refusal('too-large', 'CMS: more certificates than a signer needs');
  return members.map(({ raw }) => readCertificate(raw));
}

function signerOf({ value }: Tlv): Signer {
  const reader = new DerReader(value);
  reader.integer();
  const identifier = reader.take();
  const hash = digestNamed(reader.enter().objectId());
  // Whatever is no plain data has them (5.3): without, attributes once signed could be shown as a content of their own.
  const attributes = reader.take(context(0));
  const algorithm = readDocumentAlgorithm(reader.take(TAG.sequence));
  return {
    named: nameOf(identifier),
    hash,
    // The tag [0] stands for SET, and SET is what was signed (RFC 5652, 5.4).
    attributes: writeTlv(TAG.set, attributes.value),
    algorithm,
    signature: reader.octets(),
  };
}

function nameOf({ tag, value }: Tlv): Signer['named'] {
  if (tag === 0x80) return { keyId: value };
  const reader = new DerReader(value);
  return { issuer: reader.take(TAG.sequence).raw, serial: reader.take(TAG.integer).value };
}

function isNamed(certificate: Certificate, named: Signer['named']): boolean {
  if ('keyId' in named) {
    return certificate.subjectKeyId !== undefined && same(certificate.subjectKeyId, named.keyId);
  }
  return same(certificate.issuer, named.issuer) && same(certificate.serial, named.serial);
}

/** Whether the signed attributes name this type and this digest, each exactly once. */
function describe(attributes: Uint8Array, contentType: string, digested: Uint8Array): boolean {
  const values = (type: string) => {
    const found: Tlv[] = [];
    for (const attribute of readTlvs(new DerReader(attributes).take(TAG.set).value)) {
      const reader = new DerReader(attribute.value);
      if (reader.objectId() === type) found.push(...readTlvs(reader.take(TAG.set).value));
    }
    return found.length === 1 ? found[0] : undefined;
  };
  const [type, hashed] = [values(ATTRIBUTE.contentType), values(ATTRIBUTE.messageDigest)];
  const isType = type?.tag === TAG.objectId && objectIdOf(type.value) === contentType;
  return isType && hashed?.tag === TAG.octetString && same(hashed.value, digested);
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
