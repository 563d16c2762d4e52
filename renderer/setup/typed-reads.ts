import { useSyncExternalStore } from 'react';
import type { WedgeOutcome, WedgeTyping } from '../../shared/framing';

/** What a scanner typed while somebody tries it out. */
export interface TypedRead {
  readonly outcome: WedgeOutcome;
  readonly typing: WedgeTyping;
}

type Taker = (read: TypedRead) => void;

let taker: Taker | null = null;
const watchers = new Set<() => void>();

/** From now on what scanners type comes here instead of to the desk; the answer ends it. */
export function takeTypedReads(take: Taker): () => void {
  give(take);
  return () => {
    if (taker === take) give(null);
  };
}

/** Whether somebody tries a scanner out and has taken this read. */
export function offerTypedRead(read: TypedRead): boolean {
  taker?.(read);
  return taker !== null;
}

/** Whether somebody tries a scanner out: then one that lacks its prefix has to be heard too. */
export function useTypedReadsTaken(): boolean {
  return useSyncExternalStore(watch, isTaken);
}

function give(next: Taker | null): void {
  taker = next;
  for (const watcher of watchers) watcher();
}

const isTaken = () => taker !== null;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
