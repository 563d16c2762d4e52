import { VestibuleError } from '../../shared/domain/error';
import { Enrolment } from '../authority/client/enrolment';
import type { Vault } from '../journal/journal';

/** A JSON value of the vault, or null where there is none. Throws what the schema throws: nobody else writes there. */
export function readVault<T>(vault: Vault, name: string, schema: { parse(value: unknown): T }): T | null {
  const stored = vault.get(name);
  return stored ? schema.parse(JSON.parse(new TextDecoder().decode(stored))) : null;
}

export function writeVault(vault: Vault, name: string, value: object): void {
  vault.set(name, new TextEncoder().encode(JSON.stringify(value)));
}

/** Changes a part of what is kept of the enrolment, and answers it. Throws not-enrolled where there is none. */
export function changeEnrolment(vault: Vault, change: (stored: Enrolment) => Partial<Enrolment>): Enrolment {
  const stored = readVault(vault, 'enrolment', Enrolment);
  if (!stored)
    throw new VestibuleError('not-enrolled', 'This terminal is not enrolled with an authority yet.');
  const changed = { ...stored, ...change(stored) };
  writeVault(vault, 'enrolment', changed);
  return changed;
}
