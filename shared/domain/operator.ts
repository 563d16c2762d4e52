import { z } from 'zod';

/** What somebody at this machine may do; each role may do what the one before may. */
export const Role = z.enum(['clerk', 'supervisor', 'installer']);
export type Role = z.infer<typeof Role>;

/** The name an operator signs in with. It stands in every entry that they write, and is never given to anybody else. */
export const OperatorId = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/);

/** At least six digits (EXPERIENCE). It is typed on a keypad, checked against a verifier and forgotten. */
export const Pin = z.string().regex(/^\d{6,12}$/);

/** A person who works at this terminal, with a role. */
export const Operator = z.object({ id: OperatorId, name: z.string().trim().min(1).max(60), role: Role });
export type Operator = z.infer<typeof Operator>;

/** The names of those who come with the program; a window says them in its own language. */
export const builtInNames = {
  clerk: 'Clerk',
  'training-clerk': 'Training clerk',
  'training-supervisor': 'Training supervisor',
  'training-installer': 'Training installer',
  'self-service': 'Self-service',
} as const;

/** Whether a role includes another one. */
export function includesRole(role: Role, needed: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(needed);
}
