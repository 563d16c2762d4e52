import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../../shared/domain/connection';
import { EnrolmentCode, readTicket } from '../../shared/domain/enrolment-ticket';
import { VestibuleError } from '../../shared/domain/error';
import { KeyThumbprint, shortFingerprint } from '../../shared/domain/fingerprint';
import { lookUpAuthority } from '../authority/client/look-up-authority';
import { installationKind, liveFolder, profileFolder, readStored, writeStored } from '../installation';
import { describeEnrolment } from '../terminal/describe-enrolment';
import { enrolAnew } from '../terminal/enrol-anew';
import { confirmed } from './confirmed';
import { connectionFrom } from './connection-files';
import type { EnrolCommandOptions } from './enrol';
import { enrolHere, enrolmentStatus } from './enrol-here';
import { onKeyedJournal } from './keyed-journal';

/** Enrols the terminal of a data folder and answers the exit status; what went wrong is said on standard error. */
export function enrolMachine(written: string, options: EnrolCommandOptions): Promise<number> {
  return enrolmentStatus(options.json ?? false, async () => {
    if (options.anew) return enrolledAnew(written, options);
    const connection = await connectionFrom(options);
    const ticket = await ticketFrom(written, options, connection);
    if (!ticket) return null;
    const { data, keyFile, passphraseFile } = options;
    const folder = data ?? liveFolder(profileFolder());
    const enrolled = await enrolHere({
      folder,
      keyFile,
      passphraseFile,
      authority: { ...ticket, connection },
    });
    if (data === undefined) rememberInProfile(ticket.url, { keyFile, passphraseFile });
    return enrolled;
  });
}

/** Another terminal on the folder of one that the authority stopped; address and network are those of before. */
async function enrolledAnew(written: string, options: EnrolCommandOptions) {
  const code = readTicket(written)?.code ?? typedCode(written);
  const { data = liveFolder(profileFolder()), keyFile, passphraseFile } = options;
  const terminal = await onKeyedJournal({ data, keyFile, passphraseFile }, async (journal) => {
    const anew = { code, operator: 'command-line', now: () => new Date() };
    return describeEnrolment(await enrolAnew(journal, anew));
  });
  return { terminal, state: 'enrolled-anew' as const };
}

/** Null where a person did not confirm the authority's key. */
async function ticketFrom(written: string, options: EnrolCommandOptions, connection: Connection | undefined) {
  const ticket = readTicket(written);
  if (ticket) return { url: ticket.authority, signingKey: ticket.signingKey, enrolmentCode: ticket.code };
  const enrolmentCode = typedCode(written);
  if (options.authority === undefined)
    throw new VestibuleError('bad-request', 'Say where the authority of this code is: --authority URL.');
  const given = KeyThumbprint.optional().safeParse(options.signingKey);
  if (!given.success)
    throw new VestibuleError('bad-request', 'A signing key is named by 43 characters of base64url.');
  const signingKey = given.data ?? (await comparedKey(options.authority, connection));
  return signingKey && { url: options.authority, signingKey, enrolmentCode };
}

/** A code as a person types it; a ticket that was cut short is none. Throws bad-request. */
function typedCode(written: string): string {
  const code = EnrolmentCode.safeParse(written);
  if (code.success && !code.data.includes(':')) return code.data;
  throw new VestibuleError(
    'bad-request',
    'This is no enrolment code: one looks like 7KQ4-9MXP-2HTD. The text of an enrolment QR code has to be whole.',
  );
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
