import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import { bundled, started } from './journal-child';

/** What a command printed and how it ended. */
export interface Answer {
  out: string;
  words: string;
  status: number;
}

/**
 * The commands about a journal, bundled once before the tests of a file and gone after them. Answers how to run one;
 * `first` are the arguments that all of them begin with.
 */
export function journalProgram(...first: string[]): (...args: string[]) => Promise<Answer> {
  let program: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    program = await bundled('journal-command.ts');
  });
  afterAll(() => program.remove());

  return async (...args) => {
    const child = started(program.file, [...first, ...args]);
    if (!child.stdout || !child.stderr) throw new Error('The command has no output.');
    const [out, words, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { out, words, status: Number(status) };
  };
}
