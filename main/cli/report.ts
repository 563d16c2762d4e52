import { reportOf } from '../../shared/domain/error';

/** Exit statuses (CLI). */
export const EXIT = { done: 0, no: 1, usedWrongly: 2, couldNot: 3 } as const;

/** Runs a command; what goes wrong is said in words on standard error, with exit status 3. */
export async function orSay(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const { code, message } = reportOf(thrown);
    console.error(`${code}: ${message}`);
    process.exitCode = EXIT.couldNot;
  }
}
