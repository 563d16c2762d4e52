import { isInTime } from '../../crypto/certificate';
import { inflate, inflateGzip } from '../../crypto/inflate';
import { Refusal } from '../../crypto/refusal';
import { verifySignature } from '../../crypto/signature';
import type { Credential, Format, Trusted } from '../format';
import { trustedCertificates } from '../signer-certificates';
import { type TrustedKey, candidateKeys } from '../trusted-key';
import { readResident } from './resident';

/** RSA-2048: the last bytes of what is inside. */
const SIGNATURE_LENGTH = 256;
/** The largest contents, in bytes; a code of 8,192 digits holds 3,402 before it is inflated. */
const MAXIMUM_INFLATED = 65_536;
const DIGITS = /^\d{500,8192}$/;

interface AadhaarCode extends Credential {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Aadhaar Secure QR: digits → number → gzip or zlib → fields, picture, RSA-SHA256 over all before (FORMATS 9). */
export const aadhaarQr: Format<AadhaarCode> = {
  name: 'aadhaar-qr',

  recognise({ text }) {
    return text !== undefined && DIGITS.test(text);
  },

  decode({ text = '' }) {
    if (!DIGITS.test(text)) throw new Refusal('malformed', 'Aadhaar: not a long number');
    const contents = inflated(bytesOf(BigInt(text)));
    if (contents.length <= SIGNATURE_LENGTH) throw new Refusal('malformed', 'Aadhaar: too short');
    const signed = contents.subarray(0, -SIGNATURE_LENGTH);
    return { ...readResident(signed), signed, signature: contents.subarray(-SIGNATURE_LENGTH) };
  },

  verify(credential, trusted) {
    const { signed, signature } = credential;
    const candidates = candidatesFor(credential, trusted);
    if (candidates.length === 0) {
      const detail = 'no key of the trust list for this';
      return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false, detail }] };
    }
    const vouching = candidates.find(({ key }) =>
      verifySignature({ algorithm: 'RS256', key, data: signed, signature }),
    );
    if (vouching === undefined)
      return { refused: 'bad-signature', checks: [{ name: 'signature', ok: false }] };
    const { issuer } = vouching;
    return {
      assurance: 'offline-signature',
      issuer,
      checks: [
        { name: 'issuer-trusted', ok: true, detail: issuer.id },
        { name: 'signature', ok: true, detail: 'RS256' },
      ],
    };
  },
};

/**
 * Keys of the trust list, and its certificates that were in force when the code was made: a card outlives the
 * certificate that signed it, and a key that is no longer to be believed leaves the list. The code names neither key nor
 * algorithm; there is one.
 */
function candidatesFor({ validity: { issuedAt } }: AadhaarCode, { issuers }: Trusted): TrustedKey[] {
  const keys = trustedCertificates(issuers, 'aadhaar-qr').flatMap(({ issuer, certificate, key }) =>
    key !== undefined && issuedAt !== undefined && isInTime(certificate, issuedAt) ? [{ issuer, key }] : [],
  );
  return [...candidateKeys(issuers, 'aadhaar-qr', undefined), ...keys]
    .filter(({ key }) => key.kty === 'RSA')
    .map(({ issuer, key }) => ({ issuer, key: key.alg === undefined ? { ...key, alg: 'RS256' } : key }));
}

function bytesOf(number: bigint): Uint8Array {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function inflated(bytes: Uint8Array): Uint8Array {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? inflateGzip : inflate)(bytes, MAXIMUM_INFLATED);
}
