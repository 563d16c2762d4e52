/** `vestibule verify` alone, for tests that run it as a process. */
import { Command } from 'commander';
import { addVerify } from '../../main/cli/verify';

const program = new Command('vestibule').exitOverride();
addVerify(program);
try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = thrown instanceof Error && 'exitCode' in thrown && thrown.exitCode === 0 ? 0 : 2;
}
