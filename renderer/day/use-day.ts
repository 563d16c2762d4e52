import { useEffect, useState } from 'react';
import type { Day } from '../../shared/contract/day-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal, useView } from '../terminal';

/** A burst of check-ins draws the pictures once. */
const GATHER_MS = 700;
/** Hours begin and midnight passes without anything happening. */
const LOOK_EVERY_MS = 30_000;

/** The figures of a day, today's for null: read anew as things happen. What was shown last stays until then. */
export function useDay(chosen: string | null): { day: Day | null; problem: ErrorCode | null } {
  const { client } = useTerminal();
  const { changes } = useView();
  const [day, setDay] = useState<Day | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setLooks((before) => before + 1), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    let current = true;
    const look = async () => {
      try {
        const read = await client.call('day.read', chosen === null ? {} : { day: chosen });
        if (!current) return;
        setDay(read);
        setProblem(null);
      } catch (thrown) {
        if (current) setProblem(reportOf(thrown).code);
      }
    };
    const timer = setTimeout(() => void look(), day === null || isOther(day, chosen) ? 0 : GATHER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // What is shown already decides only how soon it is read again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, chosen, changes, looks]);
  return { day, problem };
}

/** Whether a person turned to a day that is not on the screen yet. */
function isOther(shown: Day, chosen: string | null): boolean {
  return chosen !== null && shown.day !== chosen;
}
