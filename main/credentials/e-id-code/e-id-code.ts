import { Refusal } from '../../crypto/refusal';
import type { Credential, Format } from '../format';
import { routedIssuer } from './routing';

interface EIdCode extends Credential {
  /** A bearer secret: it goes to the authority and nowhere else. */
  readonly code: string;
}

/** The dynamic e-ID code: short, opaque, used once, judged by the authority alone (FORMATS 2). */
export const eIdCode: Format<EIdCode> = {
  name: 'e-id-code',

  recognise({ text }, issuers) {
    return text !== undefined && routedIssuer(text, issuers) !== undefined;
  },

  decode({ text }) {
    if (text === undefined) throw new Refusal('malformed', 'an e-ID code is text');
    return { code: text, claims: {}, validity: {} };
  },

  verify({ code }, { issuers }) {
    const issuer = routedIssuer(code, issuers);
    if (issuer === undefined) {
      return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false }] };
    }
    return {
      issuer,
      checks: [{ name: 'issuer-trusted', ok: true, detail: issuer.id }],
      question: { issuer: issuer.id, code },
    };
  },
};
