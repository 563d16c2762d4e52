import { type Command, Option } from 'commander';
import { z } from 'zod';
import { reportOf } from '../../shared/domain/error';

const Options = z
  .object({
    headless: z.literal(true, { error: 'The windows are opened by `npm start`; here, say --headless.' }),
    data: z.string(),
    training: z.boolean().default(false),
    authority: z.url().optional(),
    enrol: z.string().optional(),
    config: z.string().optional(),
    keyFile: z.string().optional(),
    passphraseFile: z.string().optional(),
  })
  .refine((options) => options.training !== (options.authority !== undefined), {
    error: 'Say either --training or --authority URL.',
  });

/** `vestibule run --headless`: JSON-line commands on standard input, answers and events on standard output. */
export function addRun(program: Command): void {
  program
    .command('run')
    .description('the terminal without windows: JSON-line commands in, answers and events out')
    .option('--headless', 'without windows (the only way from here)')
    .requiredOption('--data <folder>', 'the data folder')
    .option('--training', 'embedded authority, sample citizens')
    .option('--authority <url>', 'the authority of a live terminal')
    .option('--enrol <code>', 'enrol with this one-time code on the way')
    .option('--key-file <file>', 'where the master key is')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .addOption(new Option('--config <file>', 'JSON with the same options').argParser(String))
    .addHelpText(
      'after',
      `
Example:
  echo '{"id":"1","command":"status"}' | vestibule run --headless --training --data ./desk`,
    )
    .action(async (given: Record<string, unknown>) => {
      const { readFile } = await import('node:fs/promises');
      const fromFile =
        typeof given['config'] === 'string' ? JSON.parse(await readFile(given['config'], 'utf8')) : {};
      const options = Options.safeParse({ ...fromFile, ...given });
      if (!options.success) {
        console.error(options.error.issues.map((issue) => issue.message).join('\n'));
        process.exitCode = 2;
        return;
      }
      const { runHeadless } = await import('../terminal/headless');
      try {
        process.exitCode = await runHeadless(options.data, process.stdin, say);
      } catch (thrown) {
        const { code, message } = reportOf(thrown);
        console.error(`${code}: ${message}`);
        process.exitCode = 3;
      } finally {
        // An open standard input would keep the process alive.
        process.stdin.destroy();
      }
    });
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
