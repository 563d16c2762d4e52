import { VestibuleError } from '../../shared/domain/error';
import {
  SiteFile,
  installationKind,
  liveFolder,
  profileFolder,
  readStored,
  readersKind,
  settingsKind,
} from '../installation';
import { describeEnrolment } from '../terminal/describe-enrolment';
import { storedEnrolment } from '../terminal/enrolled-authority';
import { onKeyedJournal } from './keyed-journal';

/** How a machine is set up, in the form that `vestibule provision` takes. Throws not-enrolled, and what opening its journal throws. */
export async function siteFileOf(options: {
  profile?: string;
  keyFile?: string;
  passphraseFile?: string;
}): Promise<SiteFile> {
  const profile = options.profile ?? profileFolder();
  const installed = readStored(profile, installationKind);
  const { mode, keyFile, passphraseFile, handoff, kiosk, updates, selfService } = installed;
  if (mode !== 'live') throw new VestibuleError('not-enrolled', 'This machine is not enrolled.');
  const key = { keyFile, passphraseFile };
  const { authority, signingKey, connection } = await onKeyedJournal(
    { data: liveFolder(profile), ...dropUndefined({ ...key, ...dropUndefined(options) }) },
    async (journal) => {
      const enrolled = storedEnrolment(journal);
      if (!enrolled) throw new VestibuleError('not-enrolled', 'This machine is not enrolled.');
      return describeEnrolment(enrolled);
    },
  );
  return SiteFile.parse({
    vestibule: 1,
    authority: { url: authority, signingKey, connection },
    ...(keyFile !== undefined || passphraseFile !== undefined ? { key: dropUndefined(key) } : {}),
    settings: readStored(profile, settingsKind),
    readers: readStored(profile, readersKind),
    ...(handoff && { handoff }),
    ...(kiosk !== undefined && { kiosk }),
    ...(updates && { updates }),
    ...(selfService && { selfService }),
  });
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
