import { createInterface } from 'node:readline/promises';

/** Asks a person on the terminal, on standard error so that standard output stays a script's. Anything but yes is no. */
export async function confirmed(question: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => line.once('close', () => resolve('')));
  try {
    return /^y(es)?$/i.test((await Promise.race([line.question(`${question} [y/N] `), ended])).trim());
  } finally {
    line.close();
  }
}
