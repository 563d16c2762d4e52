import { randomUUID } from 'node:crypto';
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  record,
} from 'fast-check';
import { expect, test } from 'vitest';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../../main/journal/journal';
import { journalBench } from '../support/journal-folder';
import { checkIn, people, stayRetention, verdictBody, voidOf } from '../support/journal-samples';

/*
 * Guests, search, duplicates, parties, departures and what was shown before are derived from the chain, and it must not
 * matter when: written along with the entries they say the same as when they are made anew from them.
 */

const RUNS = Number(process.env['VESTIBULE_REBUILDS'] ?? 25);
const names = ['lin', 'okafor', 'garcia'] as const;
const digests = ['ab'.repeat(32), 'cd'.repeat(32)];
const operator = 'mei';
const text = { id: 'customer', version: '2026-1', language: 'en', sha256: 'ef'.repeat(32) };
const shownBy = 'operator';

/** One thing that happens at a desk; numbers choose among what is there by then. */
type Act =
  | { act: 'check-in'; who: (typeof names)[number]; room: number; days: number }
  | { act: 'verdict'; digest: string; days: number }
  | { act: 'late-verdict'; which: number }
  | { act: 'void'; which: number }
  | { act: 'check-out'; which: number; left: string | null; days: number }
  | { act: 'party'; which: number; again: boolean }
  | { act: 'withdrawal'; which: number; days: number }
  | { act: 'erase'; who: (typeof names)[number] }
  | { act: 'retention'; days: number };

const who = constantFrom(...names);
const days = constantFrom(5, 20);
const which = nat(50);
const act: Arbitrary<Act> = oneof(
  { weight: 4, arbitrary: record({ act: constant('check-in' as const), who, room: nat(3), days }) },
  record({ act: constant('verdict' as const), digest: constantFrom(...digests), days }),
  record({ act: constant('late-verdict' as const), which }),
  record({ act: constant('void' as const), which }),
  record({ act: constant('check-out' as const), which, left: constantFrom('2026-11-03', null), days }),
  record({ act: constant('party' as const), which, again: boolean() }),
  record({ act: constant('withdrawal' as const), which, days }),
  record({ act: constant('erase' as const), who }),
  record({ act: constant('retention' as const), days: constantFrom(6, 21) }),
);

/** The desk of one sequence, with the ids of what was recorded at it. */
class Desk {
  readonly checkIns: string[] = [];
  readonly verdicts: string[] = [];
  readonly parties: string[] = [];

  constructor(private readonly journal: Journal) {}

  /** Does one thing; what a journal refuses (a second void, a departure of nobody) leaves nothing and is no matter here. */
  async take(act: Act): Promise<void> {
    try {
      await this.#take(act);
    } catch (thrown) {
      if (!(thrown instanceof VestibuleError) || thrown.code === 'journal-damaged') throw thrown;
    }
  }

  async #take(act: Act): Promise<void> {
    const { journal, checkIns, verdicts } = this;
    if (act.act === 'check-in') {
      const options = { about: chosen(verdicts, act.room) ?? null, retention: kept(act.days) };
      checkIns.push(checkIn(journal, people[act.who], { room: `10${act.room}` }, options).entry);
    } else if (act.act === 'verdict') {
      const options = { retention: kept(act.days) };
      verdicts.push(journal.append('verdict', verdictBody(act.digest), options).entry);
    } else if (act.act === 'late-verdict') {
      const body = {
        verdict: randomUUID(),
        outcome: 'verified' as const,
        claims: people.lin,
        answer: 'a.b.c',
      };
      const about = chosen(verdicts, act.which) ?? null;
      journal.append('late-verdict', body, { about, retention: stayRetention });
    } else if (act.act === 'void') {
      voidOf(journal, chosen(checkIns, act.which) ?? randomUUID());
    } else if (act.act === 'check-out') {
      const about = chosen(checkIns, act.which) ?? null;
      journal.append('check-out', { left: act.left, operator }, { about, retention: kept(act.days) });
    } else if (act.act === 'party') {
      this.#party(act);
    } else if (act.act === 'withdrawal') {
      const body = { purpose: 'bank.verify-customer', text, answer: 'withdrawn', shownBy, operator } as const;
      const about = chosen(checkIns, act.which) ?? null;
      journal.append('consent', body, { about, retention: kept(act.days) });
    } else if (act.act === 'erase') {
      journal.retention.erase(journal.retention.personEntries(people[act.who].documentNumber), operator);
    } else {
      await journal.retention.apply(new Date(Date.parse('2026-11-02T14:00:00Z') + act.days * 86_400_000));
    }
  }

  #party({ which, again }: { which: number; again: boolean }): void {
    const head = chosen(this.checkIns, which);
    const other = chosen(this.checkIns, which + 1);
    if (head === undefined || other === undefined) return;
    const party = (again ? chosen(this.parties, which) : undefined) ?? randomUUID();
    const members = [{ checkIn: other, relationship: 'friend' as const }];
    const body = { party, purpose: 'hotel.check-in', head, members, minors: [], operator };
    this.journal.append('party', body, { about: head, retention: stayRetention });
    this.parties.push(party);
  }

  /** Everything that a screen or a command can ask of what is derived. */
  answers() {
    const { guests } = this.journal;
    const at = new Date('2026-11-02T14:00:00Z');
    const page = (search: string, day?: string) =>
      guests.page({ search, filter: 'all', offset: 0, limit: 200, ...(day && { day }) }, at);
    const stay = { arrival: '2026-11-02', departure: '2026-11-04' };
    return {
      today: guests.today(at),
      day: page('', '2026-11-02'),
      history: guests.history({ filter: 'all', offset: 0, limit: 200 }),
      searches: ['xiaoyan', 'okafor', '4471', '102', 'nobody'].map((search) => page(search)),
      duplicates: names.map((name) => guests.duplicatesOf(people[name], stay)),
      guests: this.checkIns.map((entry) => guests.one(entry)),
      withdrawals: this.checkIns.map((entry) => this.journal.withdrawal(entry)),
      parties: this.parties.map((party) => this.journal.party(party)),
      shownBefore: digests.map((digest) => this.journal.shownBefore(digest)),
    };
  }
}

const kept = (count: number) => ({ class: 'hotel', days: count });
const chosen = (ids: readonly string[], which: number) => ids[which % Math.max(1, ids.length)];

test('Given any sequence of arrivals, parties, departures, voids, late answers and erasures, when the projections are rebuilt, then they say what they said', async () => {
  await assert(
    asyncProperty(array(act, { maxLength: 40 }), async (acts) => {
      const bench = journalBench();
      const journal = bench.begun();
      const desk = new Desk(journal);
      for (const each of acts) await desk.take(each);
      const live = desk.answers();
      expect(journal.rebuild()).toBe(journal.head().entries);
      expect(desk.answers()).toEqual(live);
      bench.close(journal);
    }),
    { numRuns: RUNS, seed: 20261102 },
  );
});
