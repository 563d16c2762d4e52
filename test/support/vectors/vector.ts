import { z } from 'zod';
import { PresentationContent } from '../../../shared/domain/presentation';
import { Reason } from '../../../shared/domain/reason';
import { TrustList } from '../../../shared/domain/trust-list';
import { Assurance, Outcome } from '../../../shared/domain/verdict';
import { FormatName } from '../../../shared/domain/format';

const AGREEMENT_CURVES = [
  'secp256r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
  'X25519',
] as const;

/** One presentation and what a terminal has to make of it. */
export const Vector = z.strictObject({
  name: z.string(),
  content: PresentationContent,
  /** When it is presented, RFC 3339. */
  at: z.string(),
  mode: z.enum(['live', 'training']).default('live'),
  /** A shipped purpose; without it everything is accepted and shown. */
  purpose: z.string().optional(),
  /** What the wallet was asked, where this is its answer. */
  asked: z
    .strictObject({
      audience: z.string(),
      nonce: z.string(),
      sessionTranscriptBase64: z.base64().optional(),
      /** Private, and good for this vector alone: what its device agreed with. */
      readerKey: z.strictObject({ curve: z.enum(AGREEMENT_CURVES), scalarBase64: z.base64() }).optional(),
    })
    .optional(),
  expect: z.strictObject({
    outcome: Outcome,
    reason: Reason.optional(),
    assurance: Assurance.optional(),
    /** Every claim that is shown, and no other. */
    claims: z.record(z.string(), z.unknown()),
  }),
});
export type Vector = z.infer<typeof Vector>;

/** A file of `test/vectors`: the vectors of one format, and whom they are held against. */
export const VectorFile = z.strictObject({
  format: FormatName,
  note: z.string(),
  trust: TrustList,
  vectors: z.array(Vector),
});
export type VectorFile = z.infer<typeof VectorFile>;
