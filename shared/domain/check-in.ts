import { z } from 'zod';
import { LegalBasis } from './consent';
import { VestibuleError } from './error';
import { ReportFacts } from './reporting/report-facts';
import { StayElsewhere } from './stay-elsewhere';

const isoDate = z.iso.date();

/** The least form for `hotel.check-in`; sending it confirms that person and document match. Dates are local calendar days. */
export const StayForm = z
  .object({
    room: z.string().trim().min(1).max(20),
    arrival: isoDate,
    departure: isoDate,
    note: z.string().max(500).optional(),
    /** What the site's report to the police asks beyond the document; kept where the purpose asks for it. */
    facts: ReportFacts.optional(),
  })
  .refine((stay) => stay.departure > stay.arrival, {
    path: ['departure'],
    error: 'departure must be after arrival',
  });
export type StayForm = z.infer<typeof StayForm>;

/** For a bank: whose identity was verified, on what ground, and to which text they consented in which language. */
export const CustomerForm = z
  .object({
    /** Ticket, account or file that the verification belongs to. */
    reference: z.string().trim().min(1).max(60),
    legalBasis: LegalBasis,
    /** The text that was shown: its version, and its language as BCP 47 tag. */
    consent: z.object({ version: z.string().min(1).max(40), language: z.string().min(2).max(35) }).optional(),
    /** What did not fit and how that was resolved, in the clerk's words. */
    discrepancy: z.string().trim().max(500).optional(),
    note: z.string().max(500).optional(),
  })
  .refine((form) => form.legalBasis !== 'consent' || form.consent !== undefined, {
    path: ['consent'],
    error: 'consent needs the version and the language of its text',
  });
export type CustomerForm = z.infer<typeof CustomerForm>;

/** For a reservation or a benefit: what is claimed. */
export const ClaimForm = z.object({
  reference: z.string().trim().min(1).max(60),
  note: z.string().max(500).optional(),
});
export type ClaimForm = z.infer<typeof ClaimForm>;

/** The forms that a purpose may name. A form may hold more than its least: what else it says is kept. */
const forms = { stay: StayForm, customer: CustomerForm, claim: ClaimForm } as const;
export const FormName = z.enum(['stay', 'customer', 'claim']);
export type FormName = z.infer<typeof FormName>;

/** A form as it crosses the contract; `formOf` holds it against the purpose. */
export const CheckInForm = z.record(z.string().max(60), z.unknown());
export type CheckInForm = z.infer<typeof CheckInForm>;

/** The form that a purpose asks for. Throws bad-request, naming the fields that are wrong and never what they hold. */
export function formOf<F extends FormName>(name: F, form: CheckInForm): z.output<(typeof forms)[F]> {
  const parsed = forms[name].safeParse(form);
  if (parsed.success) return parsed.data as z.output<(typeof forms)[F]>;
  const fields = parsed.error.issues.map((issue) => ['form', ...issue.path.map(String)].join('.'));
  throw new VestibuleError('bad-request', `Bad request: ${[...new Set(fields)].join(', ')}.`);
}

/** The stay's length in nights. */
export function nights(stay: { arrival: string; departure: string }): number {
  return Math.round((Date.parse(stay.departure) - Date.parse(stay.arrival)) / 86_400_000);
}

/** The answer to a check-in: given only after the entry is durable. */
export const Recorded = z.object({
  recorded: z.literal(true),
  entry: z.uuid(),
  seq: z.number().int().positive(),
  hash: z.hex().length(64),
  /** Check-ins of the same person in a stay that overlaps: of this terminal, oldest first, then those of other terminals of the site. */
  duplicates: z.array(
    z.union([z.object({ entry: z.uuid(), at: z.string(), room: z.string() }), StayElsewhere]),
  ),
});
export type Recorded = z.infer<typeof Recorded>;
