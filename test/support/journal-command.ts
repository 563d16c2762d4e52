/** `vestibule journal` alone, as a program of its own for `journal-command.test.ts`. */
import { Command } from 'commander';
import { addJournal } from '../../main/cli/journal';

const program = new Command('vestibule').exitOverride();
addJournal(program);
try {
  await program.parseAsync();
} catch {
  process.exitCode = 2;
}
