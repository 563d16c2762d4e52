import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../../shared/domain/connection';
import { EnrolmentCode, readTicket } from '../../shared/domain/enrolment-ticket';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { KeyThumbprint, shortFingerprint } from '../../shared/domain/fingerprint';
import { lookUpAuthority } from '../authority/client/look-up-authority';
import { installationKind, liveFolder, profileFolder, readStored, writeStored } from '../installation';
import { describeEnrolment } from '../terminal/describe-enrolment';
import { enrolAnew } from '../terminal/enrol-anew';
import { enrolFolder } from '../terminal/enrol-folder';
import { confirmed } from './confirmed';
import { connectionFrom } from './connection-files';
import type { EnrolCommandOptions } from './enrol';
import { keyFromStore } from './key-store';
import { onKeyedJournal } from './keyed-journal';
import { report, statusOf } from './provision-machine';
import { EXIT } from './report';

/** Enrols the terminal of a data folder and answers the exit status; what went wrong is said on standard error. */
export async function enrolMachine(written: string, options: EnrolCommandOptions): Promise<number> {
  try {
    if (options.anew) return await enrolledAnew(written, options);
    const connection = await connectionFrom(options);
    const ticket = await ticketFrom(written, options, connection);
    if (!ticket) return EXIT.no;
    const folder = options.data ?? liveFolder(profileFolder());
    const { keyFile, passphraseFile } = options;
    const { terminal, again } = await enrolFolder({
      folder,
      keyFile,
      passphraseFile,
      masterKey: (keyFile ?? passphraseFile) ? undefined : keyFromStore(folder),
      authority: { ...ticket, connection },
      now: () => new Date(),
    });
    if (options.data === undefined) rememberInProfile(ticket.url, { keyFile, passphraseFile });
    report(terminal, again ? 'enrolled-before' : 'enrolled', options.json ?? false);
    return EXIT.done;
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    return statusOf(code);
  }
}

/** Another terminal on the folder of one that the authority stopped; address and network are those of before. */
async function enrolledAnew(written: string, options: EnrolCommandOptions): Promise<number> {
  const code = EnrolmentCode.safeParse(readTicket(written)?.code ?? written);
  if (!code.success)
    throw new VestibuleError('bad-request', 'Give a code, or the text of an enrolment QR code.');
  const { data = liveFolder(profileFolder()), keyFile, passphraseFile } = options;
  const terminal = await onKeyedJournal({ data, keyFile, passphraseFile }, async (journal) => {
    const anew = { code: code.data, operator: 'command-line', now: () => new Date() };
    return describeEnrolment(await enrolAnew(journal, anew));
  });
  report(terminal, 'enrolled-anew', options.json ?? false);
  return EXIT.done;
}

/** Null where a person did not confirm the authority's key. */
async function ticketFrom(written: string, options: EnrolCommandOptions, connection: Connection | undefined) {
  const ticket = readTicket(written);
  if (ticket) return { url: ticket.authority, signingKey: ticket.signingKey, enrolmentCode: ticket.code };
  const code = EnrolmentCode.safeParse(written);
  if (!code.success || options.authority === undefined) {
    throw new VestibuleError(
      'bad-request',
      'Give a code and --authority URL, or the text of an enrolment QR code.',
    );
  }
  const given = KeyThumbprint.optional().safeParse(options.signingKey);
  if (!given.success)
    throw new VestibuleError('bad-request', 'A signing key is named by 43 characters of base64url.');
  const signingKey = given.data ?? (await comparedKey(options.authority, connection));
  return signingKey && { url: options.authority, signingKey, enrolmentCode: code.data };
}

async function comparedKey(url: string, connection: Connection | undefined): Promise<string | undefined> {
  if (!process.stdin.isTTY) {
    throw new VestibuleError(
      'bad-request',
      'Nobody is here to compare the authority’s key: say --signing-key.',
    );
  }
  const { signingKey } = await lookUpAuthority(url, () => new Date(), connection);
  const same = await confirmed(
    `The authority’s fingerprint is ${shortFingerprint(signingKey)}. Is it the one you were told?`,
  );
  return same ? signingKey : undefined;
}

/** The app of this user starts with what was enrolled here. */
function rememberInProfile(
  authorityUrl: string,
  key: { keyFile?: string | undefined; passphraseFile?: string | undefined },
): void {
  const profile = profileFolder();
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const absolute = (file: string | undefined) => (file === undefined ? undefined : path.resolve(file));
  writeStored(profile, installationKind, {
    ...readStored(profile, installationKind),
    mode: 'live',
    authorityUrl,
    keyFile: absolute(key.keyFile),
    passphraseFile: absolute(key.passphraseFile),
  });
}
