import type { CurveName } from '../../crypto/curve';
import { DerReader, TAG } from '../../crypto/der';
import type { DigestName } from '../../crypto/digest';
import { type PublicKey, readPublicKey } from '../../crypto/public-key';
import { Refusal } from '../../crypto/refusal';
import { readTlv, readTlvAt, readTlvs } from '../../crypto/tlv';
import type { SuiteName } from './suite';

/** What a chip says it can do, in EF.CardAccess and DG14 (ICAO 9303 part 11, 9.2). What is not known here is left out. */
export interface SecurityInfos {
  readonly pace: readonly PaceOffer[];
  readonly chipAuthentication: readonly ChipAuthenticationOffer[];
  /** The keys for chip authentication. */
  readonly keys: readonly ChipKey[];
  /** The hash of ECDSA active authentication. */
  readonly activeAuthenticationHash?: DigestName;
}

/** PACE with generic mapping over a standardised curve (9.2.1). */
export interface PaceOffer {
  readonly objectId: Uint8Array;
  readonly suite: SuiteName;
  readonly curve: CurveName;
  readonly parameterId: number;
}

export interface ChipAuthenticationOffer {
  readonly objectId: Uint8Array;
  readonly suite: SuiteName;
  /** The key it goes with, as bytes of a number; where the chip has one alone it need not be named. */
  readonly keyId?: Uint8Array;
}

export interface ChipKey {
  readonly key: PublicKey;
  readonly keyId?: Uint8Array;
}

const PACE_ECDH_GM = '0.4.0.127.0.7.2.2.4.2.';
const CA_ECDH = '0.4.0.127.0.7.2.2.3.2.';
const CA_ECDH_KEY = '0.4.0.127.0.7.2.2.1.2';
const ACTIVE_AUTHENTICATION = '2.23.136.1.1.5';
const PLAIN_ECDSA = '0.4.0.127.0.7.1.1.4.1.';

/** The last number of a protocol's object identifier. */
const SUITES: ReadonlyMap<string, SuiteName> = new Map([
  ['1', '3des'],
  ['2', 'aes-128'],
  ['3', 'aes-192'],
  ['4', 'aes-256'],
]);

/** Standardised domain parameters on curves (9.5.1, table 12). */
const CURVES: ReadonlyMap<number, CurveName> = new Map([
  [8, 'secp192r1'],
  [9, 'brainpoolP192r1'],
  [10, 'secp224r1'],
  [11, 'brainpoolP224r1'],
  [12, 'secp256r1'],
  [13, 'brainpoolP256r1'],
  [14, 'brainpoolP320r1'],
  [15, 'secp384r1'],
  [16, 'brainpoolP384r1'],
  [17, 'brainpoolP512r1'],
  [18, 'secp521r1'],
]);

const HASHES: ReadonlyMap<string, DigestName> = new Map([
  ['1', 'sha1'],
  ['2', 'sha224'],
  ['3', 'sha256'],
  ['4', 'sha384'],
  ['5', 'sha512'],
]);

/** Reads DG14: the same infos behind a tag of their own. Throws `Refusal` malformed. */
export function readSecurityGroup(file: Uint8Array): SecurityInfos {
  return readSecurityInfos(readTlv(file, 0x6e).value);
}

/** Reads the SET of SecurityInfos that a file holds; bytes behind it are filling. Throws `Refusal` malformed. */
export function readSecurityInfos(file: Uint8Array): SecurityInfos {
  const set = readTlvAt(file, 0);
  if (set.tag !== TAG.set) throw new Refusal('malformed', 'security infos: not a set');
  const found: Found = { pace: [], chipAuthentication: [], keys: [] };
  for (const { tag, value, raw } of readTlvs(set.value)) {
    if (tag !== TAG.sequence) throw new Refusal('malformed', 'security infos: not a sequence');
    try {
      note(found, new DerReader(value), readTlv(raw).value);
    } catch (thrown) {
      // One that is of a kind not known here says nothing against the others.
      if (!(thrown instanceof Refusal) || thrown.reason !== 'unsupported') throw thrown;
    }
  }
  return found;
}

interface Found {
  pace: PaceOffer[];
  chipAuthentication: ChipAuthenticationOffer[];
  keys: ChipKey[];
  activeAuthenticationHash?: DigestName;
}

function note(found: Found, reader: DerReader, whole: Uint8Array): void {
  const protocol = reader.objectId();
  const objectId = readTlvAt(whole, 0).value;
  const suiteOf = (prefix: string) => SUITES.get(protocol.slice(prefix.length));
  if (protocol.startsWith(PACE_ECDH_GM)) {
    const suite = suiteOf(PACE_ECDH_GM);
    if (reader.count() !== 2) throw new Refusal('unsupported', 'PACE: another version');
    const parameterId = reader.maybe(TAG.integer)?.value[0];
    const curve = parameterId === undefined ? undefined : CURVES.get(parameterId);
    if (suite && curve && parameterId !== undefined) found.pace.push({ objectId, suite, curve, parameterId });
  } else if (protocol.startsWith(CA_ECDH)) {
    const suite = suiteOf(CA_ECDH);
    reader.count();
    if (suite) found.chipAuthentication.push({ objectId, suite, keyId: reader.maybe(TAG.integer)?.value });
  } else if (protocol === CA_ECDH_KEY) {
    const key = readPublicKey(reader.take(TAG.sequence).raw);
    found.keys.push({ key, keyId: reader.maybe(TAG.integer)?.value });
  } else if (protocol === ACTIVE_AUTHENTICATION) {
    reader.count();
    const algorithm = reader.objectId();
    if (algorithm.startsWith(PLAIN_ECDSA)) {
      found.activeAuthenticationHash = HASHES.get(algorithm.slice(PLAIN_ECDSA.length));
    }
  }
}
