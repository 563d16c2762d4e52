import { useEffect, useState } from 'react';
import type { Reply, Request } from '../../shared/contract/calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { MAX_PRESENTATION_TEXT } from '../../shared/domain/presentation';
import { useTerminal, useView } from '../terminal';

/** How long a reader's fault stays on the screen. */
const PROBLEM_MILLISECONDS = 20_000;

/** What a reader of this window read, or why it could not. */
export type Read = Request<'present'> | { problem: ErrorCode };
export type Present = (read: Read) => Promise<void>;

/** Presents what readers of this window read; longer texts are cut so that the terminal refuses them. */
export function usePresenter(onVerdict: (verdict: Reply<'present'>) => void) {
  const { client, store } = useTerminal();
  const { readerProblem } = useView();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => setProblem(readerProblem?.code ?? null), [readerProblem]);
  useEffect(() => {
    if (!problem) return;
    const timer = setTimeout(() => setProblem(null), PROBLEM_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [problem]);

  const present: Present = async (read) => {
    if ('problem' in read) return setProblem(read.problem);
    setProblem(null);
    store.setReading(true);
    try {
      const text = read.text?.slice(0, MAX_PRESENTATION_TEXT + 1);
      onVerdict(await client.call('present', { ...read, text }));
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    } finally {
      store.setReading(false);
    }
  };
  return { present, problem, forgetProblem: () => setProblem(null) };
}
