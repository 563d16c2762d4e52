import type { StayForm } from '../../shared/domain/check-in';
import type { Claims } from '../../shared/domain/claims';
import { VestibuleError } from '../../shared/domain/error';
import type { MemberForm } from '../../shared/domain/party-form';
import type { Purpose } from '../../shared/domain/purpose';
import { lackingFacts } from '../../shared/domain/reporting/asked-facts';
import { partyFacts } from '../../shared/domain/reporting/party-facts';
import type { Verdict } from '../../shared/domain/verdict';
import { keptClaims } from './kept-claims';

interface Asked {
  readonly purpose: Pick<Purpose, 'keeps' | 'reporting'>;
  readonly stay: StayForm;
  /** Recorded without what is missing. */
  readonly later?: boolean | undefined;
}

/**
 * The forms to record of people who come together, the head first: the stay, and of each what the purpose's report asks beyond
 * the document; nothing of that where it asks nothing. Throws bad-request, naming what is missing and never what is there.
 */
export function stayForms(
  people: readonly { readonly claims: Claims; readonly member: MemberForm }[],
  { purpose, stay: given, later = false }: Asked,
): StayForm[] {
  const stay: StayForm = { ...given, facts: undefined };
  const reporter = purpose.reporting?.asks;
  if (!reporter) return people.map(() => stay);
  const facts = partyFacts(
    reporter,
    people.map(({ member }) => member),
  );
  const kept = people.map(({ claims }, place) => ({
    claims: keptClaims(claims, purpose.keeps),
    facts: facts[place] ?? {},
  }));
  const missing = lackingFacts(reporter, kept, stay).flatMap((fields, place) =>
    fields.map((field) => `members.${place}.facts.${field}`),
  );
  if (missing.length > 0 && !later)
    throw new VestibuleError('bad-request', `Bad request: ${missing.join(', ')}.`);
  return kept.map((person) => ({ ...stay, facts: person.facts }));
}

/** The same of one person who comes alone; undefined where the report asks nothing. Throws bad-request. */
export function factsAlone(
  { id, claims }: Pick<Verdict, 'id' | 'claims'>,
  purpose: Asked['purpose'],
  stay: StayForm,
): StayForm['facts'] {
  const member = { verdict: id, facts: stay.facts };
  return stayForms([{ claims, member }], { purpose, stay })[0]?.facts;
}
