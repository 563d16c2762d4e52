import type { WedgeOutcome, WedgeTyping } from '../../shared/framing';

/** What a scanner typed while somebody tries it out. */
export interface TypedRead {
  readonly outcome: WedgeOutcome;
  readonly typing: WedgeTyping;
}

type Taker = (read: TypedRead) => void;

let taker: Taker | null = null;

/** From now on what scanners type comes here instead of to the desk; the answer ends it. */
export function takeTypedReads(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = null;
  };
}

/** Whether somebody tries a scanner out and has taken this read. */
export function offerTypedRead(read: TypedRead): boolean {
  taker?.(read);
  return taker !== null;
}
