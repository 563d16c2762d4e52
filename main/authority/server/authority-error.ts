import type { AuthorityErrorCode } from '../client/api.generated';

/** A request that gets an error for an answer (openapi.yaml, ErrorAnswer). `message` never holds personal data, codes or keys. */
export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';

  constructor(
    readonly code: AuthorityErrorCode,
    message: string,
    /** Seconds after which it may be tried again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  get status(): number {
    return statuses[this.code];
  }
}

const statuses: Record<AuthorityErrorCode, number> = {
  'bad-request': 400,
  'signature-invalid': 400,
  'token-invalid': 401,
  'proof-invalid': 401,
  'use-dpop-nonce': 401,
  'assertion-invalid': 401,
  'enrolment-code-wrong': 403,
  'enrolment-code-used': 403,
  'enrolment-code-expired': 403,
  'terminal-quarantined': 403,
  'terminal-revoked': 403,
  'training-only': 403,
  'not-signed-in': 403,
  'not-found': 404,
  'sequence-gap': 409,
  'terminal-forked': 409,
  'request-over': 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
};
