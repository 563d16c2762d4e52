import { z } from 'zod';
import { ApprovedAct } from './approval';

/** Everything that can go wrong apart from a refused credential: one closed list, explained in `docs/errors.md`. */
export const ErrorCode = z.enum([
  // what was asked cannot be done
  'bad-request',
  'unknown-command',
  'unknown-verdict',
  'unknown-entry',
  'verdict-refused',
  'already-void',
  'already-checked-out',
  'not-signed-in',
  'not-permitted',
  'screen-locked',
  'pin-wrong',
  'pin-locked',
  'pin-too-simple',
  'unknown-operator',
  'operator-exists',
  'last-manager',
  'consent-needed',
  'approval-needed',
  'approval-spent',
  'offline-too-long',
  'training-only',
  // the terminal
  'journal-unavailable',
  'journal-damaged',
  'journal-full',
  'journal-rolled-back',
  'data-folder-in-use',
  'key-missing',
  'key-wrong',
  'settings-unreadable',
  'site-file-invalid',
  'terminal-restarting',
  'shutting-down',
  // the authority
  'authority-unreachable',
  'authority-refused',
  'authority-answer-invalid',
  'not-enrolled',
  'enrolment-code-wrong',
  'enrolment-code-used',
  'enrolment-code-expired',
  'enrolment-rate-limited',
  'enrolment-ticket-invalid',
  'already-enrolled',
  'terminal-revoked',
  'authority-not-expected',
  'succession-refused',
  'certificate-untrusted',
  'certificate-needed',
  'proxy-failed',
  'clock-wrong',
  'insecure-url',
  'port-taken',
  'trust-list-invalid',
  'trust-list-rollback',
  // readers
  'reader-gone',
  'reader-permission',
  'reader-failed',
  'read-incomplete',
  'reader-set-aside',
  'card-gone',
  'card-silent',
  'card-in-use',
  'card-unknown',
  'chip-unsupported',
  'chip-key-wrong',
  'card-not-authentic',
  'frame-invalid',
  'too-large',
  // updates of the program
  'update-unreachable',
  'update-not-genuine',
  'update-failed',
  'update-not-now',
  // files and the rest
  'file-unreadable',
  'file-unwritable',
  'file-too-large',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as it crosses a process border or is printed: a code to look up, a sentence, never personal data. */
export const ErrorReport = z.object({
  code: ErrorCode,
  message: z.string(),
  /** What a supervisor has to approve, where the code says that one has to. */
  acts: z.array(ApprovedAct).optional(),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** The one error type of the house. `message` never holds personal data, codes or keys. */
export class VestibuleError extends Error {
  override readonly name = 'VestibuleError';

  readonly acts: readonly ApprovedAct[] | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions & { acts?: readonly ApprovedAct[] },
  ) {
    super(message, options);
    this.acts = options?.acts;
  }
}

/** What the operating system says of a place that cannot be written. */
const unwritable = new Set<unknown>(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT']);

/** The report of any thrown value. An unforeseen error becomes `internal` without its message, which could hold data. */
export function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof VestibuleError) {
    const { code, message, acts } = thrown;
    return { code, message, ...(acts && { acts: [...acts] }) };
  }
  if (thrown instanceof Error && 'code' in thrown && unwritable.has(thrown.code)) {
    return {
      code: 'file-unwritable',
      message: `The disk or folder cannot be written (${String(thrown.code)}).`,
    };
  }
  return { code: 'internal', message: 'Something unforeseen went wrong.' };
}
