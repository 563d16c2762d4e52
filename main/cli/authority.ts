import { Argument, type Command, Option } from 'commander';
import { TerminalRole } from '../../shared/domain/terminal-role';
import {
  AuthorityCommandOptions,
  CodesCommandOptions,
  ImportOptions,
  KeyedAuthorityOptions,
  OrderCommandOptions,
  countUpTo,
  portFrom,
} from './authority-options';
import { addReport } from './authority-report';
import { addSites } from './authority-sites';
import { orSay, usedWrongly } from './report';
import { placeHere, serveProcesses } from './serve-processes';

/** What a terminal can be ordered to do. */
const orderKinds = ['fetch-configuration', 'rotate-key', 'revoke-and-wipe'] as const;

/** `vestibule authority`: the reference authority, and new enrolment codes for it. */
export function addAuthority(program: Command): void {
  const authority = program
    .command('authority')
    .description('the reference authority: answers terminals and takes their records')
    .option('--port <port>', 'the port to listen on; 0 takes a free one', portFrom, 0)
    .option('--host <host>', 'the address to listen on; without TLS a loopback address', '127.0.0.1')
    .option('--tls-cert <file>', 'serve TLS with this certificate (PEM, with those up to the root)')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--client-ca <file>', 'ask terminals for a certificate that one of these signed (mutual TLS)')
    .option('--processes <number>', 'processes that share port and database', countUpTo(64), 1)
    .option(
      '--database <folder>',
      'a folder for database and keys, made if it is not there, or the postgres://… address of a PostgreSQL',
    )
    .option('--hold-updates', 'no terminal installs an update of itself now')
    .option('--only-version <version>', 'the version that terminals update themselves to, and no other')
    .option(
      '--purposes <folder>',
      'purposes beside the shipped ones, a JSON file each (default: purposes, in the folder)',
    )
    .option('--training', 'sample issuers, citizens and codes; without --database in a temporary folder')
    .option('--key-file <file>', 'where the master key is (a live authority needs this or a passphrase)')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--public-url <url>', 'where terminals and wallets on other machines reach it (https)')
    .option(
      '--trusted-proxy <addresses>',
      'the servers in front of it that say where a request came from (X-Forwarded-For), with commas between',
    )
    .option(
      '--admin-password-file <file>',
      'the password of its page (training makes one and prints it once)',
    )
    .option(
      '--auditor-token-file <file>',
      'the token with which a bank’s own system looks up records by their reference',
    )
    .option('--log', 'a JSON line on standard error for each request, without personal data')
    .option('--json', 'JSON lines on standard output: listening, then one for each entry that arrives')
    .addHelpText('after', HELP)
    .action(async (given: unknown) => {
      const options = AuthorityCommandOptions.safeParse(given);
      if (!options.success) return usedWrongly(options.error);
      const { processes } = options.data;
      const place = placeHere();
      const stopped = stopSignal();
      if (processes > 1 && !place) return orSay(() => serveProcesses(processes, stopped));
      const { serveAuthority } = await import('./serve-authority');
      await orSay(() => serveAuthority(options.data, stopped, place));
      place?.leave();
    });
  authority
    .command('codes')
    .description('new one-time enrolment codes for the authority in a folder, which may be running')
    .option('--database <folder>', "the authority's folder, or its postgres://… address")
    .option('--count <number>', 'how many', countUpTo(1_000), 1)
    .option('--site <id>', 'the site that the terminals are for (default: main)')
    .addOption(
      new Option('--role <role>', 'what they are there (default: any)').choices(TerminalRole.options),
    )
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', CODES_HELP)
    .action(async (_given: unknown, codes: Command) => {
      // The command above has options of the same names and is the first to see them.
      const options = CodesCommandOptions.safeParse(codes.optsWithGlobals());
      if (!options.success) return usedWrongly(options.error);
      const { database, purposes, json, ...asked } = options.data;
      await orSay(async () => {
        const { issueEnrolmentCodes } = await import('../authority/server/at-the-database');
        const { purposesBeside } = await import('../authority/server/purpose-folder');
        const own = purposesBeside(database, purposes);
        const enrolmentCodes = await issueEnrolmentCodes(database, { ...asked, own }, new Date());
        console.log(json ? JSON.stringify({ enrolmentCodes }) : enrolmentCodes.join('\n'));
      });
    });
  addOrder(authority);
  addImport(authority);
  addReport(authority);
  addSites(authority);
  addSetAside(authority);
  addNewSigningKey(authority);
}

/** `vestibule authority order`: what a terminal is to do with its next heartbeat. */
function addOrder(authority: Command): void {
  authority
    .command('order')
    .description('give a terminal an order, which it hears with its next heartbeat')
    .addArgument(new Argument('<order>', 'what it is to do').choices(orderKinds))
    .argument('<terminal>', 'the terminal')
    .option('--database <folder>', "the authority's folder, or its postgres://… address")
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', ORDER_HELP)
    .action(async (given: string, terminal: string, _given: unknown, command: Command) => {
      const options = OrderCommandOptions.safeParse(command.optsWithGlobals());
      const kind = orderKinds.find((each) => each === given);
      if (!options.success || !kind) return usedWrongly(options.error);
      await orSay(async () => {
        const { giveOrder } = await import('../authority/server/at-the-database');
        await giveOrder(options.data.database, terminal, kind, new Date());
        console.log(options.data.json ? JSON.stringify({ terminal, order: kind }) : `${terminal}: ${kind}`);
      });
    });
}

const ORDER_HELP = `
revoke-and-wipe also keeps the terminal from asking any more, at once; it seals what it could not deliver and destroys
its keys and data.

Exit status: 0 given, 2 used wrongly or no such terminal, 3 it could not be done.

Example:
  vestibule authority order revoke-and-wipe T-7KQ49MXP2H --database ./authority`;

/** `vestibule authority import`: an export of a terminal that never came online. */
function addImport(authority: Command): void {
  keyed(authority.command('import'))
    .description('take the offline export of a terminal; what comes twice is stored once')
    .argument('<file>', 'the export')
    .option('--set-aside <name>', 'keep apart what a terminal in quarantine wrote; NAME is who decides so')
    .addHelpText('after', IMPORT_HELP)
    .action(async (file: string, _given: unknown, command: Command) => {
      const options = ImportOptions.safeParse(command.optsWithGlobals());
      if (!options.success) return usedWrongly(options.error);
      await orSay(async () => (await import('./import-bundle')).importFile(file, options.data));
    });
}

/** `vestibule authority set-aside`: what terminals in quarantine left. */
function addSetAside(authority: Command): void {
  keyed(authority.command('set-aside'))
    .description('tell what was kept apart of terminals in quarantine, and who decided so')
    .addHelpText('after', SET_ASIDE_HELP)
    .action(async (_given: unknown, command: Command) => {
      const options = KeyedAuthorityOptions.safeParse(command.optsWithGlobals());
      if (!options.success) return usedWrongly(options.error);
      await orSay(async () => (await import('./tell-set-aside')).tellSetAside(options.data));
    });
}

const SET_ASIDE_HELP = `
Exit status: 0 told, 2 used wrongly, 3 it cannot be read.

Example:
  vestibule authority set-aside --database ./authority --json`;

/** `vestibule authority new-signing-key`: the present one signs who succeeds it. */
function addNewSigningKey(authority: Command): void {
  keyed(authority.command('new-signing-key'))
    .description('put a new signing key in the place of the present one, which signs who succeeds it')
    .addHelpText('after', NEW_SIGNING_KEY_HELP)
    .action(async (_given: unknown, command: Command) => {
      const options = KeyedAuthorityOptions.safeParse(command.optsWithGlobals());
      if (!options.success) return usedWrongly(options.error);
      await orSay(async () => (await import('./new-signing-key')).succeedSigningKey(options.data));
    });
}

function keyed(command: Command): Command {
  return command
    .option('--database <folder>', "the authority's folder, or its postgres://… address")
    .option('--training', 'the folder is a training authority’s')
    .option('--key-file <file>', 'where the master key is')
    .option('--passphrase-file <file>', 'where the passphrase is')
    .option('--json', 'one JSON document on standard output');
}

const NEW_SIGNING_KEY_HELP = `
The authority may be running meanwhile: it signs with the new key from its next request on. It cannot be taken back.
Not for a key that was stolen: a thief could name a successor too, so then every terminal has to be enrolled anew.

Exit status: 0 succeeded, 2 used wrongly, 3 it could not be done; the key stays then.

Example:
  vestibule authority new-signing-key --database ./authority --key-file /run/credentials/authority.key`;

const IMPORT_HELP = `
The authority may be running meanwhile. What a terminal in quarantine wrote is taken with --set-aside only: it is kept
apart from every trusted sequence, and the name is kept with it (vestibule authority set-aside).

Exit status: 0 taken, 2 used wrongly, 3 it could not be done: not genuine, in quarantine, or another authority’s.

Example:
  vestibule authority import desk.bundle --database ./authority --json
  vestibule authority import desk.bundle --database ./authority --set-aside 'A. Auditor'`;

const HELP = `
For other machines it serves TLS (--tls-cert, --tls-key), or a server that ends TLS stands in front of it (--public-url
says how terminals call that one). Plain HTTP is served on the loopback interface only.
It stops on SIGTERM, on Ctrl-C and when nobody reads its standard output any more. The folder belongs to training or to live use from its first start on.

Exit status: 0 stopped when asked, 2 used wrongly, 3 it could not start.

Example:
  vestibule authority --port 8787 --training --database ./authority --json
  vestibule authority --port 8443 --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem --processes 2 \\
    --database postgres://authority@db.example/authority --key-file /run/credentials/authority.key`;

const CODES_HELP = `
A code enrols one terminal and lives 24 hours. It is for one site, and for a role there, which the terminal keeps:
  front-desk    stays and claims            teller        customers and claims
  self-service  what the public does by itself, and nothing else
  any           each of these; what the terminal is set to
Where the authority is started with --purposes, say it here too: vestibule authority --purposes FOLDER codes.

Exit status: 0 issued, 2 used wrongly or no such site or role there, 3 it could not be done.

Example:
  vestibule authority codes --database ./authority --count 3
  vestibule authority codes --database ./authority --site harbour-house --role self-service`;

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    process.stdout.once('error', () => resolve());
  });
}
