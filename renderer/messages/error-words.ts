import type { ErrorCode } from '../../shared/domain/error';
import type { MessageKey } from './catalogues';
import type { Translate } from './translate';

type Safety = Extract<MessageKey, `safe.${string}`>;

/** What stays safe when each error happens. */
const safeties: Readonly<Record<ErrorCode, Safety>> = {
  'bad-request': 'safe.nothing-recorded',
  'unknown-command': 'safe.nothing-recorded',
  'unknown-verdict': 'safe.nothing-recorded',
  'unknown-entry': 'safe.machine',
  'verdict-refused': 'safe.nothing-recorded',
  'already-void': 'safe.record-stays',
  'already-checked-out': 'safe.record-stays',
  'not-signed-in': 'safe.nothing-recorded',
  'not-permitted': 'safe.nothing-recorded',
  'screen-locked': 'safe.nothing-recorded',
  'pin-wrong': 'safe.nothing-recorded',
  'pin-locked': 'safe.nothing-recorded',
  'pin-too-simple': 'safe.machine',
  'unknown-operator': 'safe.machine',
  'operator-exists': 'safe.machine',
  'last-manager': 'safe.machine',
  'consent-needed': 'safe.nothing-recorded',
  'approval-needed': 'safe.nothing-recorded',
  'approval-spent': 'safe.nothing-recorded',
  'offline-too-long': 'safe.recorded',
  'training-only': 'safe.machine',
  'journal-unavailable': 'safe.recorded',
  'journal-damaged': 'safe.nothing-recorded',
  'journal-full': 'safe.recorded',
  'journal-rolled-back': 'safe.recorded',
  'data-folder-in-use': 'safe.recorded',
  'key-missing': 'safe.recorded',
  'key-wrong': 'safe.recorded',
  'settings-unreadable': 'safe.recorded',
  'site-file-invalid': 'safe.machine',
  'terminal-restarting': 'safe.recorded',
  'shutting-down': 'safe.recorded',
  'authority-unreachable': 'safe.recorded',
  'authority-refused': 'safe.recorded',
  'authority-answer-invalid': 'safe.recorded',
  'not-enrolled': 'safe.machine',
  'enrolment-code-wrong': 'safe.machine',
  'enrolment-code-used': 'safe.machine',
  'enrolment-code-expired': 'safe.machine',
  'enrolment-rate-limited': 'safe.machine',
  'enrolment-ticket-invalid': 'safe.machine',
  'already-enrolled': 'safe.machine',
  'terminal-revoked': 'safe.delivered',
  'authority-not-expected': 'safe.machine',
  'succession-refused': 'safe.recorded',
  'certificate-untrusted': 'safe.recorded',
  'proxy-failed': 'safe.recorded',
  'clock-wrong': 'safe.recorded',
  'insecure-url': 'safe.machine',
  'trust-list-invalid': 'safe.recorded',
  'trust-list-rollback': 'safe.recorded',
  'reader-gone': 'safe.readers',
  'reader-set-aside': 'safe.readers',
  'reader-permission': 'safe.readers',
  'reader-failed': 'safe.readers',
  'read-incomplete': 'safe.nothing-recorded',
  'card-gone': 'safe.nothing-recorded',
  'card-not-authentic': 'safe.nothing-recorded',
  'card-silent': 'safe.nothing-recorded',
  'card-in-use': 'safe.nothing-recorded',
  'card-unknown': 'safe.nothing-recorded',
  'chip-unsupported': 'safe.nothing-recorded',
  'chip-key-wrong': 'safe.nothing-recorded',
  'frame-invalid': 'safe.nothing-recorded',
  'too-large': 'safe.nothing-recorded',
  'file-unreadable': 'safe.nothing-recorded',
  'file-too-large': 'safe.nothing-recorded',
  'certificate-needed': 'safe.recorded',
  'update-unreachable': 'safe.recorded',
  'update-not-genuine': 'safe.recorded',
  'update-failed': 'safe.recorded',
  'update-not-now': 'safe.recorded',
  'file-unwritable': 'safe.recorded',
  'port-taken': 'safe.recorded',
  internal: 'safe.recorded',
};

/** An error in words: what happened, what is safe, what to do next. */
export interface ErrorWords {
  happened: string;
  safe: string;
  next: string;
}

export function errorWords(code: ErrorCode, t: Translate): ErrorWords {
  return { happened: t(`error.${code}.happened`), safe: t(safeties[code]), next: t(`error.${code}.next`) };
}
