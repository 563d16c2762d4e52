import { useEffect, useState } from 'react';
import type { Guest } from '../../shared/contract/guest';
import { useTerminal, useView } from '../terminal';

/** The guest of this check-in as it stands now; null while it is looked up, and where there is none. */
export function useGuest(entry: string | null): Guest | null {
  const { client } = useTerminal();
  const { changes } = useView();
  const [found, setFound] = useState<{ guest: Guest | null; changes: number } | null>(null);
  useEffect(() => {
    if (entry === null) return;
    let outdated = false;
    const look = async () => {
      const answer = await client.call('guests.one', { entry }).catch(() => null);
      if (answer && !outdated) setFound({ guest: answer.guest, changes });
    };
    void look();
    return () => {
      outdated = true;
    };
  }, [client, entry, changes]);
  return found?.guest?.entry === entry ? found.guest : null;
}
