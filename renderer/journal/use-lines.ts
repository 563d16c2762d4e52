import { useEffect, useRef, useState } from 'react';
import type { JournalLine } from '../../shared/contract/journal-calls';
import { useTerminal, useView } from '../terminal';
import type { Found } from './use-found';

/** So many lines are remembered; beyond that only those on the screen. */
const REMEMBERED = 2_000;

/** The lines of the rows on the screen by their places, as far as they have come; one call is under way at a time. */
export function useLines(found: Found, first: number, count: number): ReadonlyMap<number, JournalLine> {
  const { client } = useTerminal();
  const { changes } = useView();
  const [known, setKnown] = useState<{ lines: ReadonlyMap<number, JournalLine>; changes: number }>({
    lines: new Map(),
    changes: 0,
  });
  const wanted = useRef<readonly number[]>([]);
  const busy = useRef(false);

  useEffect(() => {
    wanted.current = Array.from({ length: count }, (_, index) => found.positionAt(first + index));
    const load = async () => {
      if (busy.current) return;
      busy.current = true;
      try {
        let asked: readonly number[] | null = null;
        while (asked !== wanted.current) {
          asked = wanted.current;
          if (asked.length === 0) continue;
          const come = await client.call('journal.lines', { positions: [...asked] });
          setKnown(({ lines }) => ({
            lines: new Map([
              ...(lines.size > REMEMBERED ? [] : lines),
              ...come.map((line) => [line.position, line] as const),
            ]),
            changes,
          }));
        }
      } catch {
        // The rows stay empty; what is wrong with the journal is said by the state of the terminal.
      } finally {
        busy.current = false;
      }
    };
    void load();
  }, [client, found, first, count, changes]);
  return known.lines;
}
