import type { Vault } from '../../main/journal/journal';

/** A vault in memory that outlives what uses it, as the one on the disk does. */
export function memoryVault(): Vault {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      kept.set(name, value);
    },
  };
}
