import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { writeSealedExport } from '../delivery/offline-export';
import { installationKind, liveFolder, profileFolder, readStored, writeStored } from '../installation';
import { storedEnrolment } from '../terminal/enrolled-authority';
import { TerminalOptions } from '../terminal/process-contract';
import { openTerminal } from '../terminal/terminal';
import { wipeFolder } from '../terminal/wipe-folder';
import { confirmed } from './confirmed';
import { keyFromStore } from './key-store';
import { onKeyedJournal } from './keyed-journal';
import { EXIT } from './report';
import type { RetireOptions } from './retire';

/** The file in the profile that says which terminal was retired here, and when. It names nobody. */
const RETIRED = 'retired.json';

/** Retires this machine's terminal and answers the exit status; what went wrong is said on standard error. */
export async function retire(options: RetireOptions): Promise<number> {
  try {
    const profile = options.profile ?? profileFolder();
    const installed = readStored(profile, installationKind);
    if (installed.mode !== 'live')
      throw new VestibuleError('not-enrolled', 'No live terminal is installed here.');
    const data = liveFolder(profile);
    const key = {
      keyFile: options.keyFile ?? installed.keyFile,
      passphraseFile: options.passphraseFile ?? installed.passphraseFile,
    };
    const { terminal, site, queued } = await deliver(data, installed.authorityUrl, key);
    if (queued > 0 && options.export === undefined) {
      console.error(
        `${queued} entries could not be delivered. Bring the machine online, or say --export FILE.`,
      );
      return EXIT.no;
    }
    if (!options.yes && !(await confirmed(`Destroy the keys and data of terminal ${terminal} (${site})?`)))
      return EXIT.no;
    const exported = options.export === undefined ? 0 : await exportRest(data, key, options.export);
    const left = wipeFolder(data, [key.keyFile, key.passphraseFile]);
    for (const file of left) console.error(`${file} could not be destroyed: do it by hand.`);
    const record = { terminal, site, at: new Date().toISOString(), exported };
    writeFileSync(path.join(profile, RETIRED), `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
    writeStored(profile, installationKind, { mode: 'new' });
    console.log(options.json ? JSON.stringify(record) : `Terminal ${terminal} is retired.`);
    return EXIT.done;
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    return EXIT.couldNot;
  }
}

interface Key {
  keyFile: string | undefined;
  passphraseFile: string | undefined;
}

/** Sends what waits, as the terminal does at any other time, late verdicts too. */
async function deliver(folder: string, url: string | undefined, key: Key) {
  const terminal = await openTerminal(
    TerminalOptions.parse({
      mode: 'live',
      folder,
      ...key,
      masterKey: (key.keyFile ?? key.passphraseFile) ? undefined : keyFromStore(folder),
      authority: url && { url },
    }),
    { now: () => new Date(), monotonic: () => performance.now(), emit: () => undefined },
  );
  try {
    const problem = terminal.problem();
    if (problem) throw new VestibuleError(problem.code, problem.message);
    const { queued } = await terminal.handlers.drain({});
    const { terminal: id, site } = terminal.state();
    return { terminal: id, site, queued };
  } finally {
    await terminal.close();
  }
}

/** How many entries the file holds. */
async function exportRest(data: string, key: Key, file: string): Promise<number> {
  return onKeyedJournal({ data, ...key }, (journal) => {
    const enrolled = storedEnrolment(journal);
    if (!enrolled)
      throw new VestibuleError('not-enrolled', 'Without an enrolment there is nobody to seal for.');
    return writeSealedExport(file, journal.outbox, enrolled.enrolment);
  });
}
