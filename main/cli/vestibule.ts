#!/usr/bin/env node
/** `vestibule`: the same core as the windows, under plain Node. For installers, integrators and auditors. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { reportOf } from '../../shared/domain/error';
import { addAuthority } from './authority';
import { addDecode } from './decode';
import { addFrames } from './frames';
import { addJournal } from './journal';
import { addReaders } from './readers';
import { addReceipt } from './receipt';
import { addRetention } from './retention';
import { addRun } from './run';
import { watchStandardOutput } from './standard-output';
import { addVerify } from './verify';

const program = new Command('vestibule')
  .description('The identity terminal at a point of service, without windows.')
  .version(version)
  .showHelpAfterError()
  .exitOverride();

for (const add of [
  addVerify,
  addDecode,
  addFrames,
  addRun,
  addJournal,
  addReceipt,
  addRetention,
  addAuthority,
  addReaders,
])
  add(program);

watchStandardOutput();
// What nobody awaits ends the command too, and never with 1, which would be an answer.
process.on('uncaughtException', (thrown) => {
  failed(thrown);
  process.exit();
});

try {
  await program.parseAsync();
} catch (thrown) {
  // Commander throws for --help (0) and for wrong use (1), which our callers know as 2 (CLI, exit status).
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
  else failed(thrown);
}

function failed(thrown: unknown): void {
  const { code, message } = reportOf(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 3;
}
