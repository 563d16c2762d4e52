import { VestibuleError } from '../../../shared/domain/error';

/** The ways in which talking to the authority can fail. Where it is known what stands in the way, that is said in place of unreachable. */
export type AuthorityFailureCode =
  | 'authority-unreachable'
  | 'certificate-untrusted'
  | 'certificate-needed'
  | 'proxy-failed'
  | 'clock-wrong'
  | 'authority-refused'
  | 'authority-answer-invalid'
  | 'authority-not-expected'
  | 'succession-refused';

/** What is known about a failed exchange, for those who decide when to try again. */
export interface AuthorityFailureDetails {
  /** The HTTP status, if there was an answer. */
  status?: number;
  /** The authority's own code for a refusal, such as `entry-malformed`. */
  problem?: string;
  /** Milliseconds the authority asks to be left alone (`Retry-After`, RFC 9110 §10.2.3). */
  retryAfter?: number;
}

/** A failed exchange with the authority. Its message names the operation and never what was sent. */
export class AuthorityFailure extends VestibuleError {
  readonly status: number | undefined;
  readonly problem: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    code: AuthorityFailureCode,
    message: string,
    details: AuthorityFailureDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.status = details.status;
    this.problem = details.problem;
    this.retryAfter = details.retryAfter;
  }
}
