import { StayForm } from '../../shared/domain/check-in';
import { dayAfter } from '../components/calendar-day';

/** What the clerk has entered so far; dates are calendar days `YYYY-MM-DD`, empty while incomplete. */
export interface StayDraft {
  room: string;
  arrival: string;
  departure: string;
}

/** What is wrong with a field, as the key of its sentence. */
export interface StayFaults {
  room?: 'stay.error-room' | 'stay.error-room-long';
  arrival?: 'stay.error-date';
  departure?: 'stay.error-date' | 'stay.error-departure';
}

/** A stay from today to tomorrow, the room still to be entered. */
export function newStay(today: string): StayDraft {
  return { room: '', arrival: today, departure: dayAfter(today) };
}

/** The form to send, or what is wrong with each field. The last word is the contract's own schema. */
export function checkedStay(draft: StayDraft): { stay: StayForm } | { faults: StayFaults } {
  const parsed = StayForm.safeParse(draft);
  if (parsed.success) return { stay: parsed.data };
  const { room, arrival, departure } = StayForm.shape;
  const faults: StayFaults = {};
  if (!room.safeParse(draft.room).success)
    faults.room = draft.room.trim() === '' ? 'stay.error-room' : 'stay.error-room-long';
  if (!arrival.safeParse(draft.arrival).success) faults.arrival = 'stay.error-date';
  if (!departure.safeParse(draft.departure).success) faults.departure = 'stay.error-date';
  else if (!faults.arrival && draft.departure <= draft.arrival) faults.departure = 'stay.error-departure';
  return { faults };
}
