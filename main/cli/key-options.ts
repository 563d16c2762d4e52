import type { Command } from 'commander';

/** Where a command finds folder and key. */
export interface KeyedOptions {
  data: string;
  keyFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/** The options of every command that opens a journal with its key. */
export function withKeyOptions(command: Command): Command {
  return command
    .requiredOption('--data <folder>', 'the data folder')
    .option('--key-file <file>', 'where the master key is')
    .option('--passphrase-file <file>', 'where the passphrase is');
}
