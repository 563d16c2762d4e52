import type { StayForm } from '../../shared/domain/check-in';
import { type AskedField, askedFields, lackingFacts } from '../../shared/domain/reporting/asked-facts';
import type { ReporterName } from '../../shared/domain/reporting/guest-report';
import { partyFacts } from '../../shared/domain/reporting/party-facts';
import { ReportFacts } from '../../shared/domain/reporting/report-facts';
import type { MemberForm } from '../../shared/domain/party-form';
import type { Verdict } from '../../shared/domain/verdict';

/** What the clerk has entered for the report about one person; empty while nothing is. */
export type FactsDraft = Readonly<Partial<Record<AskedField, string>>>;

/** Who is asked about: in the order of the party, the head first. */
export interface AskedPerson {
  readonly verdict: Verdict;
  readonly member: MemberForm;
  readonly draft: FactsDraft;
}

/** The facts that a draft holds. What is no fact, such as half a date, is left out, and then missing. */
export function factsOf(draft: FactsDraft): ReportFacts {
  const { street, postcode, country, municipality, rooms, ...plain } = draft;
  const entered = (text: string | undefined) => (text?.trim() === '' ? undefined : text?.trim());
  const upper = (text: string | undefined) => entered(text)?.toUpperCase();
  const place = upper(country) === 'ESP' ? 'municipalityCode' : 'municipality';
  const address = Object.entries({
    street: entered(street),
    postcode: entered(postcode),
    country: upper(country),
    [place]: entered(municipality),
  }).filter(([, text]) => text !== undefined);
  const facts: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, entered(text)])),
    nationality: upper(draft.nationality),
    birthProvince: upper(draft.birthProvince),
    ...(entered(rooms) !== undefined && { rooms: Number(rooms) }),
    ...(address.length > 0 && { address: Object.fromEntries(address) }),
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => {
      const shape = ReportFacts.shape[name as keyof ReportFacts];
      return value !== undefined && shape.safeParse(value).success;
    }),
  );
}

/** What was most likely meant where nothing is entered: the kind of a passport, the country of a nationality. */
export function startingDraft(reporter: ReporterName, { claims, format }: Verdict): FactsDraft {
  const isPassport = format === 'emrtd' || claims.documentKind === 'P' || claims.documentKind === 'passport';
  if (reporter === 'alloggiati-web') return isPassport ? { documentType: 'PASOR' } : {};
  const nationality = /^[A-Z]{3}$/.test(claims.nationality ?? '') ? claims.nationality : undefined;
  return {
    documentType: nationality === 'ESP' ? 'NIF' : isPassport ? 'PAS' : 'OTRO',
    ...(nationality && { country: nationality }),
  };
}

/** For each person the fields to show, and those that keep the report from being sent. */
export function askedOf(
  reporter: ReporterName,
  people: readonly AskedPerson[],
  stay: StayForm,
): { fields: AskedField[]; lacking: AskedField[] }[] {
  const drafts = people.map(({ verdict, draft }) => ({ ...startingDraft(reporter, verdict), ...draft }));
  const facts = partyFacts(
    reporter,
    people.map(({ member }, place) => ({ ...member, facts: factsOf(drafts[place] ?? {}) })),
  );
  const reported = people.map(({ verdict }, place) => ({
    claims: legible(verdict.claims),
    facts: facts[place] ?? {},
  }));
  const lacking = lackingFacts(reporter, reported, stay);
  return reported.map(({ claims, facts: of }, place) => {
    const leads = place === 0;
    const shown = askedFields(reporter, claims, of, { leads, stay });
    const missing = lacking[place] ?? [];
    const isKinAsked = missing.includes('kinship') || drafts[place]?.kinship !== undefined;
    return { fields: isKinAsked ? [...shown, 'kinship' as const] : shown, lacking: missing };
  });
}

/** The dots of a masked number are no letters that a ministry takes; the terminal holds the whole number against its rules. */
function legible(claims: Verdict['claims']): Verdict['claims'] {
  const { documentNumber, ...rest } = claims;
  return documentNumber === undefined ? rest : { ...rest, documentNumber: 'X' };
}
