import { z } from 'zod';

/** Why a presentation was refused: the closed list of FORMATS. No decoder answers anything else. */
export const Reason = z.enum([
  'unreadable',
  'unsupported',
  'unknown-code',
  'payment-code',
  'malformed',
  'too-large',
  'expired',
  'not-yet-valid',
  'revoked',
  'untrusted-issuer',
  'bad-signature',
  'replayed',
  'status-stale',
  'clock-wrong',
  'not-permitted',
]);
export type Reason = z.infer<typeof Reason>;

/** Why a verdict is refused: a reason of the list, or the clerk's own, who saw that the document is somebody else's. */
export const VerdictReason = z.enum([...Reason.options, 'person-differs']);
export type VerdictReason = z.infer<typeof VerdictReason>;
