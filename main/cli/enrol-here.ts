import type { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { enrolFolder } from '../terminal/enrol-folder';
import { keyFromStore } from './key-store';
import { EXIT } from './report';

/** Refusals of the authority: the answer is no, and asking again will not change it. */
const NO = new Set<ErrorCode>([
  'enrolment-code-wrong',
  'enrolment-code-used',
  'enrolment-code-expired',
  'authority-not-expected',
  'authority-refused',
  'not-permitted',
]);

/** A terminal that is enrolled now, and how it came to be. */
interface Enrolled {
  terminal: EnrolledTerminal;
  state: keyof typeof said;
}

const said = {
  enrolled: 'Enrolled',
  'enrolled-before': 'Was enrolled already',
  'enrolled-anew': 'Enrolled anew',
} as const;

/**
 * Enrols the terminal of a data folder, with the key of this computer's key store where no file is named for it. Throws
 * what enrolFolder throws.
 */
export async function enrolHere({
  folder,
  keyFile,
  passphraseFile,
  authority,
}: Pick<
  Parameters<typeof enrolFolder>[0],
  'folder' | 'keyFile' | 'passphraseFile' | 'authority'
>): Promise<Enrolled> {
  const masterKey = (keyFile ?? passphraseFile) ? undefined : keyFromStore(folder);
  const now = () => new Date();
  const enrolled = await enrolFolder({ folder, keyFile, passphraseFile, masterKey, authority, now });
  return { terminal: enrolled.terminal, state: enrolled.again ? 'enrolled-before' : 'enrolled' };
}

/**
 * Carries an enrolment out and answers the exit status of its command; `work` answers null where a person said no. What
 * came of it is said on standard output, what went wrong on standard error.
 */
export async function enrolmentStatus(json: boolean, work: () => Promise<Enrolled | null>): Promise<number> {
  try {
    const enrolled = await work();
    if (!enrolled) return EXIT.no;
    say(enrolled, json);
    return EXIT.done;
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    if (NO.has(code)) return EXIT.no;
    return code === 'site-file-invalid' || code === 'bad-request' ? EXIT.usedWrongly : EXIT.couldNot;
  }
}

/** What a script reads, or what a person wants to know. */
function say({ terminal: { terminal, site, role, fingerprint }, state }: Enrolled, json: boolean): void {
  if (json) console.log(JSON.stringify({ terminal, site, role, fingerprint, state }));
  else {
    console.log(`${said[state]}: terminal ${terminal}, site ${site}, role ${role}.
Fingerprint of this machine: ${shortFingerprint(fingerprint)}`);
  }
}
