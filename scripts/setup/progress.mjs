/**
 * Does one long step and says so: what it is when it starts, the seconds while it lasts, and how long it took.
 * @template Result
 * @param {string} what for example "Installing the dependencies"
 * @param {() => Promise<Result>} step
 * @returns {Promise<Result>}
 */
export async function progress(what, step) {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const terminal = process.stdout.isTTY;
  process.stdout.write(terminal ? `… ${what}` : `… ${what}\n`);
  const clock = setInterval(
    () => process.stdout.write(terminal ? `\r… ${what} (${seconds()} s)` : `  ${seconds()} s\n`),
    terminal ? 1_000 : 15_000,
  );
  try {
    const result = await step();
    process.stdout.write(`${terminal ? '\r' : ''}✓ ${what} (${seconds()} s)\n`);
    return result;
  } catch (problem) {
    process.stdout.write(`${terminal ? '\r' : ''}✗ ${what} (${seconds()} s)\n`);
    throw problem;
  } finally {
    clearInterval(clock);
  }
}
