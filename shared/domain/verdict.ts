import { z } from 'zod';
import { Claims } from './claims';
import { FormatName } from './format';
import { ReaderKind } from './reader';
import { VerdictReason } from './reason';

/** Four outcomes and never a fifth (EXPERIENCE). */
export const Outcome = z.enum(['verified', 'unverified-queued', 'check-by-eye', 'refused']);
export type Outcome = z.infer<typeof Outcome>;

/** What vouches for the verdict. */
export const Assurance = z.enum(['online', 'offline-signature', 'reader-attested', 'unsigned']);
export type Assurance = z.infer<typeof Assurance>;

/** The checks a verdict can list; each screen has words for each name. */
export const CheckName = z.enum([
  'understood',
  'issuer-trusted',
  'signature',
  'contents',
  'holder-key',
  'validity',
  'status',
  'clock',
  'authority',
  'confirmation-number',
  'security-module',
  'check-digits',
  'chip-opened',
  'chip-contents',
  'chip-original',
  'printed-lines',
  'trust-fresh',
  'purpose',
  /** The clerk's own: it stands in a record, and in a verdict only where it failed. */
  'person-matches',
]);
export type CheckName = z.infer<typeof CheckName>;

/** One check and its result: true passed, false failed, null nobody could tell yet. `detail` holds no personal data. */
export const Check = z.object({ name: CheckName, ok: z.boolean().nullable(), detail: z.string().optional() });
export type Check = z.infer<typeof Check>;

/** A name in several languages, keyed by BCP 47 tag; `en` is always there. */
export const LocalisedName = z.record(z.string(), z.string());

/** Outcome, assurance and the checks with their results. */
export const Verdict = z.object({
  id: z.uuid(),
  presentation: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  purpose: z.string(),
  reader: z.object({ id: z.string(), kind: ReaderKind, name: z.string() }),
  outcome: Outcome,
  assurance: Assurance.optional(),
  format: FormatName.optional(),
  reason: VerdictReason.optional(),
  checks: z.array(Check),
  claims: Claims,
  issuer: z.object({ id: z.string(), name: LocalisedName }).optional(),
  /** RFC 3339, from the credential itself. */
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
  /** When the same static credential was last shown here (PROTOCOL, Replay). */
  shownBeforeAt: z.string().optional(),
  /** Microseconds from presentation to verdict. */
  micros: z.number().int().nonnegative(),
  /** True where a sample issuer vouched: never in live mode. */
  training: z.boolean(),
});
export type Verdict = z.infer<typeof Verdict>;
