import type { Command } from 'commander';
import { clientCertificateOption, clientKeyOption } from './client-certificate-options';
import type { ConnectionOptions } from './connection-files';
import { EXIT } from './report';

export interface EnrolCommandOptions extends ConnectionOptions {
  anew?: true;
  authority?: string;
  signingKey?: string;
  data?: string;
  keyFile?: string;
  passphraseFile?: string;
  json?: true;
}

/** `vestibule enrol CODE`: one terminal, from a code or a ticket. */
export function addEnrol(program: Command): void {
  program
    .command('enrol')
    .description('enrol a terminal with a one-time code, or with the text of an enrolment QR code')
    .argument('<code>', 'the code, or the whole text `vestibule:enrol?…`')
    .option(
      '--anew',
      'this machine’s journal was rolled back or forked: begin again in it as another terminal',
    )
    .option('--authority <url>', 'where the authority is; a ticket says it itself')
    .option('--signing-key <thumbprint>', 'the key it must have; without it you are asked to compare it')
    .option('--data <folder>', 'the data folder; by default that of this user’s app')
    .option('--key-file <file>', 'where the master key is')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--proxy <url>', 'the proxy of this network')
    .option('--ca <file>', 'PEM certificates of the site’s own certificate authorities')
    .addOption(clientCertificateOption())
    .addOption(clientKeyOption())
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', HELP)
    .action(async (code: string, options: EnrolCommandOptions) => {
      const { enrolMachine } = await import('./enrol-machine');
      process.exitCode = await enrolMachine(code, options);
    });
}

const HELP = `
--anew is for a terminal that says it must be enrolled anew, and for no other; close the app first. The journal stays and
can be verified; what was not delivered is refused there, and goes to the authority with the next export of kind bundle.

Exit status: ${EXIT.done} enrolled, ${EXIT.no} the authority says no or you did not confirm its key, ${EXIT.usedWrongly} used wrongly, ${EXIT.couldNot} it could not be done.

Example:
  vestibule enrol 7KQ4-9MXP-2HTD --authority https://authority.example --data ./desk --key-file desk.key
  vestibule enrol --anew 7KQ4-9MXP-2HTD --data ./desk --key-file desk.key`;
