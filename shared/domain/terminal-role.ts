import { z } from 'zod';
import type { FormName } from './check-in';
import type { Purpose } from './purpose';

/**
 * What a terminal is at its site, for good from its enrolment on: its code says so (PROTOCOL). `any` may be each of the
 * others, and is what a code is for that does not say.
 */
export const TerminalRole = z.enum(['any', 'front-desk', 'teller', 'self-service']);
export type TerminalRole = z.infer<typeof TerminalRole>;

/** The forms that are filled in there. A claim, of a reservation or of a benefit, is made at either counter. */
const FORMS: { readonly [R in TerminalRole]: readonly FormName[] } = {
  any: ['stay', 'customer', 'claim'],
  'front-desk': ['stay', 'claim'],
  teller: ['customer', 'claim'],
  'self-service': ['stay', 'customer', 'claim'],
};

/** Whether a form may be filled in at a terminal of this role. */
export function roleFillsIn(role: TerminalRole, form: FormName): boolean {
  return FORMS[role].includes(form);
}

/** Whether people may be asked for a purpose at a terminal of this role; in self-service those alone that need no staff. */
export function roleAllows(
  role: TerminalRole,
  { form, unattended }: Pick<Purpose, 'form' | 'unattended'>,
): boolean {
  return roleFillsIn(role, form) && (role !== 'self-service' || unattended !== undefined);
}

/** Whether people may serve themselves at a terminal of this role. */
export function roleServesPublic(role: TerminalRole): boolean {
  return role === 'any' || role === 'self-service';
}
