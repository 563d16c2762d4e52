import type { Credential, Format } from '../format';
import type { Presented } from '../presented';
import { documentOf } from './document';
import { MAGIC, type Seal, VERSIONS, readSeal } from './seal';
import { sealSigners } from './seal-signer';

interface SealedDocument extends Credential {
  readonly seal: Seal;
}

/**
 * Visible digital seals on visas, permits and cards without a chip (ICAO 9303 part 13; BSI TR-03137). The signature proves
 * what was printed; whether this is the person, a person has to see: a seal has no portrait.
 */
export const vds: Format<SealedDocument> = {
  name: 'vds',

  recognise(presented) {
    const [first = 0, second = 0] = bytesOf(presented);
    return first === MAGIC && VERSIONS.includes(second);
  },

  decode(presented, now) {
    const seal = readSeal(bytesOf(presented));
    return { ...documentOf(seal, now), seal };
  },

  verify({ seal }, trusted) {
    const signers = sealSigners(seal, trusted);
    if (signers.length === 0) {
      const detail = 'no signer of the trust list for this';
      return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false, detail }] };
    }
    const vouching = signers.find((signer) => signer.vouches(seal));
    if (vouching === undefined)
      return { refused: 'bad-signature', checks: [{ name: 'signature', ok: false }] };
    const { issuer } = vouching;
    return {
      assurance: 'offline-signature',
      issuer,
      checks: [
        { name: 'issuer-trusted', ok: true, detail: issuer.id },
        { name: 'signature', ok: true, detail: `${seal.signer} ${seal.certificate}` },
      ],
    };
  },
};

/** A seal is bytes; scanners that know text alone deliver each byte as the character of that number. */
function bytesOf({ text, bytes }: Presented): Uint8Array {
  const isSpelt = text !== undefined && text.charCodeAt(0) === MAGIC && /^[\0-\xff]*$/.test(text);
  return isSpelt ? Buffer.from(text, 'latin1') : bytes;
}
