import type { ClaimForm, CustomerForm, FormName, Recorded, StayForm } from '../../shared/domain/check-in';
import type { ChipState } from '../../shared/domain/chip-state';
import type { RecordedParty } from '../../shared/domain/party-form';
import type { Verdict } from '../../shared/domain/verdict';
import { afterChip, opensChip, withChip, withPrinted } from './chip/chip-counter';
import { type Party, headedBy, joined, matched, partyOf, vouchedFor, without } from './party';

/** Where the window is: five spaces, and on the desk one screen of seven. */
export type Space = 'desk' | 'guests' | 'day' | 'journal' | 'set-up';

export type Desk =
  | { readonly screen: 'ready' }
  /** The chip of a document: what opens it is asked for, or it is being read. */
  | { readonly screen: 'chip' }
  /** `replaced`: it took the place of another verdict, so a key meant for that one must not act on this one. */
  | { readonly screen: 'verdict'; readonly verdict: Verdict; readonly replaced: boolean }
  | { readonly screen: 'check-in'; readonly party: Party }
  | {
      readonly screen: 'recorded';
      readonly party: Party;
      readonly stay: StayForm;
      readonly recorded: RecordedParty;
      readonly recordedAt: Date;
      readonly voided: boolean;
    }
  /** A customer of a bank or an office: their form, which knows no stay. */
  | {
      readonly screen: 'customer';
      readonly verdict: Verdict;
      readonly matchedAt: Date;
      readonly form: CustomerFormName;
    }
  | {
      readonly screen: 'customer-recorded';
      readonly verdict: Verdict;
      readonly form: CustomerForm | ClaimForm;
      readonly recorded: Recorded;
      readonly recordedAt: Date;
      readonly voided: boolean;
    };

/** The forms of the teller's space. */
export type CustomerFormName = Exclude<FormName, 'stay'>;

export interface Counter {
  readonly space: Space;
  readonly desk: Desk;
  /** A dialogue is open or a record is being written: a verdict waits until that is over. */
  readonly held: boolean;
  /** Read while something was half done; shown as soon as that is finished or left. */
  readonly waiting: Verdict | null;
  /** Where the terminal is with the chip of a document. */
  readonly chip: ChipState;
  /** The verdict on printed lines, to fall back on where the chip they open cannot be read. */
  readonly printed: Verdict | null;
}

export type CounterEvent =
  | { type: 'presented'; verdict: Verdict }
  /** Person and document match; `form` is the one that the verdict's purpose asks for. */
  | { type: 'matched'; at: Date; form: FormName }
  /** The person at the counter is not the one of the document. */
  | { type: 'differed'; verdict: Verdict }
  /** Of the party: this one was compared, left, or leads it. */
  | { type: 'member-matched'; verdict: string; at: Date }
  | { type: 'member-left'; verdict: string }
  | { type: 'member-leads'; verdict: string }
  | { type: 'recorded'; stay: StayForm; recorded: RecordedParty; at: Date }
  | { type: 'customer-recorded'; form: CustomerForm | ClaimForm; recorded: Recorded; at: Date }
  | { type: 'voided' }
  /** The clerk or the clock is done with what the desk shows. */
  | { type: 'cleared' }
  | { type: 'went'; space: Space }
  | { type: 'held' }
  | { type: 'released' }
  | { type: 'forgot-waiting' }
  | { type: 'chip'; chip: ChipState }
  /** Somebody wants to type what opens a chip. */
  | { type: 'chip-typed' }
  /** The chip is given up: the printed lines are compared by eye. */
  | { type: 'by-eye' };

export const readyCounter: Counter = {
  space: 'desk',
  desk: { screen: 'ready' },
  held: false,
  waiting: null,
  chip: { step: 'none' },
  printed: null,
};

/**
 * What the window shows after an event. A verdict comes up from wherever the clerk is, with two exceptions: while a
 * check-in form is open its person joins the party, and while a dialogue or a customer's form is open it waits and says so.
 */
export function nextCounter(counter: Counter, event: CounterEvent): Counter {
  switch (event.type) {
    case 'presented':
      return presented(withPrinted(counter, event.verdict), event.verdict);
    case 'matched':
      return counter.desk.screen === 'verdict' && counter.desk.verdict.outcome !== 'refused'
        ? { ...counter, desk: formDesk(counter.desk.verdict, event) }
        : counter;
    case 'differed':
      return counter.desk.screen === 'verdict' && counter.desk.verdict.id === event.verdict.id
        ? { ...counter, desk: { screen: 'verdict', verdict: event.verdict, replaced: true } }
        : counter;
    case 'member-matched':
      return withParty(counter, (party) => matched(party, event.verdict, event.at));
    case 'member-left':
      return withParty(counter, (party) => without(party, event.verdict));
    case 'member-leads':
      return withParty(counter, (party) => headedBy(party, event.verdict));
    case 'recorded': {
      if (counter.desk.screen !== 'check-in') return counter;
      const { stay, recorded, at } = event;
      const { party } = counter.desk;
      return {
        ...counter,
        desk: { screen: 'recorded', party, stay, recorded, recordedAt: at, voided: false },
      };
    }
    case 'customer-recorded': {
      if (counter.desk.screen !== 'customer') return counter;
      const { form, recorded, at } = event;
      const { verdict } = counter.desk;
      return {
        ...counter,
        desk: { screen: 'customer-recorded', verdict, form, recorded, recordedAt: at, voided: false },
      };
    }
    case 'voided':
      return counter.desk.screen === 'recorded' || counter.desk.screen === 'customer-recorded'
        ? { ...counter, desk: { ...counter.desk, voided: true } }
        : counter;
    case 'cleared':
      return counter.waiting ? shown(counter, counter.waiting) : afterChip(counter);
    case 'went':
      return { ...counter, space: event.space };
    case 'held':
      return { ...counter, held: true };
    case 'released':
      return released(counter);
    case 'forgot-waiting':
      return { ...counter, waiting: null };
    case 'chip':
      return counter.held || counter.desk.screen === 'check-in' || counter.desk.screen === 'customer'
        ? { ...counter, chip: event.chip }
        : withChip(counter, event.chip);
    case 'chip-typed':
      return counter.desk.screen === 'ready' ? { ...counter, desk: { screen: 'chip' } } : counter;
    case 'by-eye':
      return counter.printed ? shown(counter, counter.printed) : counter;
  }
}

/** Whom the desk is about, as far as there is one: the person on the screen, or the head of the party. */
function verdictOnDesk(desk: Desk): Verdict | undefined {
  switch (desk.screen) {
    case 'ready':
    case 'chip':
      return undefined;
    case 'verdict':
    case 'customer':
    case 'customer-recorded':
      return desk.verdict;
    case 'check-in':
    case 'recorded':
      return desk.party.members[0].verdict;
  }
}

function presented(counter: Counter, verdict: Verdict): Counter {
  if (counter.waiting?.id === verdict.id || verdictOnDesk(counter.desk)?.id === verdict.id) return counter;
  if (opensChip(counter, verdict)) return counter;
  if (counter.held || counter.desk.screen === 'customer') return { ...counter, waiting: verdict };
  if (counter.desk.screen !== 'check-in') return shown(counter, verdict);
  const { printed } = counter;
  if (verdict.format === 'emrtd' && printed) {
    const party = vouchedFor(counter.desk.party, printed.id, verdict);
    return party ? withParty({ ...counter, space: 'desk' }, () => party) : shown(counter, verdict);
  }
  return withParty({ ...counter, space: 'desk' }, (party) => joined(party, verdict));
}

/** The form of somebody whose document matches. */
function formDesk(verdict: Verdict, { at, form }: { at: Date; form: FormName }): Desk {
  return form === 'stay'
    ? { screen: 'check-in', party: partyOf(verdict, at) }
    : { screen: 'customer', verdict, matchedAt: at, form };
}

/** What waited comes up. A record that is on the screen stays until the clerk has seen it. */
function released(counter: Counter): Counter {
  const free = { ...counter, held: false };
  const { waiting } = free;
  const { screen } = free.desk;
  if (!waiting || screen === 'recorded' || screen === 'customer' || screen === 'customer-recorded')
    return free;
  return presented({ ...free, waiting: null }, waiting);
}

/** With the party of the open form changed; without anybody left the desk is ready. */
function withParty(counter: Counter, change: (party: Party) => Party | null): Counter {
  if (counter.desk.screen !== 'check-in') return counter;
  const party = change(counter.desk.party);
  if (party === counter.desk.party) return counter;
  return { ...counter, desk: party ? { screen: 'check-in', party } : { screen: 'ready' } };
}

function shown(counter: Counter, verdict: Verdict): Counter {
  const replaced = counter.space === 'desk' && counter.desk.screen === 'verdict';
  return { ...counter, space: 'desk', desk: { screen: 'verdict', verdict, replaced }, waiting: null };
}
