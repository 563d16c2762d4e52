import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import type { HealthCheck } from '../../shared/domain/health';
import { requireJournal } from '../journal/created-marker';
import { installationKind, profileFolder, readStored } from '../installation';
import { TerminalOptions } from '../terminal/process-contract';
import { openTerminal } from '../terminal/terminal';
import { hasTraining } from '../terminal/training-folder';
import type { DiagnoseOptions } from './diagnose';
import { keyFromStore } from './key-store';
import type { KeyedOptions } from './key-options';

/** Opens a terminal for a moment, talks to its authority, and says how it is. Throws not-enrolled or journal-unavailable where there is none. */
export async function lookAt(options: DiagnoseOptions): Promise<{ checks: HealthCheck[]; bundle: Buffer }> {
  const { data, keyFile, passphraseFile } = keyedIn(options);
  const named = keyFile !== undefined || passphraseFile !== undefined;
  const terminal = await openTerminal(
    TerminalOptions.parse({
      mode: hasTraining(data) ? 'training' : 'live',
      folder: data,
      keyFile,
      passphraseFile,
      masterKey: named ? undefined : keyFromStore(data),
    }),
    { now: () => new Date(), monotonic: () => performance.now(), emit: () => undefined },
  );
  try {
    if (!terminal.problem()) await terminal.handlers.drain({});
    const { checks } = await terminal.handlers['health.read']({});
    const { zipBase64 } = await terminal.handlers['diagnostics.make']({
      versions: { program: 'command line' },
    });
    return { checks, bundle: Buffer.from(zipBase64, 'base64') };
  } finally {
    await terminal.close();
  }
}

/** The folder that was named, else that of the installed app with the key that its installation names. */
function keyedIn({
  data,
  profile = profileFolder(),
  keyFile,
  passphraseFile,
}: DiagnoseOptions): KeyedOptions {
  if (data !== undefined) {
    requireJournal(data);
    return { data, keyFile, passphraseFile };
  }
  const { mode, ...installed } = readStored(profile, installationKind);
  if (mode === 'new')
    throw new VestibuleError(
      'not-enrolled',
      'No terminal is set up for this user. Say where one is: --data.',
    );
  return {
    data: path.join(profile, mode),
    keyFile: keyFile ?? installed.keyFile,
    passphraseFile: passphraseFile ?? installed.passphraseFile,
  };
}
