import type { Entries } from './entries';
import { damaged } from './journal-error';

/** One terminal's entries of one epoch: they stand in one piece, numbered from 1. */
export interface Chain {
  readonly terminal: string;
  readonly epoch: number;
  /** Where its first entry stands. */
  readonly first: number;
  /** The sequence number of its newest entry. */
  readonly last: number;
}

/** Every chain of the journal, oldest first. Reads one entry a chain. Throws journal-damaged. */
export function chainsOf(entries: Pick<Entries, 'newest' | 'at'>): Chain[] {
  const chains: Chain[] = [];
  for (let end = entries.newest(); end;) {
    const { terminal, epoch, seq } = end.header;
    const first = end.position - seq + 1;
    if (first < 1) throw damaged();
    chains.unshift({ terminal, epoch, first, last: seq });
    end = entries.at(first - 1);
  }
  return chains;
}
