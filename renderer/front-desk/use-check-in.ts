import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { EarlierStay, PartyForm } from '../../shared/domain/party-form';
import { dayOf, useFirstFault } from '../components';
import { type Party, unmatched, useCounter } from '../counter';
import { useApproval } from '../operators';
import { useTerminal } from '../terminal';
import { type MemberDraft, type MemberDrafts, type MemberFaults, checkedMembers } from './party-draft';
import { useAsked } from './use-asked';
import { type StayDraft, type StayFaults, checkedStay, newStay } from './stay';

interface Places {
  room: RefObject<HTMLInputElement | null>;
  record: RefObject<HTMLButtonElement | null>;
  whole: RefObject<HTMLFormElement | null>;
}

/** What the clerk has entered for a party, what is wrong with it, and how it is recorded. The focus goes to `places`. */
export function useCheckIn(party: Party, { room, record, whole }: Places) {
  const [stay, setStay] = useState(() => newStay(dayOf(new Date())));
  const [stayFaults, setStayFaults] = useState<StayFaults>({});
  const [drafts, setDrafts] = useState<MemberDrafts>({});
  const [memberFaults, setMemberFaults] = useState<Readonly<Record<string, MemberFaults>>>({});
  const { recording, problem, earlier, send, forgetEarlier } = useRecording();
  useEffect(() => room.current?.focus(), [room]);
  const asked = useAsked(party, drafts, stay);
  const [refusals, setRefusals] = useState(0);
  useFirstFault(whole, refusals);

  const ask = (despite: readonly string[]) => {
    const checked = checkedStay(stay);
    const people = checkedMembers(party, drafts);
    setStayFaults('faults' in checked ? checked.faults : {});
    setMemberFaults('faults' in people ? people.faults : {});
    const isAnswered = asked.check();
    if ('stay' in checked && 'members' in people && isAnswered)
      void send({
        stay: checked.stay,
        members: asked.withFacts(people.members),
        despite: [...despite],
        ...(asked.later && { reportLater: true }),
      });
    else setRefusals((before) => before + 1);
  };
  return {
    stay,
    stayFaults,
    drafts,
    memberFaults,
    asked,
    recording,
    problem,
    earlier,
    forgetEarlier,
    submit: (event: FormEvent) => {
      event.preventDefault();
      ask([]);
    },
    recordDespite: () => ask((earlier ?? []).map(({ entry }) => entry)),
    changeStay: (change: Partial<StayDraft>) => {
      setStay((before) => ({ ...before, ...change }));
      setStayFaults({});
    },
    changeMember: (verdict: string, change: Partial<MemberDraft>) => {
      setDrafts((before) => ({ ...before, [verdict]: { ...before[verdict], ...change } }));
      const entered = Object.keys(change);
      setMemberFaults((before) => ({ ...before, [verdict]: withoutFaults(before[verdict], entered) }));
    },
    /** Where a person goes on once somebody has been compared. */
    afterMatch: (verdict: string) => {
      setMemberFaults((before) => ({ ...before, [verdict]: {} }));
      const waits = unmatched(party);
      if (waits && waits.verdict.id !== verdict) return;
      (stay.room.trim() === '' ? room : record).current?.focus();
    },
  };
}

/** Asks for earlier stays, then records. A second submit before the answer is the same one; a scan meanwhile waits. */
function useRecording() {
  const { client } = useTerminal();
  const withApproval = useApproval();
  const { dispatch } = useCounter();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [recording, setRecording] = useState(false);
  const [earlier, setEarlier] = useState<readonly EarlierStay[] | null>(null);
  // State shows it, this decides it: two submits can come before the next render.
  const sent = useRef(false);
  const send = async (form: PartyForm) => {
    if (sent.current) return;
    sent.current = true;
    setProblem(null);
    setRecording(true);
    dispatch({ type: 'held' });
    try {
      const answer = await withApproval((approval) =>
        client.call('party.check-in', { ...form, ...(approval && { approval }) }),
      );
      if ('recorded' in answer) {
        dispatch({ type: 'recorded', stay: form.stay, recorded: answer.recorded, at: new Date() });
        return;
      }
      setEarlier(answer.earlier);
    } catch (thrown) {
      setEarlier(null);
      setProblem(reportOf(thrown).code);
    } finally {
      sent.current = false;
      setRecording(false);
      dispatch({ type: 'released' });
    }
  };
  return { problem, recording, earlier, send, forgetEarlier: () => setEarlier(null) };
}

/** The faults that are left once these fields have been entered anew. */
function withoutFaults(faults: MemberFaults | undefined, entered: readonly string[]): MemberFaults {
  return Object.fromEntries(Object.entries(faults ?? {}).filter(([field]) => !entered.includes(field)));
}
