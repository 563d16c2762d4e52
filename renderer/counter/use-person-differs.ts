import { useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Verdict } from '../../shared/domain/verdict';
import { useTerminal } from '../terminal';
import { useCounter } from './counter-context';

/** For the clerk to say that the person is not the one of a document. While that is written whatever is read waits. */
export function usePersonDiffers(onRefused: (refused: Verdict) => void): {
  differ(verdict: string): void;
  fault: ErrorCode | null;
} {
  const { client } = useTerminal();
  const { dispatch } = useCounter();
  const [fault, setFault] = useState<ErrorCode | null>(null);
  const differ = (verdict: string) => {
    dispatch({ type: 'held' });
    client
      .call('person-differs', { verdict })
      .then(onRefused, (thrown: unknown) => setFault(reportOf(thrown).code))
      .finally(() => dispatch({ type: 'released' }));
  };
  return { differ, fault };
}
