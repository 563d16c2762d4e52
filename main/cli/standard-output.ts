/** Exit status of a command whose answer could not be written (CLI). */
const COULD_NOT = 3;

/**
 * Watches standard output for the whole command. Where its reader has gone (`| head -1`) nothing more is said, and the
 * command ends with the status it would have had; where it cannot be written (a full disk) that is told and the status is 3.
 */
export function watchStandardOutput(): void {
  let told = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // What is written after the first error fails on a stream that is closed already: not worth a word.
    if (told || error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
    told = true;
    console.error('file-unwritable: Standard output cannot be written.');
    // At the very end, since the command is still to set its own.
    process.once('exit', () => (process.exitCode = COULD_NOT));
  });
}

/** Aborted as soon as nobody can hear what is said on standard output. */
export function standardOutputGone(): AbortSignal {
  const gone = new AbortController();
  process.stdout.once('error', () => gone.abort());
  return gone.signal;
}
