import { describe, expect, it } from 'vitest';
import { dueIn } from '../../../renderer/front-desk/reporting-deadline';

const guest = { at: '2026-11-19T14:00:00Z', delivery: 'queued', void: undefined } as const;
const after = (hours: number) => new Date(Date.parse(guest.at) + hours * 3_600_000);

describe('the deadline of a report', () => {
  it('Given a record that waits, when time passes, then it counts down, becomes urgent in the last quarter, and is late after it', () => {
    expect(dueIn(guest, 24, after(1))).toEqual({ seconds: 23 * 3_600, urgent: false });
    expect(dueIn(guest, 24, after(19))).toEqual({ seconds: 5 * 3_600, urgent: true });
    expect(dueIn(guest, 24, after(26))).toEqual({ seconds: -2 * 3_600, urgent: true });
  });

  it.each([
    ['the authority has it', { ...guest, delivery: 'acknowledged' } as const, 24],
    ['it was taken back', { ...guest, void: { at: guest.at, reason: 'twice' } }, 24],
    ['no report is due', guest, undefined],
  ])('Given that %s, when the deadline is asked for, then there is none', (_case, record, hours) => {
    expect(dueIn(record, hours, after(30))).toBeUndefined();
  });

  it('Given a report that the authority knows, when it is due, then the time is the report’s own, and there is none once it was sent', () => {
    const report = { reporter: 'alloggiati-web', state: 'due', dueAt: '2026-11-19T20:00:00Z' } as const;
    const reported = { ...guest, delivery: 'acknowledged', report } as const;
    expect(dueIn(reported, undefined, after(1))).toEqual({ seconds: 5 * 3_600, urgent: false });
    expect(dueIn(reported, 24, after(7))).toEqual({ seconds: -3_600, urgent: true });
    expect(dueIn({ ...reported, report: { ...report, state: 'sent' } }, 24, after(7))).toBeUndefined();
  });

  it('Given a record that the authority refused, when time passes, then it is still due', () => {
    expect(dueIn({ ...guest, delivery: 'refused' }, 24, after(1))?.seconds).toBe(23 * 3_600);
  });
});
