import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Alert } from '../../shared/contract/terminal-state';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import type { Installation } from '../installation';
import type { TerminalOptions } from '../terminal/process-contract';
import type { LaunchOptions } from './launch-options';
import { sealedMasterKey } from './secrets';

/**
 * What the terminal process is told at each (re)start. A new machine opens as a live one that is not enrolled yet:
 * the first-start page asks it. Training and live have folders of their own, so that
 * samples never meet real records. In live mode the master key comes from the OS key store where there is one;
 * otherwise the terminal looks for `--key-file` or `--passphrase-file`.
 */
export function terminalOptions(
  userData: string,
  installed: Installation,
  launch: LaunchOptions,
  notices: Alert[],
  installationLost: boolean,
): TerminalOptions {
  const doubt = doubtOf(userData, launch, installationLost);
  if (doubt) {
    const folder = path.join(userData, 'live');
    return { mode: 'live', attended: true, folder, notices, problem: reportOf(doubt) };
  }
  const mode = (launch.mode ?? installed.mode) === 'training' ? 'training' : 'live';
  const folder = path.join(userData, mode);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyFile = launch.keyFile ?? installed.keyFile;
  const passphraseFile = launch.passphraseFile ?? installed.passphraseFile;
  const options: TerminalOptions = {
    mode,
    attended: true,
    folder,
    notices,
    ...(keyFile && { keyFile }),
    ...(passphraseFile && { passphraseFile }),
    ...(installed.selfService && { selfService: installed.selfService }),
  };
  if (mode === 'training') return options;
  if (installed.handoff) options.handoff = installed.handoff;
  const authority =
    launch.authority ?? (installed.authorityUrl ? { url: installed.authorityUrl } : undefined);
  if (authority) options.authority = authority;
  if (options.keyFile || options.passphraseFile) return options;
  try {
    const masterKey = sealedMasterKey(path.join(folder, 'master.sealed'));
    return masterKey ? { ...options, masterKey } : options;
  } catch (thrown) {
    return { ...options, problem: reportOf(thrown) };
  }
}

/** A live machine never becomes a training machine by accident: then it stops and says why. */
function doubtOf(userData: string, launch: LaunchOptions, installationLost: boolean): VestibuleError | null {
  if (launch.wrong.length > 0) {
    return new VestibuleError(
      'bad-request',
      `Started with a value that cannot be right: ${launch.wrong.join(', ')}.`,
    );
  }
  if (installationLost && !launch.mode && existsSync(path.join(userData, 'live'))) {
    return new VestibuleError('settings-unreadable', 'Whether this machine is live cannot be read any more.');
  }
  return null;
}
