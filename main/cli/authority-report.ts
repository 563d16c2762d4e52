import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { OWN_SITE } from '../authority/server/enrolment-codes';
import { ReportFacts } from '../authority/server/reporting/reported-guest';
import { ReporterProfile } from '../authority/server/reporting/reporter-profile';
import type { CheckedReport, Reporting } from '../authority/server/reporting/reporting';
import { KeyedAuthorityOptions } from './authority-options';
import { atAuthority } from './at-authority';

const Options = KeyedAuthorityOptions.extend({
  site: z.string().default(OWN_SITE),
  out: z.string().optional(),
  refused: z
    .string()
    .regex(/^\d+(,\d+)*$/, { error: '--refused names lines: 2,5.' })
    .optional(),
});
type Options = z.output<typeof Options>;

/** What a sub-command does: the arguments it was given, and what it prints as JSON and in words. */
type Work = (
  reporting: Reporting,
  given: readonly string[],
  options: Options,
) => Promise<{ json: unknown; words: string }>;

/** `vestibule authority report`: guests reported to the police (docs/registration.md). `perform` runs the work and tells how it ended. */
export function addReport(
  authority: Command,
  perform: (work: () => Promise<void>) => Promise<void>,
  usedWrongly: (error: z.ZodError) => void,
): void {
  const report = authority
    .command('report')
    .description('report guests to the police: what is due, what it lacks, what was sent and answered')
    .addHelpText('after', HELP);
  const add = (name: string, description: string, work: Work) => {
    report
      .command(name)
      .description(description)
      .option('--database <folder>', "the authority's folder, or its postgres://… address")
      .option('--site <id>', 'the site whose guests are reported')
      .option('--training', 'the folder is a training authority’s')
      .option('--key-file <file>', 'where the master key is')
      .option('--passphrase-file <file>', 'where the passphrase is')
      .option('--out <file>', 'where to write (file, receipts)')
      .option('--refused <lines>', 'lines of the file that the portal refused, such as 2,5 (receipt)')
      .option('--json', 'one JSON document on standard output')
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const options = Options.safeParse(command.optsWithGlobals());
        if (!options.success) return usedWrongly(options.error);
        await perform(async () => {
          const { json, words } = await atAuthority(options.data, (opened) =>
            work(opened.reporting, command.args, options.data),
          );
          console.log(options.data.json ? JSON.stringify(json) : words);
        });
      });
  };
  add('set <file>', 'how the site reports, from a JSON file; it is stored sealed', set);
  add('list', 'what is open: when it is due, and what it lacks', list);
  add(
    'complete <check-in> <file>',
    'add what the ministry asks beyond the document, from a JSON file',
    complete,
  );
  add('send', 'send what is due now and ask what became of the rest (SES.HOSPEDAJES)', send);
  add('file', 'write the file for the portal of what is due (Alloggiati Web)', file);
  add(
    'receipt <batch> <file>',
    'keep the portal’s receipt of a file, and note the lines it refused',
    receipt,
  );
  add('receipts', 'the receipts that are kept; with --out all of them in a JSON file', receipts);
}

const HELP = `
A running authority sends by itself every minute. Nothing here was tried against the ministries' own services.

Example:
  vestibule authority report set reporter.json --database ./authority --key-file authority.key
  vestibule authority report list --database ./authority --key-file authority.key`;

const set: Work = async ({ reports }, [given = ''], { site }) => {
  const profile = parsed(ReporterProfile, given);
  await reports.setProfile(site, profile);
  return { json: { site, reporter: profile.reporter }, words: `${site} reports by ${profile.reporter}.` };
};

const list: Work = async (reporting, _given, { site }) => {
  const open = await reporting.open(site, await profileOf(reporting, site));
  return { json: open.map(asJson), words: open.map(inWords).join('\n') || 'Nothing is open.' };
};

const complete: Work = async ({ reports }, [entry = '', given = '']) => {
  await reports.complete(entry, parsed(ReportFacts, given));
  return { json: { entry }, words: `${entry}: added.` };
};

const send: Work = async (reporting) => {
  const run = await reporting.run();
  const words = Object.entries(run).map(([name, count]) => `${name} ${count}`);
  return { json: run, words: words.join(', ') };
};

const file: Work = async (reporting, _given, { site, out }) => {
  if (out === undefined) throw new VestibuleError('bad-request', 'Say where to write: --out FILE.');
  const made = await reporting.alloggiatiFile(site, await profileOf(reporting, site));
  if (!made) return { json: { lines: 0 }, words: 'Nothing is due and whole.' };
  writeFileSync(out, made.file, { mode: 0o600 });
  const { batch, lines } = made;
  return {
    json: { batch, lines },
    words: `${lines} lines. Batch ${batch}: bring its receipt with report receipt.`,
  };
};

const receipt: Work = async (reporting, [batch = '', given = ''], { site, refused }) => {
  const lines = new Set((refused ?? '').split(',').filter(Boolean).map(Number));
  const content = contentOf(given).toString('base64');
  await reporting.receive(site, await profileOf(reporting, site), batch, content, lines);
  return { json: { batch, refused: [...lines] }, words: `${batch}: kept, ${lines.size} refused.` };
};

const receipts: Work = async ({ reports }, _given, { out }) => {
  const kept = await reports.receipts();
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  const about = kept.map(({ site, batch, keptAt, keepUntil }) => ({ site, batch, keptAt, keepUntil }));
  const words = about.map(
    (one) => `${one.batch}  ${one.keptAt.toISOString()}  until ${one.keepUntil.toISOString().slice(0, 10)}`,
  );
  return { json: about, words: words.join('\n') || 'No receipt is kept.' };
};

async function profileOf({ reports }: Reporting, site: string): Promise<ReporterProfile> {
  const found = await reports.profileOf(site);
  if (found) return found;
  throw new VestibuleError('bad-request', `The site ${site} does not report. Begin with report set FILE.`);
}

function asJson({ entry, state, dueAt, code, batch, problems }: CheckedReport) {
  return {
    entry,
    state,
    dueAt,
    ...(code !== undefined && { code }),
    ...(batch !== undefined && { batch }),
    problems,
  };
}

function inWords({ entry, state, dueAt, code, problems }: CheckedReport): string {
  const head = `${entry}  ${state}${code === undefined ? '' : ` (${code})`}  due ${dueAt.toISOString()}`;
  return [head, ...problems.map(({ field, message }) => `    ${field}: ${message}`)].join('\n');
}

/** Throws file-unreadable, and bad-request where the file says something else; the message names the member alone. */
function parsed<T>(schema: z.ZodType<T>, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(contentOf(name).toString('utf8'));
  } catch (cause) {
    if (cause instanceof VestibuleError) throw cause;
    throw new VestibuleError('file-unreadable', 'The file is not JSON.', { cause });
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const members = read.error.issues.map(({ path }) => path.map(String).join('.') || 'the file itself');
  throw new VestibuleError('bad-request', `The file is wrong at: ${members.join(', ')}.`);
}

function contentOf(name: string): Buffer {
  try {
    return readFileSync(name);
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'The file cannot be read.', { cause });
  }
}
