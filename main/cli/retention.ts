import { type Command, InvalidArgumentError } from 'commander';
import { type KeyedOptions, withKeyOptions } from './key-options';
import { orSay } from './report';

export type RetentionOptions = KeyedOptions & { at?: Date; dryRun?: true; json?: true };
export type EraseOptions = RetentionOptions & { person: string };

/** `vestibule retention apply | erase`: personal data ends by the purpose's rules, or because a person asks. */
export function addRetention(program: Command): void {
  const retention = program
    .command('retention')
    .description('erase what the rules or a person’s request say; the chain stays whole');

  withKeyOptions(retention.command('apply'))
    .description('erase the bodies whose retention has ended')
    .option('--at <time>', 'as of this moment (RFC 3339); now otherwise', instant)
    .option('--dry-run', 'only say what would be erased')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 done, whether anything was due or not, 2 used wrongly, 3 it could not be done.' +
        '\n\nExample:\n  vestibule retention apply --data ./desk --dry-run',
    )
    .action((options: RetentionOptions) =>
      orSay(async () => (await import('./apply-retention')).applyRetention(options)),
    );

  withKeyOptions(retention.command('erase'))
    .description('erase every entry of one person, and tell the authority to do the same')
    .requiredOption('--person <query>', 'the whole document number, or the words of the name')
    .option('--at <time>', 'only what was recorded up to this moment (RFC 3339)', instant)
    .option('--dry-run', 'only say what would be erased')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nA name that fits several people is refused: give the document number then.' +
        '\n\nExit status: 0 done, whether anything was found or not, 2 used wrongly or the name fits several, 3 it could not be done.' +
        '\n\nExample:\n  vestibule retention erase --data ./desk --person "A0 123 998"',
    )
    .action((options: EraseOptions) =>
      orSay(async () => (await import('./apply-retention')).erasePerson(options)),
    );
}

function instant(written: string): Date {
  const at = new Date(written);
  if (/^\d{4}-\d{2}-\d{2}T/.test(written) && !Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError('A moment as RFC 3339 writes it, such as 2026-11-02T13:00:00Z.');
}
