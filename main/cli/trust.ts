import { type Command, Option } from 'commander';
import { type ErrorCode, VestibuleError } from '../../shared/domain/error';
import { orSay } from './report';
import type { TrustOptions } from './trust-lists';

/** `vestibule trust show | import`: the lists of a terminal or of an authority, their age and keys. */
export function addTrust(program: Command): void {
  const trust = program.command('trust').description('who is trusted: the lists, their age and their keys');
  withPlace(trust.command('show'))
    .description('the lists at hand, how old they are, and every issuer with its keys')
    .addHelpText('after', SHOW_HELP)
    .action((options: TrustOptions) =>
      orSay(async () => (await import('./trust-lists')).showTrust(placeIn(options))),
    );
  withPlace(trust.command('import'))
    .description('take a list from a file')
    .argument(
      '<file>',
      'a signed trust list, a status list, successions, a CSCA master list, or (for an authority) issuers as JSON',
    )
    .option('--root <fingerprint>', 'SHA-256 of the root that a CSCA master list must have')
    .addHelpText('after', IMPORT_HELP)
    .action((file: string, options: TrustOptions) =>
      orSay(async () => (await import('./trust-lists')).importTrust(file, placeIn(options)), NOT_BELIEVED),
    );
}

function withPlace(command: Command): Command {
  return command
    .addOption(new Option('--data <folder>', "a terminal's data folder"))
    .addOption(new Option('--database <folder>', "an authority's folder or database").conflicts('data'))
    .option('--key-file <file>', 'where the master key of the terminal is')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--json', 'one JSON document on standard output');
}

function placeIn(options: TrustOptions): TrustOptions {
  if (options.data !== undefined || options.database !== undefined) return options;
  throw new VestibuleError(
    'bad-request',
    'Say whose lists: --data FOLDER of a terminal, --database FOLDER of an authority.',
  );
}

const SHOW_HELP = `
Exit status: 0 shown, 2 used wrongly, 3 it cannot be read. A terminal that runs has to be closed first.

Example:
  vestibule trust show --data ./desk --json`;

const IMPORT_HELP = `
A terminal takes only what its authority or a trusted issuer signed, and nothing older than what it holds; that is how a
machine without a network is kept fresh; where the authority changed its signing key, it takes the chain of successions
(the answer of GET /v1/successions) before the lists that the new key signed. An authority takes issuers ({"issuers": [...], "csca": [...], "sams": [...]}),
status lists that one of them signed, and CSCA master lists: compare the fingerprint of the root with what the state
publishes, or give it with --root. What an authority took is in the next list that it signs, also while it runs.

Exit status: 0 taken, 1 not to be believed or older, 2 used wrongly, 3 it cannot be read.

Example:
  vestibule trust import DE_ML.ml --database ./authority --root 2084aed7…`;

const NOT_BELIEVED: readonly ErrorCode[] = [
  'trust-list-invalid',
  'trust-list-rollback',
  'succession-refused',
];
