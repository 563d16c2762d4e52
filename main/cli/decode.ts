import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { codeFormats, type CodeFormat } from '../../shared/decoding/code';
import type { ErrorReport } from '../../shared/domain/error';
import type { DecodeReport } from './decode-report';
import { EXIT, orSay } from './report';

const Options = z.object({ format: z.array(z.enum(codeFormats)), json: z.boolean().default(false) });
type Options = z.infer<typeof Options>;

/** `vestibule decode`: the camera's pipeline on PNG, JPEG and WebP files. */
export function addDecode(program: Command): void {
  program
    .command('decode')
    .description('find and read the 2D codes in PNG, JPEG or WebP images')
    .argument('<image...>', 'PNG, JPEG or WebP files')
    .option('--format <names>', 'which codes to look for', formatsFrom, [...codeFormats])
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action((files: string[], given: unknown) => orSay(() => decode(files, Options.parse(given))));
}

const HELP = `
Formats are ${codeFormats.join(', ')}. Of a code that is spread over several symbols (structured append) the parts
in one image are joined; when some are missing, "parts" says which, and the text is that of the parts there are.

Exit status: 0 a code was read in every image, 1 not in every one, 2 used wrongly, 3 a file cannot be read.

Example:
  vestibule decode photo.jpg --format qr,pdf417 --json`;

async function decode(files: readonly string[], options: Options): Promise<number> {
  const { reportsOn } = await import('./decode-report');
  const answers: (DecodeReport | { file: string; error: ErrorReport })[] = [];
  for await (const report of reportsOn(files, options.format)) {
    if ('error' in report) {
      console.error(`${report.error.code}: ${report.file}: ${report.error.message}`);
    } else if (!options.json) console.log(inWords(report));
    answers.push(report);
  }
  if (options.json) console.log(JSON.stringify(answers.length === 1 ? answers[0] : answers));
  if (answers.some((answer) => 'error' in answer)) return EXIT.couldNot;
  return answers.every((answer) => 'found' in answer && answer.found) ? EXIT.done : EXIT.no;
}

/** `qr,pdf417,…`, in the standards' spelling too: `QRCode`, `DataMatrix`. */
function formatsFrom(names: string): CodeFormat[] {
  return names.split(',').map((name) => {
    const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const wanted = letters(name).replace(/code$/, '');
    const format = codeFormats.find((known) => letters(known) === wanted);
    if (format === undefined) throw new InvalidArgumentError(`Formats are ${codeFormats.join(', ')}.`);
    return format;
  });
}

function inWords({ file, found, located, format, pass, text, parts, ms }: DecodeReport): string {
  if (!found) return `${file}: ${located ? 'a code was seen but could not be read' : 'no code'} (${ms} ms)`;
  const missing = parts === undefined ? '' : `, parts missing: ${parts.missing.join(', ') || 'unknown'}`;
  return `${file}: ${format} (${pass}, ${ms} ms)${missing}\n${text}`;
}
