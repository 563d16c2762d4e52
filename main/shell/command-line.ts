import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { sealedMasterKey } from './secrets';

/** Carries out a command inside the installed program, which has the key store that plain Node has not, and ends it. */
export async function carryOut(words: readonly string[]): Promise<void> {
  const [{ runCommandLine }, { offerKeyStore }] = await Promise.all([
    import('../cli/command-line'),
    import('../cli/key-store'),
  ]);
  offerKeyStore((folder) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return sealedMasterKey(path.join(folder, 'master.sealed'));
  });
  await runCommandLine(words);
  // What stands in a pipe is written before the program ends.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  app.exit(Number(process.exitCode ?? 0));
}
