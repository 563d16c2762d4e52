import type { HandlersOf } from '../../shared/contract/calls';
import type { frontDeskCalls as calls } from '../../shared/contract/front-desk-calls';
import { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import type { Journal } from '../journal/journal';
import type { Desk } from './desk';
import type { Presentations } from './presentations';
import type { StaysElsewhere } from './stays-elsewhere';

/** Answers what the front desk of a hotel asks. `recording` throws while nothing may be recorded. */
export function frontDeskCalls({
  recording,
  working,
  present,
}: {
  recording(): { presentations: Presentations; desk: Desk; elsewhere: StaysElsewhere };
  working(): { journal: Journal };
  present: Presentations['present'];
}): HandlersOf<keyof typeof calls | 'check-in'> {
  return {
    'check-in': async (request) => {
      const { desk, elsewhere } = recording();
      const stay = Days.safeParse(request.form);
      const [found = []] = stay.success
        ? await elsewhere.of(desk.claimsOf({ members: [request] }), stay.data)
        : [];
      return recording().desk.checkIn(request, { elsewhere: found });
    },
    'person-differs': ({ verdict }) => recording().presentations.differs(verdict),
    'present.by-hand': ({ document }) => present(byHand, { type: 'by-hand', document }),
    // Other desks are asked first: what is looked up here and recorded then happens without a pause.
    'party.check-in': async (form) => {
      const { desk, elsewhere } = recording();
      const found = await elsewhere.of(desk.claimsOf(form), form.stay);
      return recording().desk.checkInParty(form, found);
    },
    'guests.one': ({ entry }) => ({ guest: working().journal.guests.one(entry) }),
    'guests.history': (query) => working().journal.guests.history(query),
    'party.void': (request) => recording().desk.voidAll(request),
  };
}

/** What of a form can overlap with another stay; a form of another purpose has no days. */
const Days = StayElsewhere.pick({ arrival: true, departure: true });

/** In the place of a reader: what the clerk typed from the document. */
const byHand = { id: 'by-hand', kind: 'by-hand', name: 'Typed by hand' } as const;
