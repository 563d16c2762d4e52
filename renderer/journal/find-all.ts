import type { JournalSearch } from '../../shared/contract/journal-calls';
import type { Client } from '../terminal';

/**
 * Looks through the journal from a place down to another (which is left out), slice after slice, and tells after each
 * what has been found so far, newest first, and below which place nothing was looked at yet. Ends when `signal` aborts.
 */
export async function findAll(
  client: Pick<Client, 'call'>,
  { search, from, to, signal }: { search: JournalSearch; from: number; to: number; signal: AbortSignal },
  onSlice: (positions: readonly number[], below: number) => void,
): Promise<void> {
  const positions: number[] = [];
  let below = from + 1;
  while (below > to + 1 && !signal.aborted) {
    const slice = await client.call('journal.find', { search, below });
    if (signal.aborted) return;
    positions.push(...slice.positions);
    below = slice.next ?? 1;
    onSlice(positions, below);
  }
}
