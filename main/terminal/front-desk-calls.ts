import type { HandlersOf } from '../../shared/contract/calls';
import type { frontDeskCalls as calls } from '../../shared/contract/front-desk-calls';
import type { Desk } from './desk';

/** Answers what the front desk of a hotel asks. `recording` throws while nothing may be recorded. */
export function frontDeskCalls({
  recording,
}: {
  recording(): { desk: Desk };
}): HandlersOf<keyof typeof calls> {
  return {
    'party.check-in': (form) => recording().desk.checkInParty(form),
    'party.void': (request) => recording().desk.voidAll(request),
  };
}
