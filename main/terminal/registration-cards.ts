import type { HandlersOf } from '../../shared/contract/calls';
import { RegistrationCard, type registrationCalls } from '../../shared/contract/registration-calls';
import { EntryBody } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../journal/journal';

/** The facts without the picture: no card carries a copy of a document. */
const Shown = RegistrationCard.shape.claims;

/** How long the record of a look at personal data is kept. */
const REVEAL_RETENTION = { class: 'journal', days: 3_650 };

interface RegistrationParts {
  working(): { journal: Journal; operator: string };
  /** Something was written. */
  changed(): void;
}

/** Reads what stands on registration cards, once it is journalled that somebody looked. Throws unknown-entry. */
export function createRegistrationCalls({
  working,
  changed,
}: RegistrationParts): HandlersOf<keyof typeof registrationCalls> {
  return {
    'registration.cards': ({ entries }) => {
      const { journal, operator } = working();
      const cards = entries.map((entry) => cardOf(journal, entry));
      const body = { field: 'registration-card', entries: cards.length, operator };
      journal.append('reveal', body, { about: entries[0] ?? null, retention: REVEAL_RETENTION });
      changed();
      return cards;
    },
  };
}

function cardOf(journal: Journal, id: string): RegistrationCard {
  const found = journal.entry(id);
  const body = EntryBody['check-in'].safeParse(found?.body);
  if (!found || found.header.kind !== 'check-in' || !body.success)
    throw new VestibuleError('unknown-entry', 'There is no such check-in, or it was erased.');
  const { claims, form, format, party } = body.data;
  const text = (field: string) => (typeof form[field] === 'string' ? form[field] : '');
  const guardian = party === undefined ? undefined : guardianOf(journal, party, id);
  return {
    entry: id,
    seq: found.header.seq,
    at: found.header.at,
    room: text('room'),
    arrival: text('arrival'),
    departure: text('departure'),
    claims: Shown.parse(claims),
    ...(format && { format }),
    ...(guardian && { guardian }),
  };
}

function guardianOf(journal: Journal, party: string, entry: string): RegistrationCard['guardian'] {
  const guardian = journal.party(party)?.minors.find(({ checkIn }) => checkIn === entry)?.guardian;
  if (!guardian) return undefined;
  const name = guardian.name ?? (guardian.checkIn && journal.guests.one(guardian.checkIn)?.name) ?? '';
  return { name, reach: guardian.reach };
}
