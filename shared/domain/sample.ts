import { z } from 'zod';
import { Outcome } from './verdict';

/** A sample that training mode offers to present: `expect` is the outcome; a reusable one may be shown again. */
export const Sample = z.object({
  name: z.string(),
  text: z.string(),
  expect: Outcome,
  reusable: z.boolean(),
});
export type Sample = z.infer<typeof Sample>;

/** A sample as the tray shows it: cards, chips and wallets have no text, they are read through the simulated readers, or over HTTP to the authority. */
export const TraySample = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['code', 'card', 'chip', 'wallet']),
  format: z.string(),
  expect: Outcome,
  reason: z.string().optional(),
  reusable: z.boolean(),
  /** The code itself, to draw and print it; absent for cards and for codes that are made when presented. */
  text: z.string().optional(),
});
export type TraySample = z.infer<typeof TraySample>;
