import type { z } from 'zod';
import { type ErrorCode, reportOf } from '../../shared/domain/error';

/** Exit statuses (CLI). */
export const EXIT = { done: 0, no: 1, usedWrongly: 2, couldNot: 3 } as const;

/**
 * Runs a command, whose answer is its exit status, if it has one of its own. What goes wrong is said in words on
 * standard error: what `no` names is an answer, a wrong line or file is wrong use, anything else could not be done.
 */
export async function orSay(
  work: () => number | void | Promise<number | void>,
  no: readonly ErrorCode[] = [],
): Promise<void> {
  try {
    process.exitCode = (await work()) ?? EXIT.done;
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    process.exitCode = no.includes(code)
      ? EXIT.no
      : code === 'bad-request'
        ? EXIT.usedWrongly
        : EXIT.couldNot;
  }
}

/** Says what is wrong with the options of a command, a line for each. */
export function usedWrongly(error: z.ZodError | undefined): void {
  console.error((error?.issues ?? []).map(({ message }) => message).join('\n'));
  process.exitCode = EXIT.usedWrongly;
}
