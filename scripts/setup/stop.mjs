/** Something a person has to do or to know first: ends the script with these words and this exit status. */
export class Stop extends Error {
  /**
   * @param {string} message what is wrong, and what to do about it
   * @param {number} [exitStatus] 3, "could not do it", unless told
   */
  constructor(message, exitStatus = 3) {
    super(message);
    this.exitStatus = exitStatus;
  }
}

/**
 * Runs the body of a script. What it resolves to becomes the exit status; a Stop is told in words, and so are arguments
 * that `parseArgs` does not know.
 * @param {() => Promise<number | void>} body
 */
export async function script(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (problem) {
    const stop = wrongUse(problem) ?? problem;
    if (!(stop instanceof Stop)) throw problem;
    console.error(`\n${stop.message}`);
    process.exitCode = stop.exitStatus;
  }
}

/** @param {unknown} problem */
function wrongUse(problem) {
  if (!(problem instanceof Error) || !('code' in problem)) return undefined;
  return String(problem.code).startsWith('ERR_PARSE_ARGS') ? new Stop(problem.message, 2) : undefined;
}
