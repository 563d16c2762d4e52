import { z } from 'zod';
import { Claims } from '../../../shared/domain/claims';
import { KeyThumbprint } from '../../../shared/domain/fingerprint';
import { GuestReport, ReporterName } from '../../../shared/domain/reporting/guest-report';
import { Reason } from '../../../shared/domain/reason';
import { StayElsewhere } from '../../../shared/domain/stay-elsewhere';
import { Sample } from '../../../shared/domain/sample';
import { TerminalRole } from '../../../shared/domain/terminal-role';
import { AuthorityUpdateRules } from '../../../shared/domain/update';
import { PublicKey } from '../../crypto/jwk';
import type * as Api from './api.generated';

/*
 * What an authority may answer, checked on arrival. Members that a later authority adds are passed over.
 * Each schema is held to the type generated from openapi.yaml.
 */

const instant = z.iso.datetime({ offset: true });
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const compactJws = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
const localisedName = z.object({ en: z.string() }).catchall(z.string());
const site = z.object({ id: z.string(), name: z.string() });

/** A refusal. Codes that a later authority adds are kept as they are: they are reported, never interpreted. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.string().max(64), message: z.string() }) });

export const HealthAnswer = z.object({
  ok: z.literal(true),
  training: z.boolean(),
  signingKey: KeyThumbprint,
}) satisfies z.ZodType<Api.Health>;

export const Configuration = z.object({
  version: z.number().int().positive(),
  site,
  /** What this terminal is there; an authority without roles says nothing. */
  role: TerminalRole.optional(),
  training: z.boolean(),
  /** Names of the purposes this site uses. */
  purposes: z.array(z.string()),
  /** Purposes that do not ship, as data; the terminal reads each by its own schema. */
  ownPurposes: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Whether an operator has to sign in. */
  signIn: z.boolean(),
  /** What the authority says about updates of its terminals. */
  updates: AuthorityUpdateRules.optional(),
}) satisfies z.ZodType<Api.Configuration>;
export type Configuration = z.infer<typeof Configuration>;

export const EnrolmentAnswer = z.object({
  signingKey: PublicKey,
  statement: compactJws,
}) satisfies z.ZodType<Api.EnrolmentAnswer>;

export const EnrolmentStatement = z.object({
  terminal: z.string().min(1).max(64),
  epoch: z.number().int().positive(),
  terminalKey: PublicKey,
  site,
  training: z.boolean(),
  verificationKey: PublicKey,
  exportKey: PublicKey,
  configuration: Configuration,
  trustList: compactJws,
  issuedAt: instant,
}) satisfies z.ZodType<Api.EnrolmentStatement>;

export const TokenAnswer = z.object({
  accessToken: z.string().min(1),
  tokenType: z.literal('DPoP'),
  expiresIn: z.number().positive(),
}) satisfies z.ZodType<Api.TokenAnswer>;

export const SignedVerification = z.object({
  answer: compactJws,
}) satisfies z.ZodType<Api.SignedVerification>;

export const VerificationStatement = z.object({
  nonce: z.string(),
  terminal: z.string(),
  purpose: z.string().optional(),
  verdict: z.uuid().optional(),
  presentedAt: instant.optional(),
  outcome: z.enum(['verified', 'refused']),
  reason: Reason.optional(),
  claims: Claims,
  issuer: z.object({ id: z.string(), name: localisedName }).optional(),
  validUntil: instant.optional(),
  training: z.boolean(),
  judgedAt: instant,
}) satisfies z.ZodType<Api.VerificationStatement>;
export type VerificationStatement = z.infer<typeof VerificationStatement>;

export const SignedAcknowledgement = z.object({
  acknowledgement: compactJws,
}) satisfies z.ZodType<Api.SignedAcknowledgement>;

export const Acknowledgement = z.object({
  terminal: z.string(),
  epoch: z.number().int(),
  results: z.array(
    z.object({
      entry: z.uuid(),
      seq: z.number().int(),
      hash: sha256Hex,
      status: z.enum(['accepted', 'duplicate', 'refused']),
      reason: z
        .enum(['content-changed', 'hash-wrong', 'chain-broken', 'commitment-wrong', 'body-malformed'])
        .optional(),
    }),
  ),
  cursor: z.number().int().nonnegative(),
  head: sha256Hex,
  batch: sha256Hex,
  checkpoint: z.string().max(16_384),
  at: instant,
}) satisfies z.ZodType<Api.Acknowledgement>;
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const HeartbeatAnswer = z.object({
  state: z.enum(['active', 'quarantined', 'revoked']),
  epoch: z.number().int().positive(),
  cursor: z.number().int().nonnegative(),
  earlier: z
    .array(z.object({ epoch: z.number().int().positive(), cursor: z.number().int().nonnegative() }))
    .optional(),
  trustListVersion: z.number().int().nonnegative(),
  configurationVersion: z.number().int().positive(),
  reportChanges: z.number().int().positive().optional(),
  orders: z.array(compactJws).optional(),
  /** Nothing is believed for it. */
  signingKey: z.string().max(64).optional(),
}) satisfies z.ZodType<Api.HeartbeatAnswer>;
export type HeartbeatAnswer = z.infer<typeof HeartbeatAnswer>;

export const SignedStays = z.object({ stays: compactJws }) satisfies z.ZodType<Api.SignedStays>;

export const StaysStatement = z.object({
  nonce: z.string(),
  terminal: z.string(),
  key: sha256Hex,
  elsewhere: z.array(z.array(StayElsewhere)),
  at: instant,
}) satisfies z.ZodType<Api.StaysStatement>;
export type StaysStatement = z.infer<typeof StaysStatement>;

export const SignedReports = z.object({ reports: compactJws }) satisfies z.ZodType<Api.SignedReports>;

export const ReportsStatement = z.object({
  terminal: z.string(),
  since: z.number().int().nonnegative(),
  through: z.number().int().nonnegative(),
  reporter: ReporterName.optional(),
  reports: z.array(GuestReport.omit({ reporter: true }).extend({ entry: z.uuid() })),
  at: instant,
}) satisfies z.ZodType<Api.ReportsStatement>;
export type ReportsStatement = z.infer<typeof ReportsStatement>;

export const SuccessionsAnswer = z.object({
  successions: z.array(compactJws).max(1_000),
}) satisfies z.ZodType<Api.SuccessionsAnswer>;

export const Order = z.object({
  order: z.uuid(),
  terminal: z.string(),
  kind: z.enum(['fetch-configuration', 'rotate-key', 'revoke-and-wipe']),
  issuedAt: instant,
}) satisfies z.ZodType<Api.Order>;
export type Order = z.infer<typeof Order>;

export const Samples = z.object({ samples: z.array(Sample) }) satisfies z.ZodType<Api.Samples>;
