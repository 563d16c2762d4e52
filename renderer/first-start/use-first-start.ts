import { useEffect, useState } from 'react';
import type { InstallationMode } from '../../shared/contract/installation-calls';
import { useTerminal, useView } from '../terminal';

/** Whether the first-start page is to be shown in place of the counter; once it is, it stays until it is done. */
export function useFirstStart(): { shown: boolean; enrolling: boolean; done(): void } {
  const { client } = useTerminal();
  const { state } = useView();
  const [mode, setMode] = useState<InstallationMode | null>(null);
  const [begun, setBegun] = useState(false);
  const problem = state?.journal.problem?.code;
  // What a start finds can differ from what the machine was: a live one whose enrolment is gone.
  useEffect(() => {
    let current = true;
    const hear = (read: { mode: InstallationMode }) => {
      if (current) setMode(read.mode);
    };
    client.call('installation.read', {}).then(hear, () => undefined);
    return () => void (current = false);
  }, [client, problem]);
  const needed = mode === 'new' || (mode === 'live' && problem === 'not-enrolled');
  if (needed && !begun) setBegun(true);
  const done = () => {
    const hear = (read: { mode: InstallationMode }) => {
      setMode(read.mode);
      setBegun(false);
    };
    client.call('installation.read', {}).then(hear, () => undefined);
  };
  return { shown: needed || begun, enrolling: mode === 'live', done };
}
