import { describe, expect, it } from 'vitest';
import { dayAfter, dayOf } from '../../../renderer/components/calendar-day';
import { checkedStay, newStay } from '../../../renderer/front-desk/stay';

describe('the stay form', () => {
  it('Given a new form, when it opens, then it runs from today to tomorrow and wants a room', () => {
    const draft = newStay('2026-12-31');
    expect(draft).toEqual({ room: '', arrival: '2026-12-31', departure: '2027-01-01' });
    expect(checkedStay(draft)).toEqual({ faults: { room: 'stay.error-room' } });
  });

  it('Given a late evening, when the day is taken, then it is the local one', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(dayAfter('2028-02-28')).toBe('2028-02-29');
  });

  it('Given a room with spaces around it, when it is sent, then they are gone', () => {
    const draft = { room: ' 412 ', arrival: '2026-11-19', departure: '2026-11-22' };
    expect(checkedStay(draft)).toEqual({ stay: { ...draft, room: '412' } });
  });

  it.each([
    ['the departure is before the arrival', '2026-11-18', 'stay.error-departure'],
    ['the departure is the arrival', '2026-11-19', 'stay.error-departure'],
    ['the departure is not complete', '', 'stay.error-date'],
  ])('Given that %s, when it is checked, then the departure is at fault', (_case, departure, fault) => {
    expect(checkedStay({ room: '412', arrival: '2026-11-19', departure })).toEqual({
      faults: { departure: fault },
    });
  });

  it('Given nothing but mistakes, when it is checked, then each field says its own', () => {
    expect(checkedStay({ room: '4'.repeat(21), arrival: '', departure: '' })).toEqual({
      faults: { room: 'stay.error-room-long', arrival: 'stay.error-date', departure: 'stay.error-date' },
    });
  });
});
