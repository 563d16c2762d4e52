import type { VerdictReason } from '../../shared/domain/reason';
import type { MessageKey } from './catalogues';

export type Step = Extract<MessageKey, `step.${string}.do`> extends `step.${infer Name}.do` ? Name : never;

/** What to do next when a presentation was refused: three steps for each reason, in order. */
export const nextSteps: Readonly<Record<VerdictReason, readonly [Step, Step, Step]>> = {
  unreadable: ['again', 'other-document', 'installer'],
  unsupported: ['other-document', 'supervisor', 'installer'],
  'unknown-code': ['identity-code', 'other-document', 'supervisor'],
  'payment-code': ['identity-code', 'nothing-charged', 'other-document'],
  malformed: ['again', 'other-document', 'installer'],
  'too-large': ['refuse', 'other-document', 'installer'],
  expired: ['fresh-code', 'other-document', 'supervisor'],
  'not-yet-valid': ['valid-from', 'other-document', 'supervisor'],
  revoked: ['refuse', 'other-document', 'supervisor-revoked'],
  'untrusted-issuer': ['refuse', 'other-document', 'installer-issuer'],
  'bad-signature': ['refuse', 'other-document', 'supervisor'],
  replayed: ['fresh-code', 'other-document', 'supervisor'],
  'status-stale': ['online', 'other-document', 'installer'],
  'clock-wrong': ['clock', 'again', 'installer'],
  'person-differs': ['refuse', 'other-document', 'supervisor'],
  'not-permitted': ['other-document', 'supervisor', 'installer'],
};
