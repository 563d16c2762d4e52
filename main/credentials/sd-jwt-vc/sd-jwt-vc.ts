import type { Jwt } from '../../crypto/jwt';
import { Refusal } from '../../crypto/refusal';
import { type Attested, attestedPerson } from '../attested-person';
import { dayAfter } from '../calendar-date';
import type { Credential, Format, Validity } from '../format';
import { proofOfJwt } from '../jwt-proof';
import { statusReference } from '../status-reference';
import { compactOf, looksLikeJson } from './json-serialisation';
import { proveHolder } from './key-binding';
import { type SdJwt, readSdJwt } from './sd-jwt';

/** Issuer, disclosures, and perhaps the holder's key binding, apart by tildes (RFC 9901, 4). */
const SHAPE = /^eyJ[\w-]+\.[\w-]+\.[\w-]*~/;

interface WalletCredential extends Credential {
  readonly sdJwt: SdJwt;
  /** In its compact form, however it came: the same credential is the same question to the authority. */
  readonly text: string;
}

/** SD-JWT VC, the credential of wallets, as text, compact or JSON (RFC 9901; draft-ietf-oauth-sd-jwt-vc; FORMATS 6). */
export const sdJwtVc: Format<WalletCredential> = {
  name: 'sd-jwt-vc',

  recognise({ text }) {
    return text !== undefined && (SHAPE.test(text) || looksLikeJson(text));
  },

  decode({ text: given = '' }) {
    const text = SHAPE.test(given) ? given : compactOf(given);
    if (text === undefined) throw malformed('neither of its serialisations');
    const sdJwt = readSdJwt(text);
    const { payload } = sdJwt.issuerJwt;
    if (!isCredentialType(sdJwt.issuerJwt)) throw malformed('a JWT for another purpose');
    const kind = sdJwt.claims['vct'];
    const claims = {
      ...attestedPerson(subjectOf(sdJwt.claims)),
      ...(typeof kind === 'string' && { documentKind: kind }),
    };
    return {
      sdJwt,
      text,
      claims,
      validity: validityOf(payload, claims.validUntil),
      status: statusReference(payload['status']),
    };
  },

  verify({ sdJwt, text }, trusted, now) {
    const proof = proofOfJwt(sdJwt.issuerJwt, 'sd-jwt-vc', trusted, now);
    if (proof.refused) return proof;
    const { check, refused, holder, once } = proveHolder(sdJwt, trusted.asked, now);
    const checks = [...proof.checks, { name: 'contents' as const, ok: true }, ...(check ? [check] : [])];
    if (refused) return { issuer: proof.issuer, refused, checks };
    const { issuer } = proof;
    const question = once !== undefined && issuer ? { issuer: issuer.id, code: text } : undefined;
    return { ...proof, holder, checks, ...(question && { once, question }) };
  },
};

/**
 * `dc+sd-jwt`, the older `vc+sd-jwt` and the plain ones of RFC 9901, 9.11; never a type of another JWT. Without a type, what
 * no other JWT has must be inside: an issuer may sign the tokens of a login with the same key.
 */
function isCredentialType({ type, payload }: Jwt): boolean {
  if (type === undefined) return typeof payload['vct'] === 'string' || payload['_sd_alg'] !== undefined;
  return /^(?:application\/)?(?:[\w.+-]+\+)?sd[-+]jwt$/i.test(type);
}

/** Credentials of the W3C's shape have the person one level down. */
function subjectOf(claims: Attested): Attested {
  const outer = isRecord(claims['ld']) ? claims['ld'] : isRecord(claims['vc']) ? claims['vc'] : claims;
  const subject = outer['credentialSubject'];
  return isRecord(subject) ? { ...claims, ...subject } : claims;
}

/** Registered dates count where the issuer signed them in clear: a holder could leave a disclosed one away. */
function validityOf(payload: Attested, lastDay: string | undefined): Validity {
  const [until, from, issuedAt] = ['exp', 'nbf', 'iat'].map((name) => instant(payload[name]));
  const expiry = dayAfter(lastDay);
  const isSooner = expiry !== undefined && (until === undefined || expiry < until);
  return { until: isSooner ? expiry : until, from, issuedAt };
}

/** The latest time that a date can show, in seconds: the end of the year 9999. */
const LATEST = 253_402_300_799;

function instant(value: unknown): Date | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 0 && value <= LATEST)) throw malformed('a date that is none');
  return new Date(value * 1000);
}

function isRecord(value: unknown): value is Attested {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `SD-JWT VC: ${what}`);
}
