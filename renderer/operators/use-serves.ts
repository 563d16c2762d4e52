import { useEffect } from 'react';
import { useTerminal } from '../terminal';

/** Tells the terminal whether this window serves somebody or has something half done: nobody is asked for a PIN meanwhile. */
export function useServes(serves: boolean): void {
  const { client } = useTerminal();
  useEffect(() => {
    void client.call('activity', { serves }).catch(() => undefined);
  }, [client, serves]);
}
