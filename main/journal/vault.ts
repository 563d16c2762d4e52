import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, text } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { damaged, guarded } from './journal-error';
import type { Vault } from './journal';

/**
 * A secret opens only under its own name. One that does not was altered: journal-damaged, and at once for all of
 * them, since a secret under a bent name would look like one that was never there.
 */
export function createVault(database: Database, masterKey: Uint8Array): Vault {
  const select = database.prepare('SELECT name, sealed FROM vault WHERE name = ?');
  const selectAll = database.prepare('SELECT name, sealed FROM vault');
  const replace = database.prepare('INSERT OR REPLACE INTO vault (name, sealed) VALUES (?, ?)');

  const opened = (row: Row): Uint8Array => {
    const value = openBody(masterKey, bytes(row, 'sealed'), vaultContext(text(row, 'name')));
    if (!value) throw damaged();
    return value;
  };
  for (const row of selectAll.iterate()) opened(row);

  return {
    get: (name) =>
      guarded(() => {
        const row = select.get(name);
        return row && opened(row);
      }),
    set(name, value) {
      guarded(() => replace.run(name, sealBody(masterKey, value, vaultContext(name))));
    },
  };
}

/** What a secret is sealed for. */
export function vaultContext(name: string): string {
  return `vault ${name}`;
}
