import { z } from 'zod';
import { ClaimName, Claims } from '../../../shared/domain/claims';
import { FormatName } from '../../../shared/domain/format';
import { Reason } from '../../../shared/domain/reason';
import { Check, LocalisedName } from '../../../shared/domain/verdict';
import type * as Api from './api.generated';

/** What an authority may answer about requests to wallets, checked on arrival. */
export const WalletRequest = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  walletUri: z.string().max(1_024).startsWith('openid4vp://'),
  number: z.string().regex(/^\d{4}$/),
  claims: z.array(ClaimName),
  expiresAt: z.iso.datetime({ offset: true }),
}) satisfies z.ZodType<Api.WalletRequest>;
export type WalletRequest = z.infer<typeof WalletRequest>;

export const WalletProgress = z.object({
  state: z.enum(['waiting', 'opened', 'answered', 'declined', 'expired']),
  answer: z.string().max(1_000_000).optional(),
}) satisfies z.ZodType<Api.WalletProgress>;

/** `vestibule-presentation+jws`. */
export const PresentationStatement = z.object({
  nonce: z.string(),
  terminal: z.string(),
  request: z.string(),
  purpose: z.string(),
  number: z.string(),
  format: FormatName.optional(),
  outcome: z.enum(['verified', 'refused']),
  reason: Reason.optional(),
  checks: z.array(Check).max(32),
  claims: Claims,
  issuer: z.object({ id: z.string(), name: LocalisedName }).optional(),
  validUntil: z.string().optional(),
  training: z.boolean(),
  judgedAt: z.iso.datetime({ offset: true }),
});
export type PresentationStatement = z.infer<typeof PresentationStatement>;
