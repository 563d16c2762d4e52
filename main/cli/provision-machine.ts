import { mkdirSync } from 'node:fs';
import type { ClientCertificate } from '../../shared/domain/connection';
import { EnrolmentCode } from '../../shared/domain/enrolment-ticket';
import { type ErrorCode, VestibuleError, reportOf } from '../../shared/domain/error';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { roleServesPublic } from '../../shared/domain/terminal-role';
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
import { clientCertificateFrom, textOf } from './connection-files';
import { enrolHere, enrolmentStatus } from './enrol-here';
import type { ProvisionOptions } from './provision';
import { confirmed } from './confirmed';

/** Sets this machine up and answers the exit status; what went wrong is said on standard error. */
export function provision(file: string, options: ProvisionOptions): Promise<number> {
  return enrolmentStatus(options.json ?? false, async () => {
    const site = withClientCertificate(await siteFileIn(file), await clientCertificateFrom(options));
    const profile = options.profile ?? profileFolder();
    if (!options.unattended && !(await confirmed(question(site, profile)))) return null;
    return setUp(site, profile, await codeFor(site, options));
  });
}

/** Each machine has its own, so it does not stand in the file of the site. */
function withClientCertificate(site: SiteFile, clientCertificate: ClientCertificate | undefined): SiteFile {
  if (!clientCertificate) return site;
  const connection = { ...site.authority.connection, clientCertificate };
  return { ...site, authority: { ...site.authority, connection } };
}

/** Throws site-file-invalid, naming what is wrong, and file-unreadable. */
async function siteFileIn(file: string): Promise<SiteFile> {
  const parsed = SiteFile.safeParse(jsonOf(await textOf(file), file));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
  );
  throw new VestibuleError('site-file-invalid', `${file} is not as it should be. ${wrong.join('; ')}.`);
}

/** The file is another authority's than the machine's, or than the one that answers. */
const NOT_OURS: readonly ErrorCode[] = ['not-permitted', 'authority-not-expected'];

/**
 * Settings come before the code is spent: where they cannot be written, nothing was used up. Of a file of another
 * authority nothing stays: it could open the lock, or have records and updates come from and go to whom it wants.
 */
async function setUp(site: SiteFile, profile: string, enrolmentCode: string | undefined) {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const { url, signingKey, connection } = site.authority;
  const before = readStored(profile, installationKind);
  const [settings, readers] = [readStored(profile, settingsKind), readStored(profile, readersKind)];
  if (before.mode === 'training')
    throw new VestibuleError('not-permitted', 'This is a training machine. Leave training first.');
  if (site.settings) writeStored(profile, settingsKind, { ...settings, ...site.settings });
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
  const enrolled = await enrolHere({
    folder: liveFolder(profile),
    ...site.key,
    authority: { url, signingKey, connection, enrolmentCode },
  }).catch((thrown: unknown) => {
    if (NOT_OURS.includes(reportOf(thrown).code)) {
      writeStored(profile, settingsKind, settings);
      writeStored(profile, readersKind, readers);
      writeStored(profile, installationKind, before);
    }
    throw thrown;
  });
  writeStored(profile, installationKind, { ...installation, mode: 'live' });
  const { role } = enrolled.terminal;
  if (site.selfService !== undefined && !roleServesPublic(role))
    throw new VestibuleError(
      'not-permitted',
      `The machine is enrolled as ${role}, where people do not serve themselves: selfService in the file does nothing.`,
    );
  return enrolled;
}

async function codeFor(site: SiteFile, { code, codeFile }: ProvisionOptions): Promise<string | undefined> {
  const given = codeFile === undefined ? (code ?? site.code) : await textOf(codeFile);
  if (given === undefined) return undefined;
  const parsed = EnrolmentCode.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new VestibuleError('bad-request', 'That is no enrolment code: twelve characters in three groups.');
}

function question({ authority }: SiteFile, profile: string): string {
  return `Enrol this machine (${profile}) with ${authority.url},
whose fingerprint is ${shortFingerprint(authority.signingKey)}?`;
}

/** Throws site-file-invalid. */
function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VestibuleError('site-file-invalid', `${file} is not JSON.`, { cause });
  }
}
