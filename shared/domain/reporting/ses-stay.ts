import { z } from 'zod';
import type { Problem } from './problem';

/* What Spain's SES.HOSPEDAJES 3.1.3 asks of a stay and its people (docs/registration.md). */

/** Communications in one request. */
export const MOST_COMMUNICATIONS = 100;
const ADULT = 18;
/** From this age on somebody signs the register, and may stay by themselves with a permission. */
const SIGNS = 14;

/** How a stay is paid. */
export const SesPayment = z.enum(['DESTI', 'EFECT', 'TARJT', 'PLATF', 'TRANS', 'MOVIL', 'TREG', 'OTRO']);
export type SesPayment = z.infer<typeof SesPayment>;

/** The kinds of documents that the service tells apart. */
export const SesDocumentType = z.enum(['NIF', 'NIE', 'PAS', 'OTRO']);

export interface SesPerson {
  readonly name: string;
  readonly firstSurname: string;
  /** Has to be there where the document is a NIF. */
  readonly secondSurname?: string;
  readonly document?: {
    readonly type: z.infer<typeof SesDocumentType>;
    readonly number: string;
    readonly support?: string;
  };
  readonly birthDate: string;
  /** ISO 3166 alpha-3. */
  readonly nationality: string;
  readonly address: {
    readonly street: string;
    readonly postcode: string;
    readonly country: string;
    readonly municipalityCode?: string;
    readonly municipality?: string;
  };
  readonly telephone?: string;
  readonly email?: string;
  /** What the person is to the minor who travels along. */
  readonly kinship?: string;
  /** A minor who stays without an adult: a written permission of a guardian was seen. */
  readonly unaccompanied?: boolean;
}

export interface SesStay {
  /** The establishment's own reference of the contract. */
  readonly reference: string;
  readonly contractDate: string;
  /** Local times, `2026-11-28T15:00:00`. */
  readonly entry: string;
  readonly exit: string;
  readonly payment: SesPayment;
  readonly rooms?: number;
  readonly persons: readonly SesPerson[];
}

/** What the ministry would refuse; `guest` counts the persons of all stays one after the other. */
export function sesProblems(stays: readonly SesStay[]): Problem[] {
  const found: Problem[] = [];
  let guest = 0;
  for (const stay of stays) {
    const must = (holds: boolean, field: string, message: string) => {
      if (!holds) found.push({ guest, field, message });
    };
    must(
      stay.reference.length >= 1 && stay.reference.length <= 50,
      'reference',
      'The reference has 1 to 50 characters.',
    );
    must(stay.exit > stay.entry, 'exit', 'The exit is after the entry.');
    must(stay.persons.length > 0, 'persons', 'Somebody stays.');
    const minors = stay.persons.some((person) => !isAdult(person, stay));
    must(
      !minors ||
        stay.persons.some((person) => isAdult(person, stay) && person.kinship !== undefined) ||
        stay.persons.every((person) => staysAlone(person, stay)),
      'kinship',
      'Where a minor travels along, an adult says what they are to each other. From 14 on minors may come alone with a written permission.',
    );
    for (const person of stay.persons) {
      found.push(...personProblems(person, stay).map((problem) => ({ guest, ...problem })));
      guest += 1;
    }
  }
  if (stays.length > MOST_COMMUNICATIONS)
    found.push({
      guest: 0,
      field: 'stays',
      message: `One request holds at most ${MOST_COMMUNICATIONS} communications.`,
    });
  return found;
}

type FieldProblem = Omit<Problem, 'guest'>;

function personProblems(person: SesPerson, stay: SesStay): FieldProblem[] {
  const found: FieldProblem[] = [];
  const must = (holds: boolean, field: string, message: string) => {
    if (!holds) found.push({ field, message });
  };
  const { document, address } = person;
  must(/^\d{4}-\d{2}-\d{2}$/.test(person.birthDate), 'birthDate', 'The birth date is a whole day.');
  must(person.name.trim() !== '', 'name', 'The name is missing.');
  must(person.firstSurname.trim() !== '', 'firstSurname', 'The first surname is missing.');
  must(
    document?.type !== 'NIF' || Boolean(person.secondSurname?.trim()),
    'secondSurname',
    'With a NIF the second surname is asked for.',
  );
  must(document !== undefined || !isAdult(person, stay), 'document', 'An adult shows a document.');
  must(
    !document || (document.number.length >= 1 && document.number.length <= 15),
    'document.number',
    'The number of the document has 1 to 15 characters.',
  );
  const spanish = document?.type === 'NIF' || document?.type === 'NIE';
  must(
    !spanish || /^.{1,9}$/.test(document?.support ?? ''),
    'document.support',
    'With NIF and NIE the support number is asked for, at most 9 characters.',
  );
  must(/^[A-Z]{3}$/.test(person.nationality), 'nationality', 'A nationality has three letters.');
  must(/^[A-Z]{3}$/.test(address.country), 'address.country', 'A country has three letters.');
  must(
    address.street.trim() !== '' && address.postcode.trim() !== '',
    'address',
    'Street and postcode are missing.',
  );
  must(
    address.country === 'ESP'
      ? /^\d{5}$/.test(address.municipalityCode ?? '')
      : Boolean(address.municipality?.trim()),
    'address.municipality',
    'In Spain the municipality is its code of five digits, elsewhere its name.',
  );
  must(
    person.telephone !== undefined || person.email !== undefined,
    'telephone',
    'A telephone number or an e-mail address is asked for.',
  );
  return found;
}

/** Whether somebody is of age on the day they arrive. */
export function isAdult(person: Pick<SesPerson, 'birthDate'>, stay: Pick<SesStay, 'entry'>): boolean {
  return hasTurned(ADULT, person, stay);
}

function staysAlone(person: SesPerson, stay: SesStay): boolean {
  return person.unaccompanied === true && hasTurned(SIGNS, person, stay) && !isAdult(person, stay);
}

function hasTurned(
  age: number,
  { birthDate }: Pick<SesPerson, 'birthDate'>,
  { entry }: Pick<SesStay, 'entry'>,
): boolean {
  return `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}` <= entry.slice(0, 10);
}
