import { useEffect, useMemo, useState } from 'react';
import type { JournalSearch } from '../../shared/contract/journal-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal } from '../terminal';
import { findAll } from './find-all';

/** What is listed: the places of its rows, newest first, and how far the search for them has come. */
export interface Found {
  total: number;
  positionAt(index: number): number;
  /** What part of the journal has been looked through, 0 to 1; 1 when nothing is left. */
  looked: number;
  problem: ErrorCode | null;
}

/** Typing is over when nothing was typed for so long. */
const RESTS_MILLISECONDS = 250;
const nothing: readonly number[] = [];

/** Every entry up to `head`, or those that fit the search; the journal is looked through slice after slice. */
export function useFound(search: JournalSearch, head: number): Found {
  const { client } = useTerminal();
  const all = Object.keys(search).length === 0 || head === 0;
  const [found, setFound] = useState<{
    search: JournalSearch;
    head: number;
    positions: readonly number[];
    looked: number;
    problem: ErrorCode | null;
  } | null>(null);

  useEffect(() => {
    if (all) return;
    const over = new AbortController();
    const look = async () => {
      const asked = { search, head };
      try {
        await findAll(client, { search, from: head, to: 0, signal: over.signal }, (positions, below) => {
          const looked = (head + 1 - below) / head;
          setFound({ ...asked, positions: [...positions], looked, problem: null });
        });
      } catch (thrown) {
        if (!over.signal.aborted)
          setFound({ ...asked, positions: nothing, looked: 1, problem: reportOf(thrown).code });
      }
    };
    const timer = setTimeout(() => void look(), RESTS_MILLISECONDS);
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, [client, search, head, all]);

  return useMemo(() => {
    if (all) return { total: head, positionAt: (index) => head - index, looked: 1, problem: null };
    const current = found?.search === search && found.head === head ? found : null;
    const positions = current?.positions ?? nothing;
    return {
      total: positions.length,
      positionAt: (index) => positions[index] ?? 0,
      looked: current?.looked ?? 0,
      problem: current?.problem ?? null,
    };
  }, [all, head, search, found]);
}
