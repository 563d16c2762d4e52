import { DerReader, TAG, context, objectIdOf } from './der';
import { Refusal } from './refusal';
import { type Tlv, readTlv, readTlvs } from './tlv';

/** What a certificate says of its own use (RFC 5280, 4.2). */
export interface CertificateExtensions {
  readonly isAuthority: boolean;
  /** How many authorities may stand between this one and a leaf; undefined where it says nothing of it. */
  readonly pathLength?: number;
  /** Undefined where it says nothing of it. */
  readonly keyUsage?: KeyUsage;
  readonly extendedKeyUsage: readonly string[];
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  /** Whether it asks for something that is not understood here: then it may not be believed (4.2). */
  readonly asksForMore: boolean;
}

export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly certificateSigning: boolean;
}

const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Critical or not, these take nothing away from what is decided here: other names, times and places, policies, and ICAO's own (9303 part 12, 7.1.1). */
const HARMLESS = [
  '2.5.29.16',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.31',
  '2.5.29.32',
  '2.23.136.1.1.6.1',
  '2.23.136.1.1.6.2',
];
const UNDERSTOOD: readonly string[] = [...Object.values(EXTENSION), ...HARMLESS];

/** Reads the extensions of a certificate (DER). Throws `Refusal` malformed. */
export function extensionsOfCertificate(raw: Uint8Array): CertificateExtensions {
  const reader = DerReader.sequence(raw).enter();
  return readExtensions(reader.rest().find(({ tag }) => tag === EXTENSIONS));
}

const EXTENSIONS = context(3);

/** Reads what stands in `[3]` of a certificate's body; all unsaid where there is none. Throws `Refusal` malformed. */
export function readExtensions(wrapper: Tlv | undefined): CertificateExtensions {
  const extensions = extensionsIn(wrapper);
  const valueOf = (objectId: string) => extensions.get(objectId)?.value;
  const [constraints, usage, extended] = [
    valueOf(EXTENSION.basicConstraints),
    valueOf(EXTENSION.keyUsage),
    valueOf(EXTENSION.extendedKeyUsage),
  ];
  const [subjectId, authorityId] = [valueOf(EXTENSION.subjectKeyId), valueOf(EXTENSION.authorityKeyId)];
  return {
    ...authorityIn(constraints),
    keyUsage: usage && keyUsageOf(readTlv(usage, TAG.bitString)),
    extendedKeyUsage: extended ? readTlvs(readTlv(extended, TAG.sequence).value).map(idOf) : [],
    subjectKeyId: subjectId && readTlv(subjectId, TAG.octetString).value,
    authorityKeyId: authorityId && DerReader.sequence(authorityId).maybe(0x80)?.value,
    asksForMore: [...extensions].some(([id, { isCritical }]) => isCritical && !UNDERSTOOD.includes(id)),
  };
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
    const isCritical = isYes(reader.maybe(TAG.boolean));
    if (extensions.has(objectId)) throw new Refusal('malformed', 'an extension that is there twice');
    extensions.set(objectId, { isCritical, value: reader.octets() });
  }
  return extensions;
}

function authorityIn(constraints: Uint8Array | undefined) {
  if (constraints === undefined) return { isAuthority: false };
  const reader = DerReader.sequence(constraints);
  const isAuthority = isYes(reader.maybe(TAG.boolean));
  const [length] = reader.rest();
  return { isAuthority, pathLength: length && new DerReader(length.raw).count() };
}

/** True is any byte but zero: whoever writes it otherwise than DER does (FF) still means it. */
const isYes = (value: Tlv | undefined): boolean => (value?.value[0] ?? 0) !== 0;

const idOf = ({ value }: Tlv): string => objectIdOf(value);

/** The first byte of the bits has digitalSignature first and keyCertSign sixth (RFC 5280, 4.2.1.3). */
function keyUsageOf({ value }: Tlv): KeyUsage {
  const bits = value[1] ?? 0;
  return { digitalSignature: (bits & 0x80) !== 0, certificateSigning: (bits & 0x04) !== 0 };
}
