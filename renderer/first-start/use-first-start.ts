import { useEffect, useState } from 'react';
import type { InstallationMode } from '../../shared/contract/installation-calls';
import { useTerminal, useView } from '../terminal';

/** Whether the first-start page is to be shown in place of the counter; once it is, it stays until it is done. */
export function useFirstStart(): { shown: boolean; enrolling: boolean; done(): void } {
  const { client } = useTerminal();
  const { state } = useView();
  const [mode, setMode] = useState<InstallationMode | null>(null);
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    client.call('installation.read', {}).then(
      (read) => setMode(read.mode),
      () => undefined,
    );
    return client.listen((message) => {
      if (message.event === 'installation') setMode(message.payload.mode);
    });
  }, [client]);
  const enrolling = mode === 'live' && state?.journal.problem?.code === 'not-enrolled';
  const needed = mode === 'new' || enrolling;
  if (needed && !begun) setBegun(true);
  const done = () => {
    setBegun(false);
    // An answer may overtake the event that says what the machine is now: until then nothing is known.
    setMode(null);
  };
  return { shown: needed || begun, enrolling, done };
}
