// npm test [-- --project NAME… FILTER…]: everything that is checked; the last line is the count.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bringBack } from './setup/bring-back.mjs';
import { buildIfStale } from './setup/build.mjs';
import { checkout, toolPath } from './setup/checkout.mjs';
import { ask, show } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { script, Stop } from './setup/stop.mjs';
import { countLine, sum } from './test/count.mjs';
import { selectTests } from './test/selection.mjs';
import { runVitest } from './test/vitest.mjs';

const env = { ...process.env, PATH: toolPath };
const passedStep = { passed: 1, failed: 0, skipped: 0, failures: [] };
/** @param {string} name */
const failedStep = (name) => ({ passed: 0, failed: 1, skipped: 0, failures: [name] });

await script(async () => {
  const selection = selectTests(process.argv.slice(2));
  const runtime = await prepare({ tests: true });
  // The build begins with it; tests of single parts need no build, and the protocol all the same.
  if (!selection.build) await show('npm', ['run', '--silent', 'generate'], { env });
  const built = !selection.build || (await works(() => buildIfStale(runtime)));
  /** @type {import('./test/count.mjs').Count[]} */
  const counts = built ? [] : [failedStep('build')];
  if (selection.everything) counts.push(...(await checkSources()));
  if (selection.here.length > 0) counts.push(await testHere(selection.here, selection));
  if (selection.onElectron.length > 0) {
    counts.push(await testHere(selection.onElectron, selection, asNode(runtime)));
  }
  if (selection.inElectron.length > 0) {
    if (!built) console.log('\nThe tests in Electron were not run: there is no build.');
    else if (!(await works(async () => void counts.push(await testInElectron(selection, runtime))))) {
      counts.push(failedStep('the tests in Electron did not run'));
    }
  }
  const total = sum(counts);
  // Once more at the end: they were said minutes ago, thousands of lines above.
  if (total.failed > 0) console.log(`\nFailed:\n${total.failures.map((name) => `  ${name}`).join('\n')}`);
  console.log(`\n${countLine(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/**
 * @param {() => Promise<void>} step
 * @returns {Promise<boolean>} whether it went through; a Stop is told in words and the rest goes on
 */
async function works(step) {
  try {
    await step();
    return true;
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    console.error(`\n${problem.message}`);
    return false;
  }
}

/** All at once, for each keeps one processor busy; what each says is shown when it is over. */
function checkSources() {
  return Promise.all(
    ['typecheck', 'lint', 'format:check'].map(async (name) => {
      const { status, output } = await ask('npm', ['run', '--silent', name], { env });
      console.log(`\n— ${name}\n${output.trimEnd()}`);
      return status === 0 ? passedStep : failedStep(name);
    }),
  );
}

/**
 * @param {readonly string[]} projects
 * @param {import('./test/selection.mjs').Selection} selection
 * @param {(command: string, args: readonly string[]) => Promise<number>} [run]
 */
async function testHere(
  projects,
  { filters, everything },
  run = (command, args) => show(command, args, { env }),
) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vestibule-'));
  try {
    const wanted = {
      projects,
      filters,
      mayBeEmpty: !everything,
      report: path.join(folder, 'report.json'),
    };
    return await runVitest(wanted, run);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Electron as Node: no windows and no display, but its own BoringSSL.
 * @param {import('./setup/electron-runtime.mjs').Runtime} runtime
 * @returns {(command: string, args: readonly string[]) => Promise<number>}
 */
function asNode(runtime) {
  const vitest = path.join(checkout, 'node_modules', 'vitest', 'vitest.mjs');
  const environment = { ...env, ...runtime.environment, ELECTRON_RUN_AS_NODE: '1' };
  return (_, args) => {
    console.log(`\n— on ${runtime.label}, as Node`);
    return show(runtime.executable, [vitest, ...args], { env: environment });
  };
}

/**
 * @param {import('./test/selection.mjs').Selection} selection
 * @param {import('./setup/electron-runtime.mjs').Runtime} runtime
 */
function testInElectron({ inElectron, filters, everything }, runtime) {
  return inSandbox(runtime, async (sandbox) => {
    const report = path.join(sandbox.scratch, 'report.json');
    const count = await runVitest(
      { projects: inElectron, filters, mayBeEmpty: !everything, report },
      sandbox.run,
    );
    await bringBack(sandbox.out, path.join(checkout, 'test-results'));
    return count;
  });
}
