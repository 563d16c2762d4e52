import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import type { Sample } from '../../shared/domain/sample';
import { type Authority, openAuthority } from '../authority/server/authority';
import { readTls } from '../authority/server/tls';
import type { AuthorityCommandOptions } from './authority-options';
import { authorityKey } from './authority-key';
import { OutputLines } from './output-lines';
import type { Place } from './serve-processes';

/** At least so many codes are printed in training (CLI, `run --headless`). */
const CODES = 12;
const SHORTEST_PASSWORD = 12;
const SHORTEST_TOKEN = 32;

/**
 * Runs the authority until `stopped`, alone or as one of several behind a port. Throws what `readTls`, `masterKeyFor`,
 * `openAuthority` and `Authority.listen` throw.
 */
export async function serveAuthority(
  options: AuthorityCommandOptions,
  stopped: Promise<void>,
  place?: Place,
): Promise<void> {
  const { training, publicUrl, json, tlsCert, tlsKey, clientCa } = options;
  const tls =
    tlsCert !== undefined && tlsKey !== undefined
      ? readTls({ certificate: tlsCert, key: tlsKey, clientAuthorities: clientCa })
      : undefined;
  const lines = new OutputLines();
  const database = options.database ?? mkdtempSync(path.join(tmpdir(), 'vestibule-authority-'));
  try {
    const authority = await openAuthority({
      database,
      training,
      now: () => new Date(),
      masterKey: await authorityKey({ ...options, database }),
      ...(options.purposes !== undefined && { purposes: options.purposes }),
      publicUrl,
      trustedProxies: options.trustedProxy,
      updates: {
        ...(options.holdUpdates && { hold: true }),
        ...(options.onlyVersion !== undefined && { only: options.onlyVersion }),
      },
      ...(options.log && { onLog: (line) => console.error(JSON.stringify(line)) }),
      ...(place && { worker: place.worker }),
      onEntry: ({ terminal, entry, status }) =>
        lines.say(
          json
            ? JSON.stringify({ type: 'entry', terminal, entry, status })
            : `${terminal}  ${entry}  ${status}`,
        ),
    });
    try {
      const at = { host: options.host, port: place?.port ?? options.port, shared: place !== undefined };
      const { url, port } = await authority.listen({ ...at, ...(tls && { tls }) });
      const password = await administratorPassword(authority, options);
      await takeAuditorToken(authority, options);
      if (place?.port === undefined) await announce(authority, url, options, password);
      // Terminals that had waited for it may have delivered before it could say where it listens.
      lines.begin();
      place?.listens(port);
      await stopped;
    } finally {
      await authority.close();
      lines.flush();
    }
  } finally {
    if (options.database === undefined) rmSync(database, { recursive: true, force: true });
  }
}

/** The password of the page from its file; in training one that was made now, which is printed this once. */
async function administratorPassword(
  authority: Authority,
  { training, adminPasswordFile }: AuthorityCommandOptions,
): Promise<string | undefined> {
  if (adminPasswordFile === undefined) return training ? authority.firstAdministratorPassword() : undefined;
  const password = secretIn(adminPasswordFile, 'password of the page', SHORTEST_PASSWORD);
  await authority.setAdministratorPassword(password);
  return undefined;
}

/** The token of a bank's own system from its file; without one, the one of the last time counts. */
async function takeAuditorToken(
  authority: Authority,
  { auditorTokenFile }: AuthorityCommandOptions,
): Promise<void> {
  if (auditorTokenFile === undefined) return;
  await authority.setAuditorToken(secretIn(auditorTokenFile, 'auditor’s token', SHORTEST_TOKEN));
}

/** What a file keeps, its line end aside. Throws bad-request for one that is too short, file-unreadable. */
function secretIn(file: string, what: string, shortest: number): string {
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new VestibuleError('file-unreadable', `The file of the ${what} cannot be read.`, { cause });
  }
  if (secret.length >= shortest) return secret;
  throw new VestibuleError('bad-request', `The ${what} has at least ${shortest} characters.`);
}

async function announce(
  authority: Authority,
  url: string,
  { training, json }: AuthorityCommandOptions,
  adminPassword: string | undefined,
): Promise<void> {
  const enrolmentCodes = training ? await authority.enrolmentCodes(CODES) : undefined;
  const samples = training ? await authority.samples() : undefined;
  if (json) {
    console.log(
      JSON.stringify({
        type: 'listening',
        url,
        signingKey: authority.signingKey,
        publicKey: authority.publicKey,
        enrolmentCodes,
        samples,
        adminPassword,
      }),
    );
    return;
  }
  console.log(`The authority listens on ${url}${training ? ' (training)' : ''}.`);
  const { signingKey } = authority;
  console.log(`Its signing key is ${signingKey}, fingerprint ${shortFingerprint(signingKey)}.`);
  if (adminPassword !== undefined) console.log(`Password of its page, shown once: ${adminPassword}`);
  if (!enrolmentCodes || !samples) return;
  console.log(`\nEnrolment codes, each for one terminal and 24 hours:\n  ${enrolmentCodes.join('\n  ')}`);
  console.log(`\nSamples:\n${samples.map(inWords).join('\n')}\n\nEntries as they arrive:`);
}

function inWords({ name, text, expect, reusable }: Sample): string {
  return `  ${name}: ${expect}${reusable ? '' : ', once'}\n    ${text}`;
}
