import { useEffect, useState } from 'react';
import type { TrustedKey } from '../../shared/contract/trust-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal } from '../terminal';

/** How many rows one question brings. */
const PAGE = 50;
/** A scroll or a typing that goes on is waited for. */
const PATIENCE_MILLISECONDS = 60;

interface Known {
  readonly search: string;
  /** Null until the first answer. */
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly TrustedKey[]>;
  readonly problem: ErrorCode | null;
}

const nothing: Known = { search: '', total: null, pages: new Map(), problem: null };

/** The keys that a search finds, of which only those in view are asked for: `want` names them. */
export function useTrustedKeys(search: string) {
  const { client } = useTerminal();
  const [known, setKnown] = useState(nothing);
  const [wanted, setWanted] = useState({ first: 0, end: 1 });
  useEffect(() => {
    const isSame = known.search === search;
    const from = isSame ? Math.floor(wanted.first / PAGE) : 0;
    const to = isSame ? Math.floor(Math.max(wanted.first, wanted.end - 1) / PAGE) : 0;
    const places = Array.from({ length: to - from + 1 }, (_, place) => from + place);
    const page = places.find((place) => !isSame || !known.pages.has(place));
    if (page === undefined || (isSame && known.problem !== null)) return;
    let current = true;
    const ask = async () => {
      try {
        const { total, keys } = await client.call('trust.keys', { search, offset: page * PAGE, limit: PAGE });
        const pages = new Map([...(isSame ? known.pages : []), [page, keys] as const]);
        if (current) setKnown({ search, total, pages, problem: null });
      } catch (thrown) {
        if (current) setKnown({ ...known, search, problem: reportOf(thrown).code });
      }
    };
    const timer = setTimeout(() => void ask(), PATIENCE_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, search, known, wanted]);
  return {
    total: known.total,
    problem: known.problem,
    keyAt: (index: number) => known.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    want: setWanted,
  };
}
