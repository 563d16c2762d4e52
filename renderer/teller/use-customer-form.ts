import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { TellerTerms } from '../../shared/contract/teller-calls';
import type { ClaimForm, CustomerForm } from '../../shared/domain/check-in';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Verdict } from '../../shared/domain/verdict';
import { useFirstFault } from '../components';
import { type CustomerFormName, useCounter } from '../counter';
import { useApproval } from '../operators';
import { useTerminal } from '../terminal';
import {
  type CustomerDraft,
  type CustomerFaults,
  checkedClaim,
  checkedCustomer,
  newCustomer,
} from './customer-draft';
import { useConsent } from './use-consent';

/** The grounds and the text of a purpose; null until the terminal has said them. */
export function useTerms(purpose: string): TellerTerms | null {
  const { client } = useTerminal();
  const [terms, setTerms] = useState<TellerTerms | null>(null);
  useEffect(() => {
    let left = false;
    const ask = async () => {
      const found = await client.call('teller.terms', { purpose });
      if (!left) setTerms(found);
    };
    // Without an answer the form does not open; the terminal is restarting, and the banner says so.
    void ask().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [client, purpose]);
  return terms;
}

/** What the teller has entered for a customer, what is wrong with it, and how it is recorded. */
export function useCustomerForm(
  verdict: Verdict,
  form: CustomerFormName,
  terms: TellerTerms,
  whole: RefObject<HTMLFormElement | null>,
) {
  const [draft, setDraft] = useState(() => newCustomer(terms.legalBases[0] ?? 'legal-obligation'));
  const [faults, setFaults] = useState<CustomerFaults>({});
  const consent = useConsent(verdict.id);
  const { recording, problem, send } = useRecording(verdict);
  const [refusals, setRefusals] = useState(0);
  useFirstFault(whole, refusals);
  return {
    draft,
    // Whoever has answered meanwhile is no fault any more.
    faults: consent.answer?.answer === 'given' ? { ...faults, consent: undefined } : faults,
    consent,
    recording,
    problem,
    change: (change: Partial<CustomerDraft>) => {
      setDraft((before) => ({ ...before, ...change }));
      setFaults({});
    },
    submit: (event: FormEvent) => {
      event.preventDefault();
      const checked = form === 'customer' ? checkedCustomer(draft, consent.answer) : checkedClaim(draft);
      if ('form' in checked) return void send(checked.form);
      setFaults(checked.faults);
      setRefusals((before) => before + 1);
    },
  };
}

/** Records, asking a second person where the terminal says so. A second submit before the answer is the same one; a scan meanwhile waits. */
function useRecording({ id, purpose }: Verdict) {
  const { client } = useTerminal();
  const withApproval = useApproval();
  const { dispatch } = useCounter();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [recording, setRecording] = useState(false);
  // State shows it, this decides it: two submits can come before the next render.
  const sent = useRef(false);
  const send = async (form: CustomerForm | ClaimForm) => {
    if (sent.current) return;
    sent.current = true;
    setProblem(null);
    setRecording(true);
    dispatch({ type: 'held' });
    try {
      const recorded = await withApproval((approval) =>
        client.call('check-in', { verdict: id, purpose, form: { ...form }, ...(approval && { approval }) }),
      );
      dispatch({ type: 'customer-recorded', form, recorded, at: new Date() });
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    } finally {
      sent.current = false;
      setRecording(false);
      dispatch({ type: 'released' });
    }
  };
  return { problem, recording, send };
}
