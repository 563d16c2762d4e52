import { useEffect, useState } from 'react';
import type { Reply } from '../../shared/contract/calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal } from '../terminal';

/** Lists age and are renewed while one looks. */
const LOOK_EVERY_MS = 10_000;

/** How old each list is by the rules of the selected purpose; null until it is known. */
export function useTrustLists(): { trust: Reply<'trust.lists'> | null; problem: ErrorCode | null } {
  const { client } = useTerminal();
  const [trust, setTrust] = useState<Reply<'trust.lists'> | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let current = true;
    const look = async () => {
      try {
        const read = await client.call('trust.lists', {});
        if (current) setTrust(read);
      } catch (thrown) {
        if (current) setProblem(reportOf(thrown).code);
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client]);
  return { trust, problem };
}
