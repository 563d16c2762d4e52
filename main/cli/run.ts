import { addAbortSignal } from 'node:stream';
import type { Command } from 'commander';
import { z } from 'zod';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { hasHadJournal } from '../journal/created-marker';
import { standardOutputGone } from './standard-output';

/** What a configuration file may hold; the command line goes before it. */
const ConfigFile = z
  .strictObject({
    data: z.string(),
    training: z.boolean(),
    authority: z.url(),
    enrol: z.string(),
    keyFile: z.string(),
    passphraseFile: z.string(),
  })
  .partial();

const Options = ConfigFile.extend({
  headless: z.literal(true, { error: 'The windows are opened by `npm start`; here, say --headless.' }),
  config: z.string().optional(),
  data: z.string({ error: 'Say where the data folder is: --data FOLDER.' }),
  training: z.boolean().default(false),
})
  .refine((options) => !options.training || options.authority === undefined, {
    error: 'Say either --training or --authority URL.',
  })
  .refine((options) => options.training || options.authority !== undefined || hasHadJournal(options.data), {
    error: 'Say either --training or --authority URL: no terminal is set up in this folder.',
  });

/** `vestibule run --headless`: JSON-line commands on standard input, answers and events on standard output. */
export function addRun(program: Command): void {
  program
    .command('run')
    .description('the terminal without windows: JSON-line commands in, answers and events out')
    .option('--headless', 'without windows (the only way from here)')
    .option('--data <folder>', 'the data folder (needed here or in the configuration file)')
    .option('--training', 'embedded authority, sample citizens')
    .option('--authority <url>', 'the authority of a live terminal that enrols, or whose authority moved')
    .option('--enrol <code>', 'enrol with this one-time code on the way')
    .option('--key-file <file>', 'where the master key is')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--config <file>', 'a JSON object with these options; what the command line says goes before it')
    .addHelpText(
      'after',
      `
The configuration file holds any of: ${Object.keys(ConfigFile.shape).join(', ')}. The names and values are those
of the options above ("training": true), and any other name is refused.

Exit status: 0 ended when asked or with its input, 2 used wrongly, 3 it could not start.

Example:
  echo '{"id":"1","command":"status"}' | vestibule run --headless --training --data ./desk`,
    )
    .action(async (given: Record<string, unknown>) => {
      try {
        const fromFile = typeof given['config'] === 'string' ? await configFrom(given['config']) : {};
        const options = Options.safeParse({ ...fromFile, ...given });
        if (!options.success) {
          console.error(options.error.issues.map((issue) => issue.message).join('\n'));
          process.exitCode = 2;
          return;
        }
        const { runHeadless } = await import('../terminal/headless');
        await runHeadless(options.data, addAbortSignal(standardOutputGone(), process.stdin), say);
        process.exitCode = 0;
      } catch (thrown) {
        const { code, message } = reportOf(thrown);
        console.error(`${code}: ${message}`);
        process.exitCode = code === 'bad-request' ? 2 : 3;
      } finally {
        // An open standard input would keep the process alive.
        process.stdin.destroy();
      }
    });
}

/** Throws VestibuleError: file-unreadable, and bad-request for a file that holds something else. */
async function configFrom(file: string): Promise<z.output<typeof ConfigFile>> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', `${file} cannot be read.`, { cause });
  });
  const config = ConfigFile.safeParse(jsonOf(text));
  if (config.success) return config.data;
  const wrong = config.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String),
  );
  throw new VestibuleError(
    'bad-request',
    wrong.length > 0
      ? `${file}: not as it should be: ${wrong.join(', ')}. See vestibule run --help.`
      : `${file} holds no JSON object of options. See vestibule run --help.`,
  );
}

/** Undefined for what is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
