import type { Command } from 'commander';
import { VestibuleError } from '../../shared/domain/error';
import type { ReceiptCheck, ReceiptRefusal } from '../journal/receipt';
import { EXIT, orSay } from './report';

/** `vestibule receipt verify`: a receipt checked on its own, with the authority's public key and nothing else. */
export function addReceipt(program: Command): void {
  program
    .command('receipt')
    .description('check a signed receipt')
    .command('verify')
    .description('check a receipt on its own; exit status 1 if it does not hold')
    .argument('<file>', 'the receipt')
    .option(
      '--key <file>',
      "the authority's public key, or all it ever had: JWK, JWK set or PEM; signing-keys.json in its folder",
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  vestibule receipt verify stay.receipt --key signing-key.json')
    .action((file: string, options: { key?: string; json?: true }) => orSay(() => verify(file, options)));
}

async function verify(file: string, { key, json }: { key?: string; json?: true }): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const { checkReceipt } = await import('../journal/receipt');
  const { readPublicKeys } = await import('./public-key-file');
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', 'The receipt cannot be read.', { cause });
  });
  const check = checkReceipt(content.trim(), key === undefined ? [] : await readPublicKeys(key));
  const { ok, reason, header, signer } = check;
  const notStated = reason === 'signer-not-proven' && key !== undefined;
  if (json) console.log(JSON.stringify({ ok, entry: header?.id, signedBy: signer?.terminal, reason }));
  else if (notStated) console.log(`The receipt does not hold (${reason}): ${ANOTHER_AUTHORITY}`);
  else console.log(inWords(check));
  process.exitCode = ok ? EXIT.done : EXIT.no;
}

function inWords({ ok, reason, header, signer, issuedAt, body }: ReceiptCheck): string {
  if (!ok) return `The receipt does not hold (${reason}): ${words[reason ?? 'malformed']}`;
  return [
    `The receipt holds: ${header?.kind} ${header?.id}, recorded ${header?.at} as number ${header?.seq}`,
    `by terminal ${signer?.terminal} at ${signer?.site.name}; receipt issued ${issuedAt}.`,
    JSON.stringify(body, null, 2),
  ].join('\n');
}

/** Where a key was given and did not state whose the terminal's is. */
const ANOTHER_AUTHORITY =
  'everything fits together, but the key that was given is not that of the authority that enrolled the terminal.';

const words: Record<ReceiptRefusal, string> = {
  malformed: 'it is no receipt.',
  'signature-wrong': 'the key that it names did not sign it.',
  'hash-wrong': 'the hash of the entry is not that of its header.',
  'commitment-wrong': 'what it says of the person is not what was recorded.',
  'other-terminal': 'it is signed by another terminal than the one that recorded.',
  'signer-not-proven':
    'everything fits together, but nothing proves who signed it. Give the authority’s key with --key.',
};
