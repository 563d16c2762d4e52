import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

export interface Outcome {
  status: number | null;
  out: string;
  err: string;
}

/** Runs the built command line as a script does; `input` is all that stands on its standard input. */
export async function command(args: readonly string[], input = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [path.resolve('dist/main/cli.js'), ...args], { stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { status, out, err };
}
