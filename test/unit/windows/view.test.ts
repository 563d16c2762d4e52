import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nextView, unknownView, withReading } from '../../../renderer/terminal/view';
import { stateOf } from './states';
import { verdictOf } from './verdicts';

const known = nextView(unknownView, { event: 'state', payload: stateOf() });

describe('what a window knows of its terminal', () => {
  it('Given a reading that has begun, when the verdict, a fault of the reader or a restart comes, then it is over', () => {
    const reading = withReading(known, true);
    // Told twice, by the window and by the terminal: nothing is drawn again.
    expect(nextView(reading, { event: 'reading', payload: { reader: 'desk' } })).toBe(reading);
    expect(nextView(reading, { event: 'verdict', payload: verdictOf() }).reading).toBe(false);
    expect(
      nextView(reading, { event: 'problem', payload: { reader: 'desk', code: 'card-gone' } }),
    ).toMatchObject({
      reading: false,
      readerProblem: { code: 'card-gone' },
    });
    expect(nextView(reading, { event: 'process', payload: { up: false } })).toMatchObject({
      reading: false,
      processUp: false,
    });
  });

  it('Given a delivery that is acknowledged, when the event comes, then the record is seen to travel once', () => {
    const entry = randomUUID();
    const sending = nextView(known, { event: 'delivery', payload: { entry, state: 'sending' } });
    const there = nextView(sending, { event: 'delivery', payload: { entry, state: 'acknowledged' } });
    expect(there.deliveries.get(entry)).toEqual({ state: 'acknowledged', reason: undefined });
    expect([known.delivered, sending.delivered, there.delivered]).toEqual([0, 0, 1]);
    expect(there.changes).toBeGreaterThan(known.changes);
  });

  it('Given a list of guests, when news of their reports to the police comes, then the list is asked for again, and not for anything else', () => {
    const again = nextView(known, { event: 'state', payload: stateOf() });
    const news = nextView(again, { event: 'state', payload: { ...stateOf(), reportChanges: 2 } });
    expect(again.changes).toBe(known.changes);
    expect(news.changes).toBeGreaterThan(again.changes);
  });

  it('Given thousands of deliveries, when they are remembered, then only the newest are', () => {
    const many = Array.from({ length: 1_000 }, () => randomUUID());
    const view = many.reduce(
      (before, entry) => nextView(before, { event: 'delivery', payload: { entry, state: 'acknowledged' } }),
      known,
    );
    expect(view.deliveries.size).toBe(200);
    expect(view.deliveries.has(many.at(-1) ?? '')).toBe(true);
    expect(view.deliveries.has(many[0] ?? '')).toBe(false);
  });

  it('Given a state like the last one, when it comes, then no list of guests is asked for again', () => {
    expect(nextView(known, { event: 'state', payload: stateOf() }).changes).toBe(known.changes);
    const more = stateOf({ journal: { entries: 18_205, head: 'b'.repeat(64) } });
    expect(nextView(known, { event: 'state', payload: more }).changes).toBe(known.changes + 1);
  });

  it('Given the line to the authority, when it goes and comes back, then the view follows at once', () => {
    const offline = nextView(known, { event: 'offline', payload: {} });
    expect(offline.state?.authority.online).toBe(false);
    expect(nextView(offline, { event: 'online', payload: {} }).state?.authority.online).toBe(true);
  });

  it('Given an alert that comes twice, when it is listed, then it stands there once', () => {
    const alert = { id: 'a', code: 'late-refusal' as const, at: '2026-11-19T14:02:00Z' };
    const twice = [alert, alert].reduce(
      (view, payload) => nextView(view, { event: 'alert', payload }),
      known,
    );
    expect(twice.state?.alerts).toEqual([alert]);
  });

  it('Given events before the first state, when they come, then nothing is made up', () => {
    expect(nextView(unknownView, { event: 'online', payload: {} })).toBe(unknownView);
  });
});
