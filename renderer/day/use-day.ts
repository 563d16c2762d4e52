import { useEffect, useEffectEvent, useState } from 'react';
import type { Day } from '../../shared/contract/day-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal, useView } from '../terminal';

/** However much happens, the pictures are drawn so often and no oftener. */
const GATHER_MS = 700;
/** Hours begin and midnight passes without anything happening. */
const LOOK_EVERY_MS = 30_000;

/** The figures of a day, today's for null: read anew as things happen. What was shown last stays until then. */
export function useDay(chosen: string | null): { day: Day | null; problem: ErrorCode | null } {
  const { client } = useTerminal();
  const { changes } = useView();
  const [day, setDay] = useState<Day | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const changesNow = useEffectEvent(() => changes);
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known = { changes: -1, at: 0 };
    const look = async () => {
      const next = { changes: changesNow(), at: Date.now() };
      if (next.changes !== known.changes || next.at - known.at > LOOK_EVERY_MS) {
        known = next;
        try {
          const read = await client.call('day.read', chosen === null ? {} : { day: chosen });
          if (current) setDay(read);
          if (current) setProblem(null);
        } catch (thrown) {
          if (current) setProblem(reportOf(thrown).code);
        }
      }
      if (current) timer = setTimeout(() => void look(), GATHER_MS);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, chosen]);
  return { day, problem };
}
