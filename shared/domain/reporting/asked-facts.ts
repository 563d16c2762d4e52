import { z } from 'zod';
import type { StayForm } from '../check-in';
import type { Claims } from '../claims';
import { alloggiatiProblems } from './alloggiati-guest';
import type { ReporterName } from './guest-report';
import type { ReportFacts } from './report-facts';
import { type ReportedPerson, alloggiatiGuests, sesPerson } from './reported-person';
import { sesProblems } from './ses-stay';

/** What a clerk can be asked for a report, in the order in which it is asked. */
export const AskedField = z.enum([
  'surname',
  'secondSurname',
  'givenName',
  'sex',
  'birthDate',
  'birthState',
  'birthMunicipality',
  'birthProvince',
  'citizenship',
  'nationality',
  'documentType',
  'documentNumber',
  'documentSupport',
  'documentPlaceOfIssue',
  'street',
  'postcode',
  'municipality',
  'country',
  'telephone',
  'email',
  'kinship',
  'payment',
  'rooms',
]);
export type AskedField = z.infer<typeof AskedField>;

/** The code of Italy in the ministry's table of states: whoever was born there has a municipality and a province. */
export const ITALY = '100000100';

/** Fields of the ministries' forms (`alloggiatiProblems`, `sesProblems`) that a clerk can answer. */
const answeredBy: Readonly<Record<string, readonly AskedField[]>> = {
  surname: ['surname'],
  firstSurname: ['surname'],
  secondSurname: ['secondSurname'],
  name: ['givenName'],
  givenName: ['givenName'],
  sex: ['sex'],
  birthDate: ['birthDate'],
  birthState: ['birthState'],
  birthMunicipality: ['birthMunicipality'],
  birthProvince: ['birthProvince'],
  citizenship: ['citizenship'],
  nationality: ['nationality'],
  document: ['documentNumber'],
  'document.type': ['documentType'],
  'document.number': ['documentNumber'],
  'document.support': ['documentSupport'],
  'document.placeOfIssue': ['documentPlaceOfIssue'],
  address: ['street', 'postcode'],
  'address.municipality': ['municipality'],
  'address.country': ['country'],
  telephone: ['telephone'],
  kinship: ['kinship'],
};

/** What of each person keeps the report from being sent and can be asked; the people are one party, its head first. */
export function lackingFacts(
  reporter: ReporterName,
  people: readonly ReportedPerson[],
  stay: StayForm,
): AskedField[][] {
  const problems =
    reporter === 'alloggiati-web'
      ? alloggiatiProblems(alloggiatiGuests(people, stay), stay.arrival)
      : sesProblems([sesStayOf(people, stay)]);
  return people.map((person, index) => {
    const fields = problems.flatMap(({ guest, field }) => (guest === index ? (answeredBy[field] ?? []) : []));
    return [...new Set(fields)].filter((field) => isOpen(field, person.facts));
  });
}

/** Street and postcode are one field of the ministry's: the one that is there is not asked again. */
function isOpen(field: AskedField, { address }: ReportFacts): boolean {
  if (field === 'street') return address?.street === undefined;
  if (field === 'postcode') return address?.postcode === undefined;
  return true;
}

/** The people's stay as far as it can be wrong for lack of an answer: hours and payment are the site's. */
function sesStayOf(people: readonly ReportedPerson[], { arrival, departure }: StayForm) {
  return {
    reference: 'asked',
    contractDate: arrival,
    entry: `${arrival}T00:00:00`,
    exit: `${departure}T00:00:00`,
    payment: 'OTRO',
    persons: people.map(sesPerson),
  } as const;
}

/** What the form asks of one person: what every report needs, and what this document does not say as the ministry wants it. */
export function askedFields(
  reporter: ReporterName,
  claims: Claims,
  facts: ReportFacts,
  { leads, stay }: { leads: boolean; stay: StayForm },
): AskedField[] {
  const [unsaid = []] = lackingFacts(reporter, [{ claims, facts: {} }], stay);
  const always = reporter === 'alloggiati-web' ? italian(facts, leads) : spanish(facts, leads);
  const asked = new Set([...always, ...unsaid.filter((field) => saidByDocuments.has(field))]);
  if (reporter === 'alloggiati-web' && !leads) asked.delete('documentNumber');
  return AskedField.options.filter((field) => asked.has(field));
}

/** What documents mostly say. */
const saidByDocuments: ReadonlySet<AskedField> = new Set([
  'surname',
  'givenName',
  'sex',
  'birthDate',
  'nationality',
  'documentNumber',
]);

function italian({ birthState }: ReportFacts, leads: boolean): AskedField[] {
  return [
    'birthState',
    ...(birthState === ITALY ? (['birthMunicipality', 'birthProvince'] as const) : []),
    'citizenship',
    ...(leads ? (['documentType', 'documentPlaceOfIssue'] as const) : []),
  ];
}

function spanish({ documentType }: ReportFacts, leads: boolean): AskedField[] {
  const isSpanish = documentType === 'NIF' || documentType === 'NIE';
  return [
    ...(isSpanish ? (['secondSurname', 'documentSupport'] as const) : []),
    'documentType',
    'street',
    'postcode',
    'municipality',
    'country',
    'telephone',
    'email',
    ...(leads ? (['payment', 'rooms'] as const) : []),
  ];
}
