import type { Vault } from '../journal/journal';

/** A JSON value of the vault, or null where there is none. Throws what the schema throws: nobody else writes there. */
export function readVault<T>(vault: Vault, name: string, schema: { parse(value: unknown): T }): T | null {
  const stored = vault.get(name);
  return stored ? schema.parse(JSON.parse(new TextDecoder().decode(stored))) : null;
}

export function writeVault(vault: Vault, name: string, value: object): void {
  vault.set(name, new TextEncoder().encode(JSON.stringify(value)));
}
