import {
  type AlloggiatiGuest,
  type AlloggiatiRole,
  alloggiatiProblems,
  isMember,
  plain,
} from '../../../shared/domain/reporting/alloggiati-guest';

/*
 * Italy, Alloggiati Web of the Polizia di Stato (docs/registration.md): a line of 168 characters a guest, CRLF between
 * lines and none after the last.
 */

export const LINE_LENGTH = 168;

const roleCodes: Record<AlloggiatiRole, string> = {
  single: '16',
  'head-of-family': '17',
  'head-of-group': '18',
  'family-member': '19',
  'group-member': '20',
};

/** By when the guest has to be reported: 24 hours after arrival, 6 where the stay is shorter than a day. */
export function alloggiatiDeadline(arrivedAt: Date, stayHours: number): Date {
  return new Date(arrivedAt.getTime() + (stayHours < 24 ? 6 : 24) * 3_600_000);
}

/** The file: one line a guest. Throws RangeError where `alloggiatiProblems` finds any. */
export function alloggiatiFile(guests: readonly AlloggiatiGuest[], today: string): string {
  const [problem] = alloggiatiProblems(guests, today);
  if (problem) throw new RangeError(`Guest ${problem.guest + 1}, ${problem.field}: ${problem.message}`);
  return guests.map(line).join('\r\n');
}

function line(guest: AlloggiatiGuest): string {
  const document = isMember(guest) ? undefined : guest.document;
  return [
    roleCodes[guest.role],
    italianDate(guest.arrival),
    String(guest.days).padStart(2, '0'),
    plain(guest.surname).padEnd(50),
    plain(guest.givenName).padEnd(30),
    guest.sex === 'male' ? '1' : '2',
    italianDate(guest.birthDate),
    (guest.birthMunicipality ?? '').padEnd(9),
    (guest.birthProvince ?? '').padEnd(2),
    guest.birthState,
    guest.citizenship,
    (document?.type ?? '').padEnd(5),
    plain(document?.number ?? '').padEnd(20),
    (document?.placeOfIssue ?? '').padEnd(9),
  ].join('');
}

function italianDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}
