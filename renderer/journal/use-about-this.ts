import { useEffect, useState } from 'react';
import { JOURNAL_LINES, type JournalDetails, type JournalLine } from '../../shared/contract/journal-calls';
import { useTerminal, useView } from '../terminal';
import { findAll } from './find-all';

/** What is said later about an entry: its check-in, a void, a late answer, a look. It grows while the journal is looked through. */
export function useAboutThis({ id, position }: JournalDetails): readonly JournalLine[] {
  const { client } = useTerminal();
  const { state } = useView();
  const head = state?.journal.entries ?? 0;
  const [found, setFound] = useState<{ id: string; lines: readonly JournalLine[] }>({ id, lines: [] });
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    const show = async (positions: readonly number[]) => {
      const lines = await client.call('journal.lines', { positions: positions.slice(0, JOURNAL_LINES) });
      if (!signal.aborted) setFound({ id, lines });
    };
    // Nothing is about an entry that stands behind it; what is wrong with the journal is said where the entry is shown.
    findAll(client, { search: { about: id }, from: head, to: position, signal }, (positions) => {
      if (positions.length > 0) void show(positions).catch(() => undefined);
    }).catch(() => undefined);
    return () => over.abort();
  }, [client, id, position, head]);
  return found.id === id ? found.lines : [];
}
