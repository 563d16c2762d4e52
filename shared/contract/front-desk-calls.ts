import { z } from 'zod';
import { PartyAnswer, PartyForm } from '../domain/party-form';
import { TypedDocument } from '../domain/typed-document';
import { Verdict } from '../domain/verdict';
import { Guest, HistoryPage, HistoryQuery } from './guest';

/** What the front desk of a hotel asks of the terminal. */
export const frontDeskCalls = {
  /** A document that no reader reads, typed for the selected purpose. At best its verdict is check-by-eye. */
  'present.by-hand': { request: z.object({ document: TypedDocument }), reply: Verdict },
  /**
   * The person at the counter is not the one of the document: journalled as a refusal about the verdict, which records
   * nobody from then on. Answers the refused verdict, without claims.
   */
  'person-differs': { request: z.object({ verdict: z.uuid() }), reply: Verdict },
  /** Records everybody of a party in one transaction, unless somebody has an earlier stay that the form does not name. */
  'party.check-in': { request: PartyForm, reply: PartyAnswer },
  /** One guest by the check-in's entry; null where it is none, or has been erased. */
  'guests.one': { request: z.object({ entry: z.uuid() }), reply: z.object({ guest: Guest.nullable() }) },
  'guests.history': { request: HistoryQuery, reply: HistoryPage },
  /** Takes check-ins back, each by another entry that says why: all of them, or none. */
  'party.void': {
    request: z.object({
      entries: z.array(z.uuid()).min(1).max(50),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: z.object({ recorded: z.literal(true), entries: z.array(z.uuid()) }),
  },
} as const;
