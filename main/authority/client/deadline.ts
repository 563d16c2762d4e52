/**
 * Runs `work` with a signal that aborts after `milliseconds`, or when `outer` does. The reason of the
 * abort is a `TimeoutError` in the first case and the outer one's in the second.
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const abort = (): void => {
    deadline.abort(outer?.reason);
  };
  const timer = setTimeout(() => {
    deadline.abort(new DOMException('The time is over.', 'TimeoutError'));
  }, milliseconds);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}
