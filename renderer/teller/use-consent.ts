import { useEffect, useEffectEvent, useState } from 'react';
import type { Consented } from '../../shared/domain/consent';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal } from '../terminal';

/** Where the question to the customer is: not asked, on their display, or answered. */
export interface ConsentState {
  readonly asked: boolean;
  readonly answer: Consented | null;
  readonly problem: ErrorCode | null;
  /** Puts the text on the customer's display, which is opened where it is not there. */
  show(): void;
  takeBack(): void;
  /** The customer answered the teller, who read the text in this language. */
  record(language: string, agrees: boolean): void;
}

/** Asks the customer about one verdict. What is asked is taken back when the form goes away. */
export function useConsent(verdict: string): ConsentState {
  const { client } = useTerminal();
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<Consented | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const hear = useEffectEvent((about: string, consented: Consented) => {
    if (about !== verdict) return;
    setAsked(false);
    setAnswer(consented);
  });
  useEffect(() => {
    const silence = client.listen((message) => {
      if (message.event === 'consent') hear(message.payload.verdict, message.payload);
    });
    return () => {
      silence();
      void client.call('consent.cancel', {}).catch(() => undefined);
    };
  }, [client]);
  const attempt = async (act: () => Promise<void>) => {
    setProblem(null);
    await act().catch((thrown: unknown) => setProblem(reportOf(thrown).code));
  };
  return {
    asked,
    answer,
    problem,
    show: () =>
      void attempt(async () => {
        await client.call('customer.open', {});
        await client.call('consent.ask', { verdict });
        setAsked(true);
      }),
    takeBack: () =>
      void attempt(async () => {
        await client.call('consent.cancel', {});
        setAsked(false);
      }),
    record: (language, agrees) =>
      void attempt(async () => {
        const given = agrees ? ('given' as const) : ('declined' as const);
        setAnswer(await client.call('consent.record', { verdict, language, answer: given }));
        setAsked(false);
      }),
  };
}
