import { mkdirSync } from 'node:fs';
import type { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import type { Connection } from '../../shared/domain/connection';
import { VestibuleError } from '../../shared/domain/error';
import { AuthorityFailure } from '../authority/client/authority-failure';
import { lookUpAuthority } from '../authority/client/look-up-authority';
import { openJournal } from '../journal/open-journal';
import { describeEnrolment } from './describe-enrolment';
import { enrolledAuthority, storedEnrolment } from './enrolled-authority';
import { type KeyOptions, keyModeFor, masterKeyFor } from './master-key';

export interface FolderEnrolment extends Omit<KeyOptions, 'mode'> {
  authority: {
    url: string;
    signingKey: string;
    connection?: Connection | undefined;
    /** Not needed where the folder is enrolled with this authority already. */
    enrolmentCode?: string | undefined;
  };
  now(): Date;
}

/**
 * Enrols the terminal of a data folder that no process has open; `again` where it was enrolled with this authority before,
 * which then only takes over address and connection. The code is spent last, when nothing else can fail. Throws what
 * `enrolledAuthority` and `lookUpAuthority` throw, and key-missing.
 */
export async function enrolFolder(
  options: FolderEnrolment,
): Promise<{ terminal: EnrolledTerminal; again: boolean }> {
  const { folder, authority, now } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { key, source } = await masterKeyFor({ ...options, mode: keyModeFor('live', authority.url) });
  const journal = openJournal({ folder, masterKey: key, now, monotonic: () => performance.now() });
  try {
    const again = storedEnrolment(journal) !== null;
    if (!again) {
      if (authority.enrolmentCode === undefined)
        throw new VestibuleError('bad-request', 'This machine is not enrolled yet: give its code.');
      const found = await lookUpAuthority(authority.url, now, authority.connection);
      if (found.signingKey !== authority.signingKey) throw anotherAuthority();
      if (source === 'folder' && !found.training) {
        throw new VestibuleError(
          'key-missing',
          'A live terminal needs a key store, a key file or a passphrase file.',
        );
      }
    }
    const { enrolment, connection } = await enrolledAuthority(journal, { ...authority, now });
    return { terminal: await describeEnrolment({ enrolment, connection }), again };
  } finally {
    journal.close();
  }
}

function anotherAuthority(): AuthorityFailure {
  return new AuthorityFailure(
    'authority-not-expected',
    'The signing key of the authority at this address is not the one that was expected.',
  );
}
