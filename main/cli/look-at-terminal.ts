import type { HealthCheck } from '../../shared/domain/health';
import { TerminalOptions } from '../terminal/process-contract';
import { openTerminal } from '../terminal/terminal';
import { hasTraining } from '../terminal/training-folder';
import { keyFromStore } from './key-store';
import type { KeyedOptions } from './key-options';

/** Opens the terminal of a data folder for a moment, talks to its authority, and says how it is. */
export async function lookAt({
  data,
  keyFile,
  passphraseFile,
}: KeyedOptions): Promise<{ checks: HealthCheck[]; bundle: Buffer }> {
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
