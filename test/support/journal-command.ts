/** The commands about a journal alone, as a program of their own for tests. */
import { Command } from 'commander';
import { addAuthority } from '../../main/cli/authority';
import { addEnrol } from '../../main/cli/enrol';
import { addJournal } from '../../main/cli/journal';
import { addReceipt } from '../../main/cli/receipt';
import { addRetention } from '../../main/cli/retention';

const program = new Command('vestibule').exitOverride();
addJournal(program);
addEnrol(program);
addAuthority(program);
addReceipt(program);
addRetention(program);
try {
  await program.parseAsync();
} catch {
  process.exitCode = 2;
}
