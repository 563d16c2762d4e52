import { StayForm } from '../../../../shared/domain/check-in';
import type { EntryBodyOf } from '../../../../shared/domain/entry-body';
import type { AlloggiatiGuest } from '../../../../shared/domain/reporting/alloggiati-guest';
import { ReportFacts } from '../../../../shared/domain/reporting/report-facts';
import {
  type ReportedPerson,
  alloggiatiGuests,
  sesPerson,
} from '../../../../shared/domain/reporting/reported-person';
import type { SesStay } from '../../../../shared/domain/reporting/ses-stay';
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

/** As Italy asks: the head first. */
export function alloggiatiUnit(unit: Unit): AlloggiatiGuest[] {
  return alloggiatiGuests(unit.map(personOf), StayForm.parse(unit[0].body.form));
}

/** As Spain asks. The reference is the first check-in's id: the same each time, so that the service knows it again. */
export function sesStay(unit: Unit, profile: SesProfile): SesStay {
  const [head] = unit;
  const { facts } = personOf(head);
  const stay = StayForm.parse(head.body.form);
  return {
    reference: head.entry,
    contractDate: facts.contractDate ?? stay.arrival,
    entry: localTime(head.at, profile.timeZone),
    exit: `${stay.departure}T${profile.checkOutTime}:00`,
    payment: facts.payment ?? profile.payment,
    ...(facts.rooms !== undefined && { rooms: facts.rooms }),
    persons: unit.map((checkIn) => sesPerson(personOf(checkIn))),
  };
}

/** What was asked at the check-in stands in its form; what was added by hand later counts before it. */
function personOf({ body: { claims, form }, facts }: ReportedCheckIn): ReportedPerson {
  const asked = ReportFacts.safeParse(form['facts']);
  return { claims, facts: { ...asked.data, ...facts } };
}

/** The local calendar day of an instant. */
export function localDay(at: Date, timeZone: string): string {
  return localTime(at, timeZone).slice(0, 10);
}

function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(at).replace(' ', 'T');
}
