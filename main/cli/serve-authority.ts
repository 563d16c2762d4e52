import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sample } from '../../shared/domain/sample';
import { type Authority, openAuthority } from '../authority/server/authority';
import { masterKeyFor } from '../terminal/master-key';
import type { AuthorityCommandOptions } from './authority';

/** At least so many codes are printed in training (CLI, `run --headless`). */
const CODES = 12;

/**
 * Runs the authority until `stopped`. Throws what `masterKeyFor`, `openAuthority` and `Authority.listen` throw.
 */
export async function serveAuthority(
  options: AuthorityCommandOptions,
  stopped: Promise<void>,
): Promise<void> {
  const { database, training, keyFile, passphraseFile, json } = options;
  const folder = database ?? mkdtempSync(path.join(tmpdir(), 'vestibule-authority-'));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const mode = training ? 'training' : 'live';
    const { key } = await masterKeyFor({ mode, folder, keyFile, passphraseFile });
    const authority = await openAuthority({
      folder,
      training,
      now: () => new Date(),
      masterKey: key,
      ...(options.purposes !== undefined && { purposes: options.purposes }),
      onEntry: ({ terminal, entry, status }) =>
        console.log(
          json
            ? JSON.stringify({ type: 'entry', terminal, entry, status })
            : `${terminal}  ${entry}  ${status}`,
        ),
    });
    try {
      const { url } = await authority.listen({ host: options.host, port: options.port });
      announce(authority, url, options);
      await stopped;
    } finally {
      await authority.close();
    }
  } finally {
    if (database === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function announce(authority: Authority, url: string, { training, json }: AuthorityCommandOptions): void {
  const enrolmentCodes = training ? authority.enrolmentCodes(CODES) : undefined;
  const samples = training ? authority.samples() : undefined;
  if (json) {
    console.log(
      JSON.stringify({
        type: 'listening',
        url,
        signingKey: authority.signingKey,
        publicKey: authority.publicKey,
        enrolmentCodes,
        samples,
      }),
    );
    return;
  }
  console.log(`The authority listens on ${url}${training ? ' (training)' : ''}.`);
  console.log(`Fingerprint of its signing key: ${authority.signingKey}`);
  if (!enrolmentCodes || !samples) return;
  console.log(`\nEnrolment codes, each for one terminal and 24 hours:\n  ${enrolmentCodes.join('\n  ')}`);
  console.log(`\nSamples:\n${samples.map(inWords).join('\n')}\n\nEntries as they arrive:`);
}

function inWords({ name, text, expect, reusable }: Sample): string {
  return `  ${name}: ${expect}${reusable ? '' : ', once'}\n    ${text}`;
}
