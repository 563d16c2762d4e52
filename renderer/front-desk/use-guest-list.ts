import { useEffect, useState } from 'react';
import type { Guest, GuestFilter, GuestPage } from '../../shared/contract/guest';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal, useView } from '../terminal';

const PAGE = 50;
/** As many as one call gives. */
const MOST = 200;
/** Changes that come close together are looked up once. */
const PATIENCE_MILLISECONDS = 150;

interface ListQuery {
  day: string | undefined;
  search: string;
  filter: GuestFilter;
}

/** A list of guests that keeps itself up to date and grows by pages. `guests` is null until the first answer. */
export function useGuestList({ day, search, filter }: ListQuery) {
  const { client } = useTerminal();
  const { changes } = useView();
  const key = JSON.stringify([day, search, filter]);
  const [grown, setGrown] = useState({ key, wanted: PAGE });
  const wanted = grown.key === key ? grown.wanted : PAGE;
  const [found, setFound] = useState<{
    guests: Guest[];
    counts: GuestPage['counts'];
    changes: number;
  } | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let outdated = false;
    const look = async () => {
      try {
        const guests: Guest[] = [];
        let counts: GuestPage['counts'] | null = null;
        while (counts === null || guests.length < Math.min(wanted, counts[filter])) {
          const limit = Math.min(MOST, wanted - guests.length);
          const page = await client.call('guests.page', {
            day,
            search,
            filter,
            offset: guests.length,
            limit,
          });
          counts = page.counts;
          guests.push(...page.guests);
          if (outdated || page.guests.length === 0) break;
        }
        if (outdated) return;
        setFound({ guests, counts, changes });
        setProblem(null);
      } catch (thrown) {
        if (!outdated) setProblem(reportOf(thrown).code);
      }
    };
    const timer = setTimeout(() => void look(), PATIENCE_MILLISECONDS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [client, day, search, filter, wanted, changes]);
  const more = () => setGrown({ key, wanted: wanted + PAGE });
  return { guests: found?.guests ?? null, counts: found?.counts ?? null, problem, more };
}
