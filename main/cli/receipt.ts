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
    .description('check a receipt on its own')
    .argument('<file>', 'the receipt')
    .option(
      '--key <file>',
      "the authority's public key, or all it ever had: JWK, JWK set or PEM; signing-keys.json in its folder",
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExit status: 0 it holds, 1 it does not, 2 used wrongly, 3 it or the key cannot be read.' +
        '\n\nExample:\n  vestibule receipt verify stay.receipt --key signing-key.json',
    )
    .action((file: string, options: { key?: string; json?: true }) => orSay(() => verify(file, options)));
}

async function verify(file: string, { key, json }: { key?: string; json?: true }): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const { checkReceipt } = await import('../journal/receipt');
  const { checkHeldReceipt, isHeldReceipt } = await import('../journal/held-receipt');
  const { readPublicKeys } = await import('./public-key-file');
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', 'The receipt cannot be read.', { cause });
  });
  const receipt = content.trim();
  const authorityKeys = key === undefined ? [] : await readPublicKeys(key);
  const check = (isHeldReceipt(receipt) ? checkHeldReceipt : checkReceipt)(receipt, authorityKeys);
  const { ok, reason, header, signer, acknowledgedAt, heldByAuthority, voidedAt, withdrawnAt } = check;
  const notStated = reason === 'signer-not-proven' && key !== undefined;
  const signedBy = heldByAuthority ? 'authority' : signer?.terminal;
  if (json)
    console.log(
      JSON.stringify({ ok, entry: header?.id, signedBy, acknowledgedAt, voidedAt, withdrawnAt, reason }),
    );
  else if (notStated) console.log(`The receipt does not hold (${reason}): ${ANOTHER_AUTHORITY}`);
  else console.log(inWords(check));
  return ok ? EXIT.done : EXIT.no;
}

function inWords(check: ReceiptCheck): string {
  const { ok, reason, header, issuedAt, body } = check;
  if (!ok) return `The receipt does not hold (${reason}): ${words[reason ?? 'malformed']}`;
  return [
    `The receipt holds: ${header?.kind} ${header?.id}, recorded ${header?.at} as number ${header?.seq}`,
    `by terminal ${header?.terminal}; receipt issued ${issuedAt}.`,
    ...signedInWords(check),
    JSON.stringify(body, null, 2),
  ].join('\n');
}

function signedInWords({
  signer,
  acknowledgedAt,
  heldByAuthority,
  voidedAt,
  withdrawnAt,
}: ReceiptCheck): string[] {
  if (heldByAuthority)
    return [
      'The authority signed it, which holds the record.',
      ...(voidedAt === undefined
        ? []
        : [`The record was taken back; the authority heard of it ${voidedAt}.`]),
      ...(withdrawnAt === undefined
        ? []
        : [`The customer withdrew their consent; the authority heard of it ${withdrawnAt}.`]),
    ];
  return [
    `The terminal signed it, which is enrolled at ${signer?.site.name}.`,
    acknowledgedAt === undefined
      ? 'The authority had not acknowledged the record when the receipt was issued.'
      : `The authority has counter-signed it: acknowledged ${acknowledgedAt}.`,
  ];
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
  'acknowledgement-wrong': 'what it shows as the authority’s counter-signature is none, or of another entry.',
  'signer-not-proven':
    'everything fits together, but nothing proves who signed it. Give the authority’s key with --key.',
};
