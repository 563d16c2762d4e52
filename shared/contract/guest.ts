import { z } from 'zod';
import { DeliveryState } from '../domain/delivery-state';
import { FormatName } from '../domain/format';
import { GuestReport } from '../domain/reporting/guest-report';
import { Reason } from '../domain/reason';
import { StayElsewhere } from '../domain/stay-elsewhere';
import { Assurance, Outcome } from '../domain/verdict';

/** One line of the Guests screen. The document number is masked to its last four characters. */
export const Guest = z.object({
  entry: z.uuid(),
  seq: z.number().int().positive(),
  at: z.string(),
  outcome: Outcome,
  assurance: Assurance.optional(),
  format: FormatName.optional(),
  name: z.string(),
  latinName: z.string().optional(),
  secondFullName: z.string().optional(),
  numberTail: z.string().optional(),
  /** Of a customer, whose record knows no stay, the reference; arrival and departure are empty then. */
  room: z.string(),
  arrival: z.string(),
  departure: z.string(),
  delivery: DeliveryState,
  deliveryReason: z.string().optional(),
  void: z.object({ at: z.string(), reason: z.string() }).optional(),
  /** When the check-out was recorded, and the local calendar day on which the person left. */
  checkedOut: z.object({ at: z.string(), left: z.string() }).optional(),
  /** The party this person came with, by its id. */
  party: z.uuid().optional(),
  /** Stays of the same person that other terminals of the site recorded. */
  elsewhere: z.array(StayElsewhere).optional(),
  /** What became of the report to the police, as the authority last told it; absent where it told nothing. */
  report: GuestReport.optional(),
  /** When a customer agreed to what the record rests on, and when they took that back. */
  consent: z.object({ at: z.string(), withdrawnAt: z.string().optional() }).optional(),
  /** The authority's answer to an amber record, once it is there; it never changes `outcome`. */
  late: z
    .object({ at: z.string(), outcome: Outcome, reason: Reason.optional(), name: z.string().optional() })
    .optional(),
});
export type Guest = z.infer<typeof Guest>;

export const GuestFilter = z.enum(['all', 'waiting', 'delivered', 'refused']);
export type GuestFilter = z.infer<typeof GuestFilter>;

/** What the Guests screen asks for: a local calendar day, or the whole history when `search` is given without a day. */
export const GuestQuery = z.object({
  day: z.iso.date().optional(),
  search: z.string().max(100).default(''),
  filter: GuestFilter.default('all'),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type GuestQuery = z.infer<typeof GuestQuery>;

/** The whole history, newest first, a page of it anywhere: a million of them scroll. */
export const HistoryQuery = GuestQuery.pick({ filter: true, offset: true, limit: true });
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** A place whose guest has been erased stays in the order, and says nothing. */
export const HistoryPage = z.object({
  guests: z.array(Guest.nullable()),
  counts: z.record(GuestFilter, z.number().int().nonnegative()),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

export const GuestPage = z.object({
  guests: z.array(Guest),
  /** How many match in each filter, before paging. */
  counts: z.record(GuestFilter, z.number().int().nonnegative()),
});
export type GuestPage = z.infer<typeof GuestPage>;
