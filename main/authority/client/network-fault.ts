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

/** What a server says that wants a certificate of this machine, or does not take the one it was shown (RFC 8446, 6.2). */
const CERTIFICATE_NEEDED = new Set([
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
  'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
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
  if (CERTIFICATE_NEEDED.has(code)) return 'certificate-needed';
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
