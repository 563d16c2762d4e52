import { useState } from 'react';
import type { MemberForm } from '../../shared/domain/party-form';
import type { AskedField } from '../../shared/domain/reporting/asked-facts';
import type { ReporterName } from '../../shared/domain/reporting/guest-report';
import { dayOf } from '../components';
import type { Party } from '../counter';
import { useView } from '../terminal';
import { type MemberDrafts, membersOf } from './party-draft';
import { type FactsDraft, askedOf, factsOf, startingDraft } from './report-draft';
import { type StayDraft, checkedStay, newStay } from './stay';

/** What is asked about one person. */
export interface AskedOfOne {
  readonly reporter: ReporterName;
  readonly fields: readonly AskedField[];
  /** Those that the last attempt to record found missing or wrong, and that still are. */
  readonly faults: readonly AskedField[];
  readonly draft: FactsDraft;
}

/** What the purpose's report asks of a party beyond its documents, and whether the clerk leaves it for later. */
export function useAsked(party: Party, drafts: MemberDrafts, stay: StayDraft) {
  const { state } = useView();
  const reporter = state?.purpose.reporting?.asks;
  const [later, setLater] = useState(false);
  const [isTried, setTried] = useState(false);
  const [today] = useState(() => dayOf(new Date()));
  const checked = checkedStay({ ...stay, room: stay.room || '1' });
  const days = 'stay' in checked ? checked.stay : { ...newStay(today), room: '1' };
  const members = membersOf(party, drafts);
  const people = members.map(({ verdict, member, draft }) => ({ verdict, member, draft: draft.facts }));
  const asked = reporter ? askedOf(reporter, people, days) : [];
  const isLacking = !later && asked.some(({ lacking }) => lacking.length > 0);
  return {
    /** Whether anything is asked at all. */
    asks: reporter !== undefined,
    later,
    setLater,
    /** Of the person at this place of the party. */
    of(place: number): AskedOfOne | undefined {
      const [one, person] = [asked[place], people[place]];
      if (!reporter || !one || !person) return undefined;
      const draft = { ...startingDraft(reporter, person.verdict), ...person.draft };
      return { reporter, fields: one.fields, faults: isTried && !later ? one.lacking : [], draft };
    },
    /** Whether it can be recorded; from now on what is missing says so. */
    check(): boolean {
      setTried(true);
      return !isLacking;
    },
    /** The members with what was entered about each. */
    withFacts(all: readonly MemberForm[]): MemberForm[] {
      if (!reporter) return [...all];
      return all.map((member, place) => {
        const person = people[place];
        if (!person) return member;
        return {
          ...member,
          facts: factsOf({ ...startingDraft(reporter, person.verdict), ...person.draft }),
        };
      });
    },
  };
}
