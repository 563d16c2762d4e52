import { randomUUID } from 'node:crypto';
import { VestibuleError } from '../../shared/domain/error';
import type { EarlierStay, MemberForm, PartyForm } from '../../shared/domain/party-form';
import type { Party } from '../../shared/domain/party';
import type { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import type { Guests } from '../journal/journal';
import type { KnownVerdict } from './recent-verdicts';

/** One person of a party with the verdict they were sent by, and the id that their check-in entry will have. */
export interface Arriving {
  readonly member: MemberForm;
  readonly known: KnownVerdict;
  readonly entry: string;
}

/** Everybody's earlier stays that overlap, here and `elsewhere` (a list for each), without those that the clerk has seen. */
export function earlierStays(
  guests: Guests,
  arriving: readonly Arriving[],
  form: PartyForm,
  elsewhere: readonly StayElsewhere[][],
): EarlierStay[] {
  return arriving.flatMap(({ known: { verdict } }, place) =>
    [...guests.duplicatesOf(verdict.claims, form.stay), ...(elsewhere[place] ?? [])]
      .filter(({ entry }) => !form.despite.includes(entry))
      .map((earlier) => ({ verdict: verdict.id, ...earlier })),
  );
}

/** Who came together, by the entries they will have. Throws bad-request for a guardian who is not of the party. */
export function partyOfArriving([head, ...others]: readonly Arriving[]): Party {
  if (!head) throw new VestibuleError('bad-request', 'Nobody arrives.');
  const everybody = [head, ...others];
  const entryOf = (verdict: string) => {
    const found = everybody.find(({ member }) => member.verdict === verdict);
    if (!found) throw new VestibuleError('bad-request', 'A guardian is a person of the party or is named.');
    return found.entry;
  };
  return {
    party: randomUUID(),
    head: head.entry,
    members: others.map(({ member, entry }) => ({
      checkIn: entry,
      relationship: member.relationship ?? 'group',
    })),
    minors: everybody.flatMap(({ member: { guardian }, entry }) => {
      if (!guardian) return [];
      const { verdict, ...named } = guardian;
      return [{ checkIn: entry, guardian: { ...named, ...(verdict && { checkIn: entryOf(verdict) }) } }];
    }),
  };
}
