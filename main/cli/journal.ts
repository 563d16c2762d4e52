import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { VestibuleError } from '../../shared/domain/error';
import type { Database } from '../sqlite/database';
import type { JournalReceiptOptions } from './journal-receipt';
import type { ExportOptions } from './journal-export';
import { addJournalKeys } from './journal-keys';
import type { SearchOptions } from './journal-search';
import { type KeyedOptions, withKeyOptions } from './key-options';
import { EXIT, orSay } from './report';

/**
 * `vestibule journal verify | tail | export | receipt`: an auditor's look at a journal. All but the receipt, which
 * shows what an entry says of a person, need no key and change nothing.
 */
export function addJournal(program: Command): void {
  const journal = program
    .command('journal')
    .description('check, list and export the journal of a data folder');

  journal
    .command('verify')
    .description('check the whole chain and its signatures')
    .requiredOption('--data <folder>', 'the data folder')
    .option(
      '--key <file>',
      'a public key of the authority, or all it ever had (JWK, JWK set or PEM), from elsewhere',
    )
    .option('--checkpoint <file>', 'a checkpoint from elsewhere, which the chain must reach')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 it is whole, 1 it is broken, 2 used wrongly, 3 it cannot be read.' +
        '\n\nExample:\n  vestibule journal verify --data ./desk --json',
    )
    .action((options: VerifyCommandOptions) => onJournal(options.data, verify, options));

  journal
    .command('tail')
    .description('list the newest entries, without anything personal')
    .requiredOption('--data <folder>', 'the data folder')
    .option('-n, --lines <count>', 'how many', positiveCount, 20)
    .option('--json', 'one JSON document a line')
    .addHelpText(
      'after',
      '\nExit status: 0 listed, 2 used wrongly, 3 it cannot be read.' +
        '\n\nExample:\n  vestibule journal tail --data ./desk -n 5',
    )
    .action((options: TailOptions) => onJournal(options.data, tail, options));

  withKeyOptions(journal.command('export'))
    .description(
      'write the metadata of every entry; or, as a bundle, what is not delivered, sealed for the authority',
    )
    .addOption(new Option('--format <format>', 'how').choices(['csv', 'jsonl', 'bundle']).default('csv'))
    .option('--out <file>', 'where to; standard output otherwise')
    .option('--json', 'the same as --format jsonl; with --out, a JSON document about what was written')
    .option('--reveal', 'with personal data; needs --operator, the PIN on standard input, and is journalled')
    .option('--operator <name>', 'the sign-in name of a supervisor')
    .addHelpText(
      'after',
      '\nExit status: 0 written, 2 used wrongly, 3 it could not be done, or the operator may not.' +
        '\n\nExamples:\n  vestibule journal export --data ./desk --format csv --out entries.csv' +
        '\n  vestibule journal export --data ./desk --format jsonl --out people.jsonl --reveal --operator sofia',
    )
    .action((options: ExportOptions) => {
      const { format, out, reveal, operator } = options;
      if (reveal) return orSay(() => revealed(options, operator));
      if (format !== 'bundle') return onJournal(options.data, exportPlain, { ...options, format });
      return orSay(() => exportSealed({ ...options, out }));
    });

  journal
    .command('stats')
    .description('count entries, days, delivery; nothing personal, no key')
    .requiredOption('--data <folder>', 'the data folder')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 counted, 2 used wrongly, 3 it cannot be read.' +
        '\n\nExample:\n  vestibule journal stats --data ./desk',
    )
    .action((options: { data: string; json?: true }) => onJournal(options.data, stats, options));

  withKeyOptions(journal.command('search'))
    .description('find check-ins by name, room or document number; lists entries, nothing personal')
    .argument('<query>', 'whole words of a name, a room, a document number or its last four characters')
    .option('--limit <count>', 'at most so many, up to 200', positiveCount, 50)
    .option('--json', 'one JSON document a line')
    .addHelpText(
      'after',
      '\nExit status: 0 found, 1 nothing found, 2 used wrongly, 3 it cannot be read.' +
        '\n\nExample:\n  vestibule journal search --data ./desk okafor',
    )
    .action((query: string, options: SearchOptions) =>
      orSay(async () => (await import('./journal-search')).searchJournal(query, options)),
    );

  withKeyOptions(journal.command('rebuild'))
    .description('make guests and search index anew from the chain')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 made anew, 2 used wrongly, 3 it could not be done.' +
        '\n\nExample:\n  vestibule journal rebuild --data ./desk',
    )
    .action((options: KeyedOptions & { json?: true }) =>
      orSay(async () => (await import('./journal-search')).rebuildJournal(options)),
    );

  withKeyOptions(journal.command('receipt'))
    .description('sign a receipt of one entry, which proves itself anywhere')
    .argument('<entry>', 'the id of the entry')
    .option('--out <file>', 'where to; standard output otherwise')
    .addHelpText(
      'after',
      '\nThe receipt shows what the entry says of a person. Close the terminal first.' +
        '\n\nExit status: 0 signed, 2 used wrongly, 3 it could not be done: no such entry, or it was erased, too.' +
        '\n\nExample:\n  vestibule journal receipt --data ./desk 0193a0e2-… --out stay.receipt',
    )
    .action((entry: string, options: JournalReceiptOptions) =>
      orSay(async () => (await import('./journal-receipt')).issueReceipt(entry, options)),
    );

  addJournalKeys(journal);
}

interface VerifyCommandOptions {
  data: string;
  key?: string;
  checkpoint?: string;
  json?: true;
}

interface TailOptions {
  data: string;
  lines: number;
  json?: true;
}

async function revealed(options: ExportOptions, operator: string | undefined): Promise<void> {
  const { format } = options;
  if (format === 'bundle' || operator === undefined)
    throw new VestibuleError('bad-request', '--reveal goes with --operator NAME and --format csv or jsonl.');
  await (await import('./journal-revealed')).exportRevealed({ ...options, format, operator });
}

async function exportSealed(options: ExportOptions): Promise<void> {
  const { out, format, json } = options;
  if (out === undefined) throw new VestibuleError('bad-request', 'A bundle needs --out FILE.');
  const entries = await (await import('./journal-bundle')).exportBundle({ ...options, out });
  if (json) print(JSON.stringify({ out, format, entries }));
  else console.error(`Entries written: ${entries}.`);
}

async function stats(database: Database, { json }: { json?: true }): Promise<void> {
  const { statisticsOf } = await import('../journal/statistics');
  const figures = statisticsOf(database);
  print(JSON.stringify(figures, null, json ? undefined : 2));
}

/** Opens the journal for one command; what goes wrong is said in words. */
function onJournal<O>(
  folder: string,
  command: (database: Database, options: O) => Promise<number | void>,
  options: O,
): Promise<void> {
  return orSay(async () => {
    const { guarded, journalError } = await import('../journal/journal-error');
    const { openJournalFileReadOnly } = await import('../journal/journal-file');
    const database = guarded(() => openJournalFileReadOnly(folder));
    try {
      return await command(database, options);
    } catch (thrown) {
      throw journalError(thrown);
    } finally {
      database.close();
    }
  });
}

async function exportPlain(
  database: Database,
  options: ExportOptions & { format: 'csv' | 'jsonl' },
): Promise<void> {
  const { exportMetadata } = await import('./journal-export');
  await exportMetadata(database, options);
}

async function verify(database: Database, { json, key, checkpoint }: VerifyCommandOptions): Promise<number> {
  const { verifyJournal } = await import('../journal/verify-journal');
  const { readPublicKeys } = await import('./public-key-file');
  const authorityKeys = key === undefined ? undefined : await readPublicKeys(key);
  const checkpoints = checkpoint === undefined ? [] : [readNote(checkpoint)];
  const { problem, ...answer } = verifyJournal(database, { authorityKeys, checkpoints });
  if (json) print(JSON.stringify(answer));
  else if (answer.ok)
    print(`The chain is whole. Entries: ${answer.entries}; signed checkpoints: ${answer.checkpoints}.`);
  if (problem !== undefined) console.error(problem);
  return answer.ok ? EXIT.done : EXIT.no;
}

function readNote(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'The checkpoint cannot be read.', { cause });
  }
}

async function tail(database: Database, { lines, json }: TailOptions): Promise<void> {
  const { newestEntries } = await import('../journal/entry-list');
  for (const entry of newestEntries(database, lines)) {
    const { seq, at, kind, delivery, id } = entry;
    print(json ? JSON.stringify(entry) : [seq, at, kind.padEnd(12), delivery.padEnd(12), id].join('  '));
  }
}

function positiveCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return count;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
