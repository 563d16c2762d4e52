import { z } from 'zod';
import type { Problem } from './problem';

/*
 * What Italy's Alloggiati Web asks of a guest (docs/registration.md). Codes of municipalities, states and documents come from
 * the ministry's tables.
 */

const LONGEST_STAY = 30;
const DAY = 86_400_000;

export const AlloggiatiRole = z.enum([
  'single',
  'head-of-family',
  'head-of-group',
  'family-member',
  'group-member',
]);
export type AlloggiatiRole = z.infer<typeof AlloggiatiRole>;

export interface AlloggiatiGuest {
  readonly role: AlloggiatiRole;
  /** Local calendar day, `2026-11-28`. */
  readonly arrival: string;
  readonly days: number;
  readonly surname: string;
  readonly givenName: string;
  readonly sex: 'male' | 'female' | undefined;
  readonly birthDate: string;
  /** Municipality (9 digits) and province (2 letters) of a birth in Italy. */
  readonly birthMunicipality?: string;
  readonly birthProvince?: string;
  /** State codes of 9 digits. */
  readonly birthState: string;
  readonly citizenship: string;
  /** Of everybody but members, whose lines leave it blank. */
  readonly document?: { readonly type: string; readonly number: string; readonly placeOfIssue: string };
}

/** Members follow their head, and show no document. */
export const isMember = ({ role }: AlloggiatiGuest) => role === 'family-member' || role === 'group-member';

/** What the ministry would refuse. `today` is the local calendar day. */
export function alloggiatiProblems(guests: readonly AlloggiatiGuest[], today: string): Problem[] {
  return guests.flatMap((guest, index) =>
    [...problemsOf(guest, today), ...orderProblems(guest, guests[index - 1])].map((problem) => ({
      guest: index,
      ...problem,
    })),
  );
}

type FieldProblem = Omit<Problem, 'guest'>;

function problemsOf(guest: AlloggiatiGuest, today: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  const must = (holds: boolean, field: string, message: string) => {
    if (!holds) found.push({ field, message });
  };
  const age = daysBetween(guest.arrival, today);
  must(age === 0 || age === 1, 'arrival', 'Only today or yesterday is taken as the day of arrival.');
  must(
    Number.isInteger(guest.days) && guest.days >= 1 && guest.days <= LONGEST_STAY,
    'days',
    'A stay has 1 to 30 days; report a longer one again after 30.',
  );
  must(fits(guest.surname, 50), 'surname', 'The surname has 1 to 50 letters.');
  must(fits(guest.givenName, 30), 'givenName', 'The given name has 1 to 30 letters.');
  must(guest.sex !== undefined, 'sex', 'The form knows male and female.');
  must(daysBetween(guest.birthDate, today) >= 0, 'birthDate', 'The birth date is a day that was.');
  must(/^\d{9}$/.test(guest.birthState), 'birthState', 'The state of birth is a code of nine digits.');
  must(/^\d{9}$/.test(guest.citizenship), 'citizenship', 'The citizenship is a code of nine digits.');
  must(
    (guest.birthMunicipality === undefined) === (guest.birthProvince === undefined),
    'birthMunicipality',
    'Municipality and province of birth go together.',
  );
  must(
    guest.birthMunicipality === undefined || /^\d{9}$/.test(guest.birthMunicipality),
    'birthMunicipality',
    'The municipality of birth is a code of nine digits.',
  );
  must(
    guest.birthProvince === undefined || /^[A-Z]{2}$/.test(guest.birthProvince),
    'birthProvince',
    'The province of birth has two letters.',
  );
  if (isMember(guest)) return found;
  const { document } = guest;
  must(document !== undefined, 'document', 'A single guest and a head show a document.');
  must(
    !document || /^[A-Z]{5}$/.test(document.type),
    'document.type',
    'The kind of document is a code of five letters.',
  );
  must(
    !document || fits(document.number, 20),
    'document.number',
    'The number of the document has 1 to 20 characters.',
  );
  must(
    !document || /^\d{9}$/.test(document.placeOfIssue),
    'document.placeOfIssue',
    'The place of issue is a code of nine digits.',
  );
  return found;
}

/** Members follow their head. */
function orderProblems(guest: AlloggiatiGuest, before: AlloggiatiGuest | undefined): FieldProblem[] {
  const heads = { 'family-member': 'head-of-family', 'group-member': 'head-of-group' } as const;
  if (guest.role !== 'family-member' && guest.role !== 'group-member') return [];
  if (before && (before.role === guest.role || before.role === heads[guest.role])) return [];
  return [{ field: 'role', message: 'A member follows the head of the family or group.' }];
}

function fits(text: string, longest: number): boolean {
  const written = plain(text);
  return written.trim() !== '' && written.length <= longest && /^[\x20-\x7e]+$/.test(written);
}

/** Capital letters without accents: what every implementation of the file sends. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
}

/** Whole days from one calendar day to another; NaN for what is none. */
function daysBetween(from: string, to: string): number {
  const [start, end] = [from, to].map((day) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN,
  );
  return ((end ?? Number.NaN) - (start ?? Number.NaN)) / DAY;
}
