import type { Command } from 'commander';
import { clientCertificateOption, clientKeyOption } from './client-certificate-options';
import { EXIT } from './report';

export interface ProvisionOptions {
  profile?: string;
  code?: string;
  codeFile?: string;
  clientCertificate?: string;
  clientKey?: string;
  unattended?: true;
  json?: true;
}

/** `vestibule provision FILE`: a machine set up and enrolled from one file. */
export function addProvision(program: Command): void {
  program
    .command('provision')
    .description('set up and enrol this machine from a provisioning file')
    .argument('<file>', 'the site’s provisioning file (docs/provisioning.md)')
    .option('--profile <folder>', 'where the app keeps its settings and data; by default this user’s own')
    .option('--code <code>', 'this machine’s one-time code, where the file has none')
    .option('--code-file <file>', 'a file with the code; others may see what a command line says')
    .addOption(clientCertificateOption())
    .addOption(clientKeyOption())
    .option('--unattended', 'ask nothing')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action(async (file: string, options: ProvisionOptions) => {
      const { provision } = await import('./provision-machine');
      process.exitCode = await provision(file, options);
    });
}

const HELP = `
The app must not be running. Repeated on a machine that is enrolled with this authority it needs no code and
brings settings, readers and connection up to date.

Exit status: ${EXIT.done} enrolled, ${EXIT.no} the authority says no (code wrong, used or too old; not the authority of the file) or
you said no (nothing is changed then), ${EXIT.usedWrongly} the file is wrong or no code was given, ${EXIT.couldNot} it could not be done (network, certificate,
proxy, clock, key, permission).

Examples:
  vestibule provision site.json
  vestibule provision site.json --unattended --code-file /run/code --json`;
