import { AuthorityFailure } from '../authority/client/authority-failure';

/** Whether the authority is there and said no. */
export function isRefused(thrown: unknown): boolean {
  return thrown instanceof AuthorityFailure && thrown.code === 'authority-refused';
}

/** Whether it lacks what comes before: it has been restored from a backup, or an acknowledgement was not its own. */
export function isGap(thrown: unknown): boolean {
  return thrown instanceof AuthorityFailure && thrown.problem === 'sequence-gap';
}

/** Milliseconds for which it asked to be left alone. */
export function retryAfterOf(thrown: unknown): number | undefined {
  return thrown instanceof AuthorityFailure ? thrown.retryAfter : undefined;
}
