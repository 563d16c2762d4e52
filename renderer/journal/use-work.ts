import { useEffect, useState } from 'react';
import type { JournalWork } from '../../shared/contract/journal-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { useTerminal } from '../terminal';

const LOOK_MILLISECONDS = 200;

/** Follows a long piece of work to its end. `begin` starts it and answers its id, or nothing if it was given up. */
export function useWork() {
  const { client } = useTerminal();
  const [id, setId] = useState<string | null>(null);
  const [work, setWork] = useState<JournalWork | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);

  useEffect(() => {
    if (id === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const now = await client.call('journal.work', { work: id });
        if (over) return;
        setWork(now);
        if (now.state === 'running') timer = setTimeout(() => void look(), LOOK_MILLISECONDS);
        else if (now.error) setProblem(now.error.code);
      } catch (thrown) {
        if (!over) setProblem(reportOf(thrown).code);
      }
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, id]);

  const begin = async (start: () => Promise<{ work: string } | undefined>) => {
    try {
      const started = await start();
      if (!started) return;
      setProblem(null);
      setWork(null);
      setId(started.work);
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  const cancel = () => {
    if (id !== null) void client.call('journal.cancel', { work: id });
  };
  const dismiss = () => {
    setId(null);
    setWork(null);
    setProblem(null);
  };
  return { work, problem, begin, cancel, dismiss };
}
