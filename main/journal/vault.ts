import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { damaged, guarded } from './journal-error';
import type { Vault } from './journal';

/** A secret opens only under its own name. A secret that does not open was altered: journal-damaged. */
export function createVault(database: Database, masterKey: Uint8Array): Vault {
  const select = database.prepare('SELECT sealed FROM vault WHERE name = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO vault (name, sealed) VALUES (?, ?)');

  return {
    get: (name) =>
      guarded(() => {
        const row = select.get(name);
        if (!row) return undefined;
        const value = openBody(masterKey, bytes(row, 'sealed'), contextOf(name));
        if (!value) throw damaged();
        return value;
      }),
    set(name, value) {
      guarded(() => replace.run(name, sealBody(masterKey, value, contextOf(name))));
    },
  };
}

function contextOf(name: string): string {
  return `vault ${name}`;
}
