import type { Command } from 'commander';
import { type KeyedOptions, withKeyOptions } from './key-options';
import { orSay } from './report';

/** `vestibule journal rotate-key | recovery-export | recover-key`: the master key changes, and survives its machine. */
export function addJournalKeys(journal: Command): void {
  withKeyOptions(journal.command('rotate-key'))
    .description('put the journal under a new master key; no entry is touched')
    .requiredOption('--new-key-file <file>', 'where the new key is written')
    .addHelpText(
      'after',
      '\nExit status: 0 it is under the new key, 2 used wrongly, 3 it could not be done; the old key opens it then.' +
        '\n\nExample:\n  vestibule journal rotate-key --data ./desk --key-file old.key --new-key-file new.key',
    )
    .action((options: KeyedOptions & { newKeyFile: string }) =>
      orSay(async () => (await import('./master-key-commands')).rotateKey(options)),
    );

  withKeyOptions(journal.command('recovery-export'))
    .description('seal the master key under a passphrase, for the site’s supervisor')
    .requiredOption('--recovery-passphrase-file <file>', 'where that passphrase is; 12 characters or more')
    .requiredOption('--out <file>', 'where to')
    .addHelpText(
      'after',
      '\nExit status: 0 sealed, 2 used wrongly, 3 it could not be done.' +
        '\n\nExample:\n  vestibule journal recovery-export --data ./desk --recovery-passphrase-file phrase --out desk.recovery',
    )
    .action((options: KeyedOptions & { recoveryPassphraseFile: string; out: string }) =>
      orSay(async () => (await import('./master-key-commands')).exportRecovery(options)),
    );

  journal
    .command('recover-key')
    .description('turn a recovery file back into a key file, where a key store was lost')
    .argument('<file>', 'the recovery file')
    .requiredOption('--recovery-passphrase-file <file>', 'where its passphrase is')
    .requiredOption('--out <file>', 'where the key file is written')
    .addHelpText(
      'after',
      '\nExit status: 0 written, 2 used wrongly, 3 it could not be done: the passphrase is another one, too.' +
        '\n\nExample:\n  vestibule journal recover-key desk.recovery --recovery-passphrase-file phrase --out desk.key',
    )
    .action((file: string, options: { recoveryPassphraseFile: string; out: string }) =>
      orSay(async () => (await import('./master-key-commands')).recoverKey(file, options)),
    );
}
