import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { EnrolledTerminal } from '../../shared/contract/enrolment-calls';
import type { ClientCertificate } from '../../shared/domain/connection';
import { EnrolmentCode } from '../../shared/domain/enrolment-ticket';
import { type ErrorCode, VestibuleError, reportOf } from '../../shared/domain/error';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import {
  SiteFile,
  installationKind,
  liveFolder,
  profileFolder,
  readStored,
  readersKind,
  settingsKind,
  writeStored,
} from '../installation';
import { enrolFolder } from '../terminal/enrol-folder';
import { clientCertificateFrom } from './connection-files';
import { keyFromStore } from './key-store';
import type { ProvisionOptions } from './provision';
import { EXIT } from './report';
import { confirmed } from './confirmed';

/** Refusals of the authority: the answer is no, and asking again will not change it. */
const NO = new Set<ErrorCode>([
  'enrolment-code-wrong',
  'enrolment-code-used',
  'enrolment-code-expired',
  'authority-not-expected',
  'authority-refused',
  'not-permitted',
]);

/** Sets this machine up and answers the exit status; what went wrong is said on standard error. */
export async function provision(file: string, options: ProvisionOptions): Promise<number> {
  try {
    const site = withClientCertificate(await siteFileIn(file), await clientCertificateFrom(options));
    const profile = options.profile ?? profileFolder();
    if (!options.unattended && !(await confirmed(question(site, profile)))) return EXIT.no;
    const { terminal, again } = await setUp(site, profile, await codeFor(site, options));
    report(terminal, again ? 'enrolled-before' : 'enrolled', options.json ?? false);
    return EXIT.done;
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    return statusOf(code);
  }
}

/** Each machine has its own, so it does not stand in the file of the site. */
function withClientCertificate(site: SiteFile, clientCertificate: ClientCertificate | undefined): SiteFile {
  if (!clientCertificate) return site;
  const connection = { ...site.authority.connection, clientCertificate };
  return { ...site, authority: { ...site.authority, connection } };
}

/** The exit status that a failed enrolment or provisioning ends with. */
export function statusOf(code: ErrorCode): number {
  if (NO.has(code)) return EXIT.no;
  return code === 'site-file-invalid' || code === 'bad-request' ? EXIT.usedWrongly : EXIT.couldNot;
}

/** Throws site-file-invalid, naming what is wrong, and file-unreadable. */
export async function siteFileIn(file: string): Promise<SiteFile> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', `${file} cannot be read.`, { cause });
  });
  const parsed = SiteFile.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
  );
  throw new VestibuleError('site-file-invalid', `${file} is not as it should be. ${wrong.join('; ')}`);
}

/** Settings come before the code is spent: where they cannot be written, nothing was used up. */
async function setUp(site: SiteFile, profile: string, enrolmentCode: string | undefined) {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const { url, signingKey, connection } = site.authority;
  const before = readStored(profile, installationKind);
  if (before.mode === 'training')
    throw new VestibuleError('not-permitted', 'This is a training machine. Leave training first.');
  if (site.settings)
    writeStored(profile, settingsKind, { ...readStored(profile, settingsKind), ...site.settings });
  if (site.readers) writeStored(profile, readersKind, site.readers);
  const installation = {
    ...before,
    ...site.key,
    authorityUrl: url,
    kiosk: site.kiosk ?? before.kiosk,
    handoff: site.handoff ?? before.handoff,
    updates: site.updates ?? before.updates,
    selfService: site.selfService ?? before.selfService,
  };
  writeStored(profile, installationKind, installation);
  const folder = liveFolder(profile);
  const enrolled = await enrolFolder({
    folder,
    ...site.key,
    masterKey: site.key ? undefined : keyFromStore(folder),
    authority: { url, signingKey, connection, enrolmentCode },
    now: () => new Date(),
  });
  writeStored(profile, installationKind, { ...installation, mode: 'live' });
  return enrolled;
}

async function codeFor(site: SiteFile, { code, codeFile }: ProvisionOptions): Promise<string | undefined> {
  const given = codeFile === undefined ? (code ?? site.code) : await readFile(codeFile, 'utf8');
  if (given === undefined) return undefined;
  const parsed = EnrolmentCode.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new VestibuleError('bad-request', 'That is no enrolment code: twelve characters in three groups.');
}

function question({ authority }: SiteFile, profile: string): string {
  return `Enrol this machine (${profile}) with ${authority.url},
whose fingerprint is ${shortFingerprint(authority.signingKey)}?`;
}

/** What a script reads, or what a person wants to know. */
export function report(terminal: EnrolledTerminal, state: keyof typeof said, json: boolean): void {
  const { terminal: id, site, fingerprint } = terminal;
  if (json) console.log(JSON.stringify({ terminal: id, site, fingerprint, state }));
  else {
    console.log(`${said[state]}: terminal ${id}, site ${site}.
Fingerprint of this machine: ${shortFingerprint(fingerprint)}`);
  }
}

const said = {
  enrolled: 'Enrolled',
  'enrolled-before': 'Was enrolled already',
  'enrolled-anew': 'Enrolled anew',
} as const;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
