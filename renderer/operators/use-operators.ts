import { useEffect, useEffectEvent, useState } from 'react';
import type { OperatorStanding } from '../../shared/contract/operator-calls';
import { useTerminal } from '../terminal';

/** The operators of this terminal; asked for again by `again`, and while somebody has to wait. Null until they are known. */
export function useOperators(): { operators: readonly OperatorStanding[] | null; again(): void } {
  const { client } = useTerminal();
  const [answer, setAnswer] = useState<{ operators: readonly OperatorStanding[] } | null>(null);
  const again = () => void client.call('operators.list', {}).then(setAnswer, () => undefined);
  const askAgain = useEffectEvent(again);
  useEffect(() => {
    client.call('operators.list', {}).then(setAnswer, () => undefined);
  }, [client]);
  const waits = answer?.operators.some(({ waitSeconds }) => waitSeconds > 0) ?? false;
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => askAgain(), 1_000);
    return () => clearInterval(timer);
  }, [waits]);
  return { operators: answer?.operators ?? null, again };
}
