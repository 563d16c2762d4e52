import type { Reply, Request } from '../../shared/contract/calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { MAX_PRESENTATION_TEXT } from '../../shared/domain/presentation';
import { useTerminal } from '../terminal';

/** What a reader of this window read, or why it could not. */
export type Read = Request<'present'> | { reader: Request<'present'>['reader']; problem: ErrorCode };
export type Present = (read: Read) => Promise<void>;

/** Presents what readers of this window read; longer texts are cut so that the terminal refuses them. */
export function usePresenter(onVerdict: (verdict: Reply<'present'>) => void): Present {
  const { client, store } = useTerminal();
  return async (read) => {
    const { reader } = read;
    if ('problem' in read) return store.setReaderProblem({ reader, code: read.problem });
    store.setReaderProblem(null);
    store.setReading(true);
    try {
      onVerdict(
        await client.call('present', { ...read, text: read.text?.slice(0, MAX_PRESENTATION_TEXT + 1) }),
      );
    } catch (thrown) {
      store.setReaderProblem({ reader, code: reportOf(thrown).code });
    } finally {
      store.setReading(false);
    }
  };
}
