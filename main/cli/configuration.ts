import type { Command } from 'commander';
import { orSay } from './report';
import { writeMade } from './written-file';

interface ConfigurationOptions {
  profile?: string;
  out?: string;
  keyFile?: string;
  passphraseFile?: string;
}

/** `vestibule configuration`: how this machine is set up, as a provisioning file for another one. */
export function addConfiguration(program: Command): void {
  program
    .command('configuration')
    .description('this machine’s configuration as a provisioning file: no code, no key, no password')
    .option('--profile <folder>', 'where the app keeps its settings and data; by default this user’s own')
    .option('--key-file <file>', 'where the master key is, if the installation does not say')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--out <file>', 'where to; by default standard output')
    .addHelpText(
      'after',
      `
The app must not be running: the address and the key of the authority lie in its sealed journal.

Exit status: 0 written, 2 used wrongly, 3 it could not be done: this machine is not enrolled, too.

Example:
  vestibule configuration --out site.json`,
    )
    .action((options: ConfigurationOptions) =>
      orSay(async () => {
        const { siteFileOf } = await import('./site-file-of');
        const text = `${JSON.stringify(await siteFileOf(options), null, 2)}\n`;
        if (options.out === undefined) process.stdout.write(text);
        else await writeMade(options.out, text);
      }),
    );
}
