import { type AddHelpTextContext, Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { reportOf } from '../../shared/domain/error';
import { addAuthority } from './authority';
import { addConfiguration } from './configuration';
import { addDecode } from './decode';
import { addDiagnose } from './diagnose';
import { addEnrol } from './enrol';
import { addFrames } from './frames';
import { addJournal } from './journal';
import { addProvision } from './provision';
import { addReaders } from './readers';
import { addReceipt } from './receipt';
import { addRetention } from './retention';
import { addRetire } from './retire';
import { addRun } from './run';
import { watchStandardOutput } from './standard-output';
import { addTrust } from './trust';
import { addVerify } from './verify';

const commands = [
  addVerify,
  addDecode,
  addFrames,
  addRun,
  addJournal,
  addReceipt,
  addRetention,
  addAuthority,
  addTrust,
  addReaders,
  addProvision,
  addEnrol,
  addConfiguration,
  addRetire,
  addDiagnose,
];

/** `vestibule` with everything it can do. */
export function commandLine(): Command {
  const program = new Command('vestibule')
    .description('The identity terminal at a point of service, without windows.')
    .version(version)
    .showHelpAfterError()
    .exitOverride();
  for (const add of commands) add(program);
  return program.addHelpText('beforeAll', nameWhatIsNoCommand);
}

/** Carries out one command line, without the program's own name, and leaves its status in `process.exitCode`. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const program = commandLine();
  watchStandardOutput();
  // What nobody awaits ends the command too, and never with 1, which would be an answer.
  process.on('uncaughtException', (thrown) => {
    failed(thrown);
    process.exit();
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (thrown) {
    // Commander throws for --help (0) and for wrong use (1), which our callers know as 2 (CLI, exit status).
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
    else failed(thrown);
  }
}

function failed(thrown: unknown): void {
  const { code, message } = reportOf(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 3;
}

/** Commander shows the help of a group whatever stands before `--help`; a word that is none of its commands is wrong use. */
function nameWhatIsNoCommand({ command, error }: AddHelpTextContext): string {
  const [word = '-'] = command.args;
  const known = ['help', ...command.commands.map((each) => each.name())];
  // What is shown after an error says it already.
  if (!error && command.commands.length > 0 && !word.startsWith('-') && !known.includes(word))
    command.error(`error: unknown command '${word}'`);
  return '';
}
