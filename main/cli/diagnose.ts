import type { Command } from 'commander';
import { allGood } from '../../shared/domain/health';
import { EXIT, orSay } from './report';
import { writeMade } from './written-file';

export interface DiagnoseOptions {
  data?: string;
  profile?: string;
  keyFile?: string;
  passphraseFile?: string;
  out?: string;
  json?: true;
}

/** `vestibule diagnose`: how the terminal of this machine or of a data folder is, and a bundle for support. */
export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('how a terminal is: disk, clock, queue, lists, key, certificate; and a bundle for support')
    .option('--data <folder>', 'the data folder; by default that of the app of this user')
    .option('--profile <folder>', 'where the app keeps its settings and data; by default this user’s own')
    .option('--key-file <file>', 'where the master key is, if the installation does not say')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--out <zip>', 'write the redacted diagnostics bundle here')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action((options: DiagnoseOptions) => orSay(() => diagnose(options)));
}

async function diagnose(options: DiagnoseOptions): Promise<number> {
  const { lookAt } = await import('./look-at-terminal');
  const { checks, bundle } = await lookAt(options);
  if (options.out !== undefined) await writeMade(options.out, bundle);
  const ok = allGood(checks);
  if (options.json) console.log(JSON.stringify({ ok, checks }));
  else for (const { topic, state, figures } of checks) console.log(line(topic, state, figures));
  return ok ? EXIT.done : EXIT.no;
}

function line(topic: string, state: string, figures: object): string {
  const told = Object.entries(figures).map(([name, value]) => `${name} ${String(value)}`);
  return [topic.padEnd(12), state.padEnd(10), told.join(', ')].join(' ').trimEnd();
}

const HELP = `
The app must not be running; where it is, its own page Set up, Health says the same. The bundle holds no names,
numbers, codes or keys.

Exit status: ${EXIT.done} all is well, ${EXIT.no} somebody should look, ${EXIT.usedWrongly} used wrongly, ${EXIT.couldNot} it could not be done.

Examples:
  vestibule diagnose --out support.zip
  vestibule diagnose --data ./desk --key-file desk.key --out support.zip`;
