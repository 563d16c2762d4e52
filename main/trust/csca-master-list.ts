import { VestibuleError } from '../../shared/domain/error';
import { type Certificate, isIssuedBy, readCertificate } from '../crypto/certificate';
import { DerReader, TAG } from '../crypto/der';
import { sha256Hex } from '../crypto/hash';
import { Refusal } from '../crypto/refusal';
import { openSignedData, signerOfContent } from '../crypto/signed-data';
import { readTlvs } from '../crypto/tlv';

/** A CSCA master list (ICAO 9303 part 12, 9): the roots that one state has received from the others, signed by it. */
export interface CscaMasterList {
  /** DER of every certificate on it, also of those whose keys are of no use here. */
  readonly certificates: readonly Uint8Array[];
  /** Who signed the list, and the root of that state, which is on the list itself. */
  readonly signer: Certificate;
  readonly root: Certificate;
  /** SHA-256 of the root certificate in hex: to be compared with what the state publishes elsewhere. */
  readonly rootFingerprint: string;
}

const MASTER_LIST = '2.23.136.1.1.2';
const MASTER_LIST_SIGNER = '2.23.136.1.1.3';
/** The largest public list is below two million bytes. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Opens and verifies a master list: signed by a master list signer whose certificate a CSCA of the list has issued. A
 * list vouches for its own root no more than any file does: whoever imports one compares `rootFingerprint`, or gives it
 * as `expected`. Throws `VestibuleError` trust-list-invalid.
 */
export function openMasterList(bytes: Uint8Array, expected?: string): CscaMasterList {
  try {
    return opened(bytes, expected?.toLowerCase().replaceAll(/[^0-9a-f]/g, ''));
  } catch (thrown) {
    if (thrown instanceof Refusal) throw invalid(thrown.detail);
    throw thrown;
  }
}

function opened(bytes: Uint8Array, expected: string | undefined): CscaMasterList {
  if (bytes.length > LARGEST) throw invalid('larger than any');
  const message = openSignedData(bytes);
  if (message.contentType !== MASTER_LIST) throw invalid('it is something else');
  const list = DerReader.sequence(message.content);
  list.integer();
  const certificates = readTlvs(list.take(TAG.set).value).map(({ raw }) => raw);
  const signer = signerOfContent(message);
  if (signer === undefined) throw invalid('its signature is wrong');
  if (!signer.extendedKeyUsage.includes(MASTER_LIST_SIGNER))
    throw invalid('its signer may not sign master lists');
  const root = certificates.flatMap(readable).find((each) => isIssuedBy(signer, each));
  if (root === undefined) throw invalid('no root on it has issued its signer');
  const rootFingerprint = sha256Hex(root.raw);
  if (expected !== undefined && expected !== rootFingerprint)
    throw invalid('its root is not the one expected');
  return { certificates, signer, root, rootFingerprint };
}

function readable(raw: Uint8Array): Certificate[] {
  try {
    return [readCertificate(raw)];
  } catch (thrown) {
    if (thrown instanceof Refusal) return [];
    throw thrown;
  }
}

function invalid(why: string): VestibuleError {
  return new VestibuleError('trust-list-invalid', `The CSCA master list cannot be used: ${why}.`);
}
