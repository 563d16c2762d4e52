import { z } from 'zod';
import { HandoffPort } from '../../shared/domain/handoff';
import type { Vault } from '../journal/journal';

const place = z.number().int().nonnegative();

/** How the handoff is set up, and how far it has come; sealed in the vault of the journal it speaks of. */
export const HandoffState = z.object({
  /** `through`: everything up to this place has been acknowledged by the other side. */
  api: z
    .object({ port: HandoffPort, tokenSha256: z.hex().length(64), madeAt: z.string(), through: place })
    .nullable(),
  folder: z.object({ path: z.string(), through: place }).nullable(),
  /** The rules of the site file that were taken last, so that what a person changed afterwards stays. */
  rules: z.string().optional(),
});
export type HandoffState = z.infer<typeof HandoffState>;

const NAME = 'handoff';

export function readHandoff(vault: Vault): HandoffState {
  const stored = vault.get(NAME);
  return stored
    ? HandoffState.parse(JSON.parse(new TextDecoder().decode(stored)))
    : { api: null, folder: null };
}

export function writeHandoff(vault: Vault, state: HandoffState): void {
  vault.set(NAME, new TextEncoder().encode(JSON.stringify(state)));
}
