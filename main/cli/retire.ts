import type { Command } from 'commander';
import { EXIT } from './report';

export interface RetireOptions {
  profile?: string;
  export?: string;
  keyFile?: string;
  passphraseFile?: string;
  yes?: true;
  json?: true;
}

/** `vestibule retire`: this terminal ends; what it recorded is with the authority, its keys and data are destroyed. */
export function addRetire(program: Command): void {
  program
    .command('retire')
    .description('end this terminal: deliver or export what waits, then destroy its keys and data')
    .option('--profile <folder>', 'where the app keeps its settings and data; by default this user’s own')
    .option('--export <file>', 'where what cannot be delivered is written, sealed for the authority')
    .option('--key-file <file>', 'where the master key is, if the installation does not say')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--yes', 'ask nothing')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action(async (options: RetireOptions) => {
      const { retire } = await import('./retire-machine');
      process.exitCode = await retire(options);
    });
}

const HELP = `
The app must not be running. A successor enrols with a code of its own (vestibule provision).

Exit status: ${EXIT.done} retired, ${EXIT.no} something waits that could not be delivered and no --export was given, or you said no
(nothing is changed then), ${EXIT.usedWrongly} used wrongly, ${EXIT.couldNot} it could not be done.

Example:
  vestibule retire --export rest.bundle
  vestibule authority import rest.bundle --database ./authority`;
