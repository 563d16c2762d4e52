import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VestibuleError } from '../../shared/domain/error';

const run = promisify(execFile);
/** A program that does not even say its version within this time is not put in place. */
const PATIENCE_MS = 60_000;

/**
 * Starts a program as far as its command line, and asks for its version: what cannot even start is found before it is put in
 * place. Throws update-failed where it says none, update-not-genuine where it says another.
 */
export async function mustSayVersion(program: string, version: string): Promise<void> {
  const words = ['--ozone-platform=headless', '--cli', '--version'];
  const said = await run(program, words, { timeout: PATIENCE_MS }).catch((cause: unknown) => {
    throw new VestibuleError('update-failed', 'The program of the update does not start here.', { cause });
  });
  if (said.stdout.trim() !== version)
    throw new VestibuleError('update-not-genuine', 'The package holds another version.');
}
