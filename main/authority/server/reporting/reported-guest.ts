import { z } from 'zod';
import { StayForm, nights } from '../../../../shared/domain/check-in';
import type { EntryBodyOf } from '../../../../shared/domain/entry-body';
import type { AlloggiatiGuest } from '../../reporters/alloggiati-web';
import type { SesPerson, SesStay } from '../../reporters/ses-hospedajes';
import type { SesProfile } from './reporter-profile';

/** A check-in that is to be reported, with what was added by hand. */
export interface ReportedCheckIn {
  readonly terminal: string;
  readonly entry: string;
  /** When it was recorded. */
  readonly at: Date;
  readonly body: EntryBodyOf<'check-in'>;
  readonly facts: ReportFacts;
}

const text = z.string().trim().min(1).max(120);

/**
 * What a ministry asks beyond what a document says: codes of its tables, an address, what people are to each other. Added by
 * hand, or by the hotel's own system; each overrides what the check-in says.
 */
export const ReportFacts = z.strictObject({
  surname: text.optional(),
  secondSurname: text.optional(),
  givenName: text.optional(),
  sex: z.enum(['male', 'female']).optional(),
  birthDate: z.iso.date().optional(),
  nationality: text.optional(),
  role: z.enum(['single', 'head-of-family', 'head-of-group', 'family-member', 'group-member']).optional(),
  birthState: text.optional(),
  birthMunicipality: text.optional(),
  birthProvince: text.optional(),
  citizenship: text.optional(),
  documentType: text.optional(),
  documentNumber: text.optional(),
  documentPlaceOfIssue: text.optional(),
  documentSupport: text.optional(),
  contractDate: z.iso.date().optional(),
  payment: z.enum(['DESTI', 'EFECT', 'TARJT', 'PLATF', 'TRANS', 'MOVIL', 'TREG', 'OTRO']).optional(),
  address: z
    .strictObject({
      street: text,
      postcode: text,
      country: text,
      municipalityCode: text.optional(),
      municipality: text.optional(),
    })
    .optional(),
  telephone: text.optional(),
  email: text.optional(),
  kinship: text.optional(),
});
export type ReportFacts = z.infer<typeof ReportFacts>;

/** The people of one party, or one person alone, in the order in which they were recorded. Not empty. */
export type Unit = readonly [ReportedCheckIn, ...ReportedCheckIn[]];

/** People of one party are reported together. */
export function unitsOf(checkIns: readonly ReportedCheckIn[]): Unit[] {
  const units = new Map<string, [ReportedCheckIn, ...ReportedCheckIn[]]>();
  for (const checkIn of checkIns) {
    const key = `${checkIn.terminal} ${checkIn.body.party ?? checkIn.entry}`;
    const unit = units.get(key);
    if (unit) unit.push(checkIn);
    else units.set(key, [checkIn]);
  }
  return [...units.values()];
}

/** As Italy asks: the head first. What is missing is an empty text, which `alloggiatiProblems` finds. */
export function alloggiatiGuests(unit: Unit): AlloggiatiGuest[] {
  return unit.map(({ body, facts }, index): AlloggiatiGuest => {
    const stay = StayForm.parse(body.form);
    const { claims } = body;
    const alone = unit.length === 1 ? 'single' : index === 0 ? 'head-of-group' : 'group-member';
    const role = facts.role ?? alone;
    const member = role === 'family-member' || role === 'group-member';
    const sex = facts.sex ?? (claims.sex === 'other' ? undefined : claims.sex);
    return {
      role,
      arrival: stay.arrival,
      days: nights(stay),
      surname: facts.surname ?? claims.familyName ?? '',
      givenName: facts.givenName ?? claims.givenName ?? '',
      sex,
      birthDate: facts.birthDate ?? claims.birthDate ?? '',
      birthState: facts.birthState ?? '',
      citizenship: facts.citizenship ?? '',
      ...(facts.birthMunicipality !== undefined && { birthMunicipality: facts.birthMunicipality }),
      ...(facts.birthProvince !== undefined && { birthProvince: facts.birthProvince }),
      ...(!member && {
        document: {
          type: facts.documentType ?? '',
          number: facts.documentNumber ?? claims.documentNumber ?? '',
          placeOfIssue: facts.documentPlaceOfIssue ?? '',
        },
      }),
    };
  });
}

/** As Spain asks. The reference is the first check-in's id: the same each time, so that the service knows it again. */
export function sesStay(unit: Unit, profile: SesProfile): SesStay {
  const [{ entry, at, body, facts }] = unit;
  const stay = StayForm.parse(body.form);
  return {
    reference: entry,
    contractDate: facts.contractDate ?? stay.arrival,
    entry: localTime(at, profile.timeZone),
    exit: `${stay.departure}T${profile.checkOutTime}:00`,
    payment: facts.payment ?? profile.payment,
    persons: unit.map(sesPerson),
  };
}

function sesPerson({ body, facts }: ReportedCheckIn): SesPerson {
  const { claims } = body;
  const number = facts.documentNumber ?? claims.documentNumber;
  const type = z.enum(['NIF', 'NIE', 'PAS', 'OTRO']).catch('OTRO').parse(facts.documentType);
  const { secondSurname, telephone, email, kinship, documentSupport } = facts;
  return {
    name: facts.givenName ?? claims.givenName ?? '',
    firstSurname: facts.surname ?? claims.familyName ?? '',
    birthDate: facts.birthDate ?? claims.birthDate ?? '',
    nationality: facts.nationality ?? claims.nationality ?? '',
    address: facts.address ?? { street: '', postcode: '', country: '' },
    ...(secondSurname !== undefined && { secondSurname }),
    ...(number !== undefined && {
      document: { type, number, ...(documentSupport !== undefined && { support: documentSupport }) },
    }),
    ...(telephone !== undefined && { telephone }),
    ...(email !== undefined && { email }),
    ...(kinship !== undefined && { kinship }),
  };
}

/** The local calendar day of an instant. */
export function localDay(at: Date, timeZone: string): string {
  return localTime(at, timeZone).slice(0, 10);
}

function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(at).replace(' ', 'T');
}
