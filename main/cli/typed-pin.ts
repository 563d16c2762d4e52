import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The first line of standard input; asked for on a terminal, where what is typed is not shown. */
export async function typedPin(question: string): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) process.stderr.write(`${question}: `);
  // Echo goes nowhere: a PIN stands on no screen and in no scroll-back.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY });
  try {
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return (await Promise.race([lines.question(''), ended])).trim();
  } finally {
    lines.close();
    if (stdin.isTTY) process.stderr.write('\n');
  }
}
