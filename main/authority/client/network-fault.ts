import type { AuthorityFailureCode } from './authority-failure';

/** OpenSSL's names for a chain that leads to nobody this machine trusts, or to another host. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_HAS_EXPIRED',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A proxy that is configured makes every connection of its own: what fails before TLS failed at the proxy. */
const AT_THE_PROXY = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_ABORTED',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a failed connection means for the person at the machine, by the system's code of the fault. */
export function networkFault(code: string, throughProxy: boolean): AuthorityFailureCode {
  // A certificate of tomorrow is nearly always a clock of yesterday.
  if (code === 'CERT_NOT_YET_VALID') return 'clock-wrong';
  if (UNTRUSTED.has(code)) return 'certificate-untrusted';
  return throughProxy && AT_THE_PROXY.has(code) ? 'proxy-failed' : 'authority-unreachable';
}

/** The system's code of a network fault, such as `ECONNREFUSED`; it names no person. */
export function networkCode(thrown: unknown): string {
  for (let cause: unknown = thrown; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') return cause.name;
  }
  return 'no connection';
}
