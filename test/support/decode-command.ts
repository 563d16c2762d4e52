/** `vestibule decode` alone, for tests that run it as a process. */
import { Command } from 'commander';
import { addDecode } from '../../main/cli/decode';

const program = new Command('vestibule').exitOverride();
addDecode(program);
try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = thrown instanceof Error && 'exitCode' in thrown && thrown.exitCode === 0 ? 0 : 2;
}
