import { type Dispatch, useEffect } from 'react';
import { useTerminal } from '../../terminal';
import type { CounterEvent } from '../counter';

/** Follows where the terminal is with the chip of a document. */
export function useChip(dispatch: Dispatch<CounterEvent>): void {
  const { client } = useTerminal();
  useEffect(() => {
    let told = false;
    const silence = client.listen((message) => {
      if (message.event === 'chip') {
        told = true;
        dispatch({ type: 'chip', chip: message.payload });
      }
      // A reading ends with the terminal; a document that lies there is announced to the next one.
      if (message.event === 'process' && !message.payload.up)
        dispatch({ type: 'chip', chip: { step: 'none' } });
    });
    const ask = async () => {
      const chip = await client.call('chip.read', {}).catch(() => null);
      if (chip && chip.step !== 'none' && !told) dispatch({ type: 'chip', chip });
    };
    void ask();
    return silence;
  }, [client, dispatch]);
}
