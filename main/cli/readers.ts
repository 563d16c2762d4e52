import { type Command, InvalidArgumentError } from 'commander';
import { orSay } from './report';

/** `vestibule readers list | watch | test | setup`: what is plugged in, whether it works, and the permission it needs. */
export function addReaders(program: Command): void {
  const readers = program.command('readers').description('see and test what is plugged in');

  readers
    .command('list')
    .description('every reader that is plugged in, once')
    .option('--settings <file>', 'what the installer says about serial ports (JSON)')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 each works, 1 one does not, 2 used wrongly, 3 the settings cannot be read.' +
        '\n\nExample:\n  vestibule readers list --json',
    )
    .action((options: CommonOptions) =>
      orSay(async () => (await import('./list-readers')).listReaders(options)),
    );

  readers
    .command('watch')
    .description('a line for each reader that comes, goes or changes its state, until interrupted')
    .option('--settings <file>', 'what the installer says about serial ports (JSON)')
    .option('--json', 'one JSON document a line')
    .addHelpText(
      'after',
      '\nExit status: 0 interrupted, 2 used wrongly, 3 the settings cannot be read.' +
        '\n\nExample:\n  vestibule readers watch --json',
    )
    .action((options: CommonOptions) =>
      orSay(async () => (await import('./list-readers')).watchReaders(options)),
    );

  readers
    .command('test')
    .description('a line for each read, with its time; what was read is shown for test codes alone')
    .option('--count <reads>', 'end after so many reads', positive)
    .option('--raw', 'show what was read, whatever it is: on paper cards of invented people, please')
    .option('--settings <file>', 'what the installer says about serial ports (JSON)')
    .option('--json', 'one JSON document a line')
    .addHelpText(
      'after',
      '\nExit status: 0 everything was read, 1 something was not, 2 used wrongly, 3 the settings cannot be read.' +
        '\n\nExample:\n  vestibule readers test --count 1 --json',
    )
    .action((options: CommonOptions & { count?: number; raw?: true }) =>
      orSay(async () => (await import('./test-readers')).testReaders(options)),
    );

  readers
    .command('setup')
    .description(
      'install the udev rule that lets whoever sits at this machine open its readers (Linux, as root)',
    )
    .option('--dry-run', 'print the rule and change nothing')
    .option('--root <folder>', 'into a system image instead of this machine', '/')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 installed or printed, 2 used wrongly, 3 the rule cannot be written.' +
        '\n\nExample:\n  sudo vestibule readers setup',
    )
    .action((options: { dryRun?: true; root: string; json?: true }) =>
      orSay(async () => (await import('./set-up-readers')).setUpReaders(options)),
    );
}

export interface CommonOptions {
  settings?: string;
  json?: true;
}

function positive(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Give a positive whole number.');
  return count;
}
