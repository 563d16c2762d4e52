import { createInterface } from 'node:readline/promises';

/** Asks a person on the terminal, on standard error so that standard output stays a script's. Anything but yes is no, and is told so. */
export async function confirmed(question: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => line.once('close', () => resolve('\n')));
  try {
    const answer = await Promise.race([line.question(`${question} [y/N] `), ended]);
    if (/^y(es)?$/i.test(answer.trim())) return true;
    // Where the input ended nobody has ended the line.
    process.stderr.write(`${answer === '\n' ? answer : ''}Nothing was changed.\n`);
    return false;
  } finally {
    line.close();
  }
}
