import { useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Verdict } from '../../shared/domain/verdict';
import { useTerminal } from '../terminal';
import { useCounter } from './counter-context';

/** For the clerk to say that the person is not the one of a document. While that is written whatever is read waits. */
export function usePersonDiffers(
  verdict: string,
  onRefused: (refused: Verdict) => void,
): {
  differ(): void;
  fault: ErrorCode | null;
} {
  const { client } = useTerminal();
  const { dispatch } = useCounter();
  const [fault, setFault] = useState<{ of: string; code: ErrorCode } | null>(null);
  const differ = () => {
    dispatch({ type: 'held' });
    client
      .call('person-differs', { verdict })
      .then(onRefused, (thrown: unknown) => setFault({ of: verdict, code: reportOf(thrown).code }))
      .finally(() => dispatch({ type: 'released' }));
  };
  // What went wrong with another document is not told beside this one.
  return { differ, fault: fault?.of === verdict ? fault.code : null };
}
