import type { HandlersOf } from '../../shared/contract/calls';
import type { frontDeskCalls as calls } from '../../shared/contract/front-desk-calls';
import type { Journal } from '../journal/journal';
import type { Desk } from './desk';

/** Answers what the front desk of a hotel asks. `recording` throws while nothing may be recorded. */
export function frontDeskCalls({
  recording,
  working,
  present,
}: {
  recording(): { desk: Desk };
  working(): { journal: Journal };
  present: Desk['present'];
}): HandlersOf<keyof typeof calls> {
  return {
    'present.by-hand': ({ document }) => present(byHand, { type: 'by-hand', document }),
    'party.check-in': (form) => recording().desk.checkInParty(form),
    'guests.one': ({ entry }) => ({ guest: working().journal.guests.one(entry) }),
    'guests.history': (query) => working().journal.guests.history(query),
    'party.void': (request) => recording().desk.voidAll(request),
  };
}

/** In the place of a reader: what the clerk typed from the document. */
const byHand = { id: 'by-hand', kind: 'by-hand', name: 'Typed by hand' } as const;
