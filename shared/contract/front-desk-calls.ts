import { z } from 'zod';
import { PartyAnswer, PartyForm } from '../domain/party-form';

/** What the front desk of a hotel asks of the terminal. */
export const frontDeskCalls = {
  /** Records everybody of a party in one transaction, unless somebody has an earlier stay that the form does not name. */
  'party.check-in': { request: PartyForm, reply: PartyAnswer },
  /** Takes check-ins back, each by another entry that says why: all of them, or none. */
  'party.void': {
    request: z.object({
      entries: z.array(z.uuid()).min(1).max(50),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: z.object({ recorded: z.literal(true), entries: z.array(z.uuid()) }),
  },
} as const;
