import { decodeBase45 } from '../../crypto/base45';
import { type CoseSign1, openCoseSign1 } from '../../crypto/cose-sign1';
import { inflate, isZlibHeader } from '../../crypto/inflate';
import { Refusal } from '../../crypto/refusal';
import { proofOfCose } from '../cose-proof';
import { openCwt } from '../cwt';
import type { Credential, Format } from '../format';
import type { Presented } from '../presented';
import { isInAnothersName } from '../trusted-key';
import { type UnknownFields, readIdentity } from './identity';

/** The CWT claim that holds the identity map (IANA, CBOR Web Token Claims). */
const IDENTITY_CLAIM = 169;
/** The largest message a code may inflate to, in bytes; the largest QR code holds 2,953 before. */
const MAXIMUM_INFLATED = 65_536;

interface Claim169 extends Credential {
  readonly message: CoseSign1;
  /** The issuer that it names. */
  readonly named: string | undefined;
  /** The code itself, to ask the authority about. */
  readonly code: string | undefined;
  /** Fields the specification has not assigned: kept, shown to nobody. */
  readonly unknown: UnknownFields;
}

/** The identity QR code: base45 → zlib → COSE_Sign1 → CWT with claim 169 (FORMATS 1, MOSIP QR code specification 1.2). */
export const claim169: Format<Claim169> = {
  name: 'claim-169',

  recognise({ text, bytes }) {
    if (text !== undefined) return beginsZlibInBase45(text);
    return beginsZlib(bytes) || beginsCose(bytes);
  },

  decode(presented) {
    const message = openCoseSign1(messageOf(presented));
    const { claims, issuer: named, validity, status } = openCwt(message.payload);
    const identity = claims.get(IDENTITY_CLAIM);
    if (!(identity instanceof Map)) throw new Refusal('malformed', 'CWT: without the identity claim 169');
    return { ...readIdentity(identity), message, named, validity, status, code: presented.text };
  },

  verify(credential, trusted, now) {
    const proof = proofOfCose(credential.message, 'claim-169', trusted, now);
    const { code, named } = credential;
    if (proof.issuer && isInAnothersName(named, proof.issuer, trusted.issuers, 'claim-169')) {
      const detail = 'it names another issuer than the one that signed it';
      return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false, detail }] };
    }
    if (proof.issuer === undefined || code === undefined) return proof;
    return { ...proof, question: { issuer: proof.issuer.id, code } };
  },
};

function messageOf({ text, bytes }: Presented): Uint8Array {
  if (text !== undefined) return inflate(decodeBase45(text), MAXIMUM_INFLATED);
  return beginsZlib(bytes) ? inflate(bytes, MAXIMUM_INFLATED) : bytes;
}

function beginsZlibInBase45(text: string): boolean {
  try {
    return beginsZlib(decodeBase45(text.slice(0, 3)));
  } catch {
    return false;
  }
}

function beginsZlib([first = 0, second = 0]: Uint8Array): boolean {
  return isZlibHeader(first, second);
}

/** A COSE message of four or three parts, with its tag or without, inside the CWT tag or not. */
function beginsCose(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes[0] === 0xd8 && bytes[1] === 61 ? bytes.subarray(2) : bytes;
  const isTagged = first === 0xd0 || first === 0xd1 || first === 0xd2; // Encrypt0, Mac0, Sign1
  return isTagged || (first === 0x84 && second >> 5 === 2); // else an array of four that begins with bytes
}
