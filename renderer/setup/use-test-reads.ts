import { useEffect, useState } from 'react';
import type { TestRead } from '../../shared/domain/test-read';
import { useTerminal } from '../terminal';
import { type TypedRead, takeTypedReads } from './typed-reads';

/** How long the terminal holds reads back for this page, and how often it is asked to go on, in seconds. */
const HOLD = 30;
const RENEW = 10;

/** The last read: of a reader that is plugged in, or typed. `count` tells one read from the next. */
export type Tried = { readonly count: number } & (
  { readonly type: 'read'; readonly read: TestRead } | { readonly type: 'typed'; readonly typed: TypedRead }
);

/** While the caller is shown, every read comes here and nowhere else. */
export function useTestReads(): Tried | null {
  const { client } = useTerminal();
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    const hold = (seconds: number) => void client.call('readers.test', { seconds }).catch(() => undefined);
    hold(HOLD);
    const timer = setInterval(() => hold(HOLD), RENEW * 1_000);
    const silence = client.listen((message) => {
      if (message.event !== 'test-read') return;
      setTried((before) => ({ count: (before?.count ?? 0) + 1, type: 'read', read: message.payload }));
    });
    const giveBack = takeTypedReads((typed) =>
      setTried((before) => ({ count: (before?.count ?? 0) + 1, type: 'typed', typed })),
    );
    return () => {
      clearInterval(timer);
      silence();
      giveBack();
      hold(0);
    };
  }, [client]);
  return tried;
}
