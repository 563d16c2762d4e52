import { z } from 'zod';
import { ApprovedAct } from '../domain/approval';
import { Claims } from '../domain/claims';
import { ConsentAnswer, ConsentText, Consented, LegalBasis } from '../domain/consent';
import { FormatName } from '../domain/format';
import { Settings } from '../domain/settings';
import { Assurance, Check, LocalisedName, Outcome } from '../domain/verdict';

const entry = z.uuid();
const language = z.string().min(2).max(35);

/** What the form of a purpose is filled in by: the grounds that count, the usual one first, and the text to agree to. Without a text nobody can be asked, and consent does not count. */
export const TellerTerms = z.object({
  legalBases: z.array(LegalBasis).min(1),
  consent: ConsentText.optional(),
});
export type TellerTerms = z.infer<typeof TellerTerms>;

/** What stands on the printed receipt of one record: what was asked, checked and found, as the purpose keeps it. */
export const ReceiptPage = z.object({
  entry,
  seq: z.number().int().positive(),
  hash: z.hex().length(64),
  at: z.string(),
  terminal: z.string(),
  site: z.string(),
  operator: z.string(),
  title: LocalisedName,
  reference: z.string(),
  legalBasis: LegalBasis.optional(),
  consent: Consented.optional(),
  outcome: Outcome,
  assurance: Assurance.optional(),
  format: FormatName.optional(),
  issuer: LocalisedName.optional(),
  trustListVersion: z.number().int().optional(),
  checks: z.array(Check),
  claims: Claims.omit({ portrait: true }),
  discrepancy: z.string().optional(),
  note: z.string().optional(),
  /** What a second person approved, who, and why. */
  approvals: z.array(z.object({ act: ApprovedAct, approver: z.string(), reason: z.string() })),
  void: z.object({ at: z.string(), reason: z.string() }).optional(),
  /** When the customer took their consent back. */
  withdrawnAt: z.string().optional(),
});
export type ReceiptPage = z.infer<typeof ReceiptPage>;

/** What a teller's counter asks of the terminal. */
export const tellerCalls = {
  /** Throws not-permitted for a purpose that the site does not use. */
  'teller.terms': { request: z.object({ purpose: z.string().max(60) }), reply: TellerTerms },
  /** Puts the purpose's text on the customer's display; the answer comes as a `consent` event. Throws unknown-verdict, not-permitted. */
  'consent.ask': { request: z.object({ verdict: z.uuid() }), reply: z.object({}) },
  /** Takes the text off the customer's display; nothing where there is none. */
  'consent.cancel': { request: z.object({}).default({}), reply: z.object({}) },
  /** The teller asked and the customer answered, in this language. Journalled at once. */
  'consent.record': {
    request: z.object({ verdict: z.uuid(), language, answer: ConsentAnswer }),
    reply: Consented,
  },
  /**
   * The customer of this record takes back what they agreed to, as easily as they gave it. Withdrawn it stays; asked a second
   * time, the first entry answers. Throws unknown-entry, bad-request where the record rests on no consent.
   */
  'consent.withdraw': {
    request: z.object({ entry }),
    reply: z.object({ recorded: z.literal(true), entry }),
  },
  /** From the customer's own display: the answer to what `customer.read` says is asked. Throws bad-request where nobody is asked that any more. */
  'customer.consent': {
    request: z.object({ asked: z.uuid(), given: z.boolean(), language }),
    reply: z.object({}),
  },
  /**
   * Signs the receipt of a record of the forms `customer` and `claim`; that it was looked at is journalled first. The
   * authority has counter-signed it once it has acknowledged the record. Throws unknown-entry.
   */
  'teller.receipt': {
    request: z.object({ entry }),
    reply: z.object({ receipt: z.string(), countersigned: z.boolean() }),
  },
  'teller.receipt-page': { request: z.object({ entry }), reply: ReceiptPage },
} as const;

/** Answered by the shell, which draws the page in a window nobody sees. */
export const tellerShellCalls = {
  /** `done: false` says why; whatever happens, the record is on disk already. */
  'teller.print': {
    request: z.object({ entry, to: z.enum(['printer', 'pdf']), language: Settings.shape.language }),
    reply: z.object({
      done: z.boolean(),
      problem: z.enum(['cancelled', 'no-printer', 'printer-failed']).optional(),
      /** The name of the file, without its folder. */
      file: z.string().optional(),
    }),
  },
} as const;
