import { DerReader, TAG } from '../../crypto/der';
import { type DigestName, digestNamed } from '../../crypto/digest';
import { Refusal } from '../../crypto/refusal';
import { type SignedData, openSignedData } from '../../crypto/signed-data';
import { readTlv, readTlvs } from '../../crypto/tlv';

/** EF.SOD: the digests of the data groups, signed by the state (ICAO 9303 part 10, 4.6.2). */
export interface DocumentSecurityObject {
  readonly message: SignedData;
  readonly hash: DigestName;
  /** Digest by number of data group. */
  readonly digests: ReadonlyMap<number, Uint8Array>;
}

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';

/** Opens EF.SOD without verifying anything. Throws `Refusal`: malformed, unsupported, too-large. */
export function readDocumentSecurityObject(file: Uint8Array): DocumentSecurityObject {
  const message = openSignedData(readTlv(file, 0x77).value);
  if (message.contentType !== LDS_SECURITY_OBJECT)
    throw new Refusal('malformed', 'SOD: it signs something else');
  const reader = DerReader.sequence(message.content);
  reader.integer();
  const hash = digestNamed(reader.enter().objectId());
  if (hash === 'sha1') throw new Refusal('unsupported', 'SOD: digests by SHA-1');
  const digests = new Map<number, Uint8Array>();
  for (const { value } of readTlvs(reader.take(TAG.sequence).value)) {
    const entry = new DerReader(value);
    const group = entry.count();
    if (digests.has(group) || group < 1 || group > 16)
      throw new Refusal('malformed', 'SOD: not a list of data groups');
    digests.set(group, entry.octets());
  }
  return { message, hash, digests };
}
