import { describe, expect, it } from 'vitest';
import {
  type Counter,
  type CounterEvent,
  nextCounter,
  readyCounter,
} from '../../../renderer/counter/counter';
import { recordedOf, verdictOf } from './verdicts';

const at = new Date(2026, 10, 19, 14, 2);
const stay = { room: '412', arrival: '2026-11-19', departure: '2026-11-22' };

function after(...events: CounterEvent[]): Counter {
  return events.reduce(nextCounter, readyCounter);
}

describe('what the counter shows', () => {
  it.each(['desk', 'guests', 'set-up'] as const)(
    'Given the %s space, when a code is read, then its verdict comes up on the desk',
    (space) => {
      const verdict = verdictOf();
      const counter = after({ type: 'went', space }, { type: 'presented', verdict });
      expect(counter.space).toBe('desk');
      expect(counter.desk).toMatchObject({ screen: 'verdict', verdict });
    },
  );

  it('Given a verdict, when the person matches and the stay is recorded, then the record is shown, and then the desk is ready', () => {
    const verdict = verdictOf();
    const recorded = recordedOf();
    const shown = after(
      { type: 'presented', verdict },
      { type: 'matched', at, form: 'stay' },
      { type: 'recorded', stay, recorded, at },
    );
    expect(shown.desk).toMatchObject({
      screen: 'recorded',
      party: { members: [{ verdict }] },
      stay,
      recorded,
      voided: false,
    });
    expect(nextCounter(shown, { type: 'cleared' }).desk).toEqual({ screen: 'ready' });
  });

  it('Given a refused verdict, when somebody says the person matches, then no form opens', () => {
    const counter = after(
      { type: 'presented', verdict: verdictOf({ outcome: 'refused', reason: 'revoked' }) },
      { type: 'matched', at, form: 'stay' },
    );
    expect(counter.desk.screen).toBe('verdict');
  });

  it('Given a verdict, when the clerk says that it is another person, then it is refused on the screen and no form opens; of a verdict that has gone nothing is shown', () => {
    const verdict = verdictOf();
    const refused = verdictOf({ id: verdict.id, outcome: 'refused', reason: 'person-differs', claims: {} });
    const counter = after({ type: 'presented', verdict }, { type: 'differed', verdict: refused });
    expect(counter.desk).toEqual({ screen: 'verdict', verdict: refused, replaced: true });
    expect(nextCounter(counter, { type: 'matched', at, form: 'stay' })).toBe(counter);
    expect(after({ type: 'differed', verdict: refused })).toEqual(readyCounter);
  });

  it('Given a verdict on the screen, when another code is read, then the new one is marked as having replaced it', () => {
    const counter = after(
      { type: 'presented', verdict: verdictOf() },
      { type: 'presented', verdict: verdictOf() },
    );
    expect(counter.desk).toMatchObject({ screen: 'verdict', replaced: true });
  });

  it('Given a verdict that comes as an answer and as an event, when the second arrives, then nothing changes', () => {
    const verdict = verdictOf();
    const once = after({ type: 'presented', verdict });
    expect(nextCounter(once, { type: 'presented', verdict })).toBe(once);
  });
});

describe('a customer at a teller’s counter', () => {
  const verdict = verdictOf({ purpose: 'bank.verify-customer' });
  const filled: CounterEvent[] = [
    { type: 'presented', verdict },
    { type: 'matched', at, form: 'customer' },
  ];

  it('Given a verdict of a bank’s purpose, when the person matches and it is recorded, then the record is shown, and can be voided', () => {
    expect(after(...filled).desk).toMatchObject({ screen: 'customer', verdict, form: 'customer' });
    const recorded = recordedOf().records[0];
    if (!recorded) throw new Error('Nothing was recorded.');
    const form = { reference: 'K-20418', legalBasis: 'contract' as const };
    const shown = after(...filled, { type: 'customer-recorded', form, recorded, at });
    expect(shown.desk).toMatchObject({ screen: 'customer-recorded', form, recorded, voided: false });
    expect(nextCounter(shown, { type: 'voided' }).desk).toMatchObject({ voided: true });
    expect(nextCounter(shown, { type: 'cleared' }).desk).toEqual({ screen: 'ready' });
  });

  it('Given a customer’s form, when another document is read, then it waits, also behind a dialogue, until the teller is done', () => {
    const next = verdictOf();
    const counter = after(
      ...filled,
      { type: 'held' },
      { type: 'presented', verdict: next },
      { type: 'released' },
    );
    expect(counter).toMatchObject({ desk: { screen: 'customer' }, waiting: next });
    expect(nextCounter(counter, { type: 'cleared' }).desk).toMatchObject({
      screen: 'verdict',
      verdict: next,
    });
  });
});

describe('a scan while something is half done', () => {
  const first = verdictOf();
  const second = verdictOf({ claims: { fullName: 'Tomás Ferreira' } });
  const form: CounterEvent[] = [
    { type: 'presented', verdict: first },
    { type: 'matched', at, form: 'stay' },
  ];

  it('Given a check-in form, when another document is read, then its person joins the party, still to be compared', () => {
    const counter = after(...form, { type: 'presented', verdict: second });
    expect(counter.desk).toMatchObject({
      screen: 'check-in',
      party: {
        members: [
          { verdict: first, matchedAt: at },
          { verdict: second, matchedAt: null },
        ],
      },
    });
    expect(counter.waiting).toBeNull();
  });

  it('Given a form left open for the guests list, when another document is read, then the desk comes up with the form and both people', () => {
    const counter = after(...form, { type: 'went', space: 'guests' }, { type: 'presented', verdict: second });
    expect(counter).toMatchObject({
      space: 'desk',
      desk: { screen: 'check-in', party: { members: [{}, { verdict: second }] } },
    });
  });

  it('Given a record that is being written, when a document is read, then it waits, stays out of the party, and comes up when the clerk goes on', () => {
    const written = after(
      ...form,
      { type: 'held' },
      { type: 'presented', verdict: second },
      { type: 'recorded', stay, recorded: recordedOf(), at },
      { type: 'released' },
    );
    expect(written).toMatchObject({
      desk: { screen: 'recorded', party: { members: [{ verdict: first }] } },
      waiting: second,
    });
    const next = nextCounter(written, { type: 'cleared' });
    expect(next.desk).toMatchObject({ screen: 'verdict', verdict: second, replaced: false });
    expect(next.waiting).toBeNull();
  });

  it('Given a waiting verdict, when the clerk forgets it, then leaving leads to ready', () => {
    const counter = after(
      ...form,
      { type: 'held' },
      { type: 'presented', verdict: second },
      { type: 'forgot-waiting' },
      { type: 'released' },
      { type: 'cleared' },
    );
    expect(counter.desk).toEqual({ screen: 'ready' });
  });

  it('Given an open dialogue over the form, when a document is read and the dialogue closes, then its person joins', () => {
    const counter = after(
      ...form,
      { type: 'held' },
      { type: 'presented', verdict: second },
      { type: 'released' },
    );
    expect(counter).toMatchObject({
      desk: { party: { members: [{ verdict: first }, { verdict: second }] } },
      waiting: null,
    });
  });

  it('Given a party of two, when both leave the form one after the other, then the desk is ready', () => {
    const both = after(...form, { type: 'presented', verdict: second });
    const one = nextCounter(both, { type: 'member-left', verdict: first.id });
    expect(one.desk).toMatchObject({ screen: 'check-in', party: { members: [{ verdict: second }] } });
    expect(nextCounter(one, { type: 'member-left', verdict: second.id }).desk).toEqual({ screen: 'ready' });
  });

  it('Given an open dialogue in the guests list, when a code is read, then it waits until the dialogue closes', () => {
    const open = after(
      { type: 'went', space: 'guests' },
      { type: 'held' },
      { type: 'presented', verdict: second },
    );
    expect(open).toMatchObject({ space: 'guests', waiting: second });
    expect(nextCounter(open, { type: 'released' })).toMatchObject({
      space: 'desk',
      desk: { screen: 'verdict', verdict: second },
      waiting: null,
    });
  });

  it('Given a void of the record on the screen, when it is done, then the record is shown as void and can be voided no more than once', () => {
    const counter = after(
      ...form,
      { type: 'recorded', stay, recorded: recordedOf(), at },
      { type: 'voided' },
    );
    expect(counter.desk).toMatchObject({ screen: 'recorded', voided: true });
    expect(nextCounter(readyCounter, { type: 'voided' })).toBe(readyCounter);
  });
});
