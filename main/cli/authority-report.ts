import type { Command } from 'commander';
import { z } from 'zod';
import { KeyedAuthorityOptions } from './authority-options';
import { orSay, usedWrongly } from './report';
import type { ReportWork } from './report-work';

const Options = KeyedAuthorityOptions.extend({
  site: z.string().optional(),
  out: z.string().optional(),
  refused: z
    .string()
    .regex(/^\d+(,\d+)*$/, { error: '--refused names lines: 2,5.' })
    .optional(),
});
export type ReportOptions = z.output<typeof Options>;

/** `vestibule authority report`: guests reported to the police (docs/registration.md). */
export function addReport(authority: Command): void {
  const report = authority
    .command('report')
    .description('report guests to the police: what is due, what it lacks, what was sent and answered')
    .addHelpText('after', HELP);
  const add = (work: ReportWork, words: string, description: string, example: string) => {
    report
      .command(`${work}${words}`)
      .description(description)
      .option('--database <folder>', "the authority's folder, or its postgres://… address")
      .option('--site <id>', 'the site whose guests are reported')
      .option('--training', 'the folder is a training authority’s')
      .option('--key-file <file>', 'where the master key is')
      .option('--passphrase-file <file>', 'where the passphrase is')
      .option('--out <file>', 'where to write (file, receipts)')
      .option('--refused <lines>', 'lines of the file that the portal refused, such as 2,5 (receipt)')
      .option('--json', 'one JSON document on standard output')
      .addHelpText('after', `${ENDS}\n\nExample:\n  vestibule authority report ${work} ${example} ${AT}`)
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const options = Options.safeParse(command.optsWithGlobals());
        if (!options.success) return usedWrongly(options.error);
        await orSay(async () => {
          const { reportAtAuthority } = await import('./report-work');
          await reportAtAuthority(work, command.args, options.data);
        });
      });
  };
  add('set', ' <file>', 'how the site reports, from a JSON file; it is stored sealed', 'reporter.json');
  add('list', '', 'what is open: when it is due, and what it lacks', '');
  add(
    'complete',
    ' <check-in> <file>',
    'add what the ministry asks beyond the document, from a JSON file',
    '0193a0e2-… facts.json',
  );
  add('send', '', 'send what is due now and ask what became of the rest (SES.HOSPEDAJES)', '');
  add('file', '', 'write the file for the portal of what is due (Alloggiati Web)', '--out guests.txt');
  add(
    'receipt',
    ' <batch> <file>',
    'keep the portal’s receipt of a file, and note the lines it refused',
    'alloggiati-2026-11-02T13-00-00-000Z receipt.pdf --refused 2,5',
  );
  add(
    'receipts',
    '',
    'the receipts that are kept; with --out all of them in a JSON file',
    '--out receipts.json',
  );
}

const ENDS =
  '\nExit status: 0 done, 2 used wrongly, a file is wrong or the site does not report, 3 it could not be done.';
const AT = '--database ./authority --key-file authority.key';

const HELP = `
A running authority sends by itself every minute. Nothing here was tried against the ministries' own services.

Example:
  vestibule authority report set reporter.json ${AT}
  vestibule authority report list ${AT}`;
