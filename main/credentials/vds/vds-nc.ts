import { z } from 'zod';
import type { Claims } from '../../../shared/domain/claims';
import { canonicalJson } from '../../crypto/canonical-json';
import { Refusal } from '../../crypto/refusal';
import { algorithmOf, verifySignature } from '../../crypto/signature';
import { calendarDate } from '../calendar-date';
import type { Credential, Format } from '../format';
import { knownClaims } from '../known-claims';
import { chainedKey } from '../trusted-key';

/** A seal for documents without constraints of size: JSON that brings its signer's certificate (ICAO 9303 part 13, VDS-NC). */
const Sealed = z.strictObject({
  data: z.strictObject({
    hdr: z.looseObject({ t: z.string(), v: z.number(), is: z.string().regex(/^[A-Z]{1,3}$/) }),
    msg: z.looseObject({
      uvci: z.string().optional(),
      utci: z.string().optional(),
      pid: z.looseObject({
        n: z.string().min(1),
        dob: z.string().optional(),
        sex: z.string().optional(),
        i: z.string().optional(),
      }),
    }),
  }),
  sig: z.strictObject({
    alg: z.enum(['ES256', 'ES384', 'ES512']),
    cer: z.string().regex(/^[\w+/-]+={0,2}$/),
    sigvl: z.string().regex(/^[\w+/-]+={0,2}$/),
  }),
});

interface SealedJson extends Credential {
  /** What is signed: the data as RFC 8785 writes them. */
  readonly signed: Uint8Array;
  readonly sig: z.infer<typeof Sealed>['sig'];
}

const SEX: ReadonlyMap<string | undefined, Claims['sex']> = new Map([
  ['M', 'male'],
  ['F', 'female'],
  ['X', 'other'],
]);

/** VDS-NC: proofs of vaccination and tests. Its certificate has to end in one that the trust list names for seals. */
export const vdsNc: Format<SealedJson> = {
  name: 'vds',

  recognise({ text }) {
    return text !== undefined && /^\s*\{/.test(text) && text.includes('"sigvl"') && text.includes('"hdr"');
  },

  decode({ text = '' }) {
    const parsed = Sealed.safeParse(jsonOf(text));
    if (!parsed.success) throw new Refusal('malformed', 'VDS-NC: members are missing, or of the wrong type');
    const { data, sig } = parsed.data;
    const { pid, uvci, utci } = data.msg;
    const claims: Claims = {
      fullName: pid.n,
      birthDate: calendarDate(pid.dob),
      sex: SEX.get(pid.sex),
      documentNumber: uvci ?? utci,
      passNumber: pid.i,
      documentKind: data.hdr.t,
      issuingCountry: data.hdr.is,
    };
    return { claims: knownClaims(claims), validity: {}, signed: canonical(data), sig };
  },

  verify({ signed: data, sig }, { issuers }, now) {
    const certificate = Buffer.from(sig.cer, 'base64');
    const trusted = chainedKey(issuers, 'vds', [certificate], now);
    if (trusted === undefined) {
      const detail = 'its certificate ends in none of the trust list';
      return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false, detail }] };
    }
    const { key, issuer } = trusted;
    const signature = Buffer.from(sig.sigvl, 'base64');
    if (algorithmOf(key) !== sig.alg || !verifySignature({ algorithm: sig.alg, key, data, signature })) {
      return { refused: 'bad-signature', checks: [{ name: 'signature', ok: false }] };
    }
    return {
      assurance: 'offline-signature',
      issuer,
      checks: [
        { name: 'issuer-trusted', ok: true, detail: issuer.id },
        { name: 'signature', ok: true, detail: sig.alg },
      ],
    };
  },
};

/** A half of a character that JSON escapes lets through has no canonical form. */
function canonical(data: unknown): Uint8Array {
  try {
    return canonicalJson(data);
  } catch (cause) {
    throw new Refusal('malformed', 'VDS-NC: text that is none', { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
