import type { SelfServiceForm } from '../../shared/contract/self-service-calls';
import { StayForm } from '../../shared/domain/check-in';
import { VestibuleError } from '../../shared/domain/error';

/** The stay that somebody begins today, by themselves. Throws bad-request, naming the fields that are wrong. */
export function selfServiceStay(
  { room, nights }: SelfServiceForm,
  today: string,
  mostNights: number,
): StayForm {
  if (nights === undefined || nights > mostNights)
    throw new VestibuleError('bad-request', 'Bad request: form.nights.');
  const stay = StayForm.safeParse({ room, arrival: today, departure: daysAfter(today, nights) });
  if (stay.success) return stay.data;
  throw new VestibuleError('bad-request', 'Bad request: form.room.');
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
