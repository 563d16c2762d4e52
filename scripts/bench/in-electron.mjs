import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout } from '../setup/checkout.mjs';
import { ask } from '../setup/command.mjs';
import { electronRuntime } from '../setup/electron-runtime.mjs';
import { compile } from './compile.mjs';

/**
 * Measures on the Node inside Electron, whose cryptography is the product's: what a program of test/bench exports under `run`.
 * @param {string} program
 * @param {string} run
 * @returns {Promise<import('./figures.mjs').Measured[]>}
 */
export async function measureInElectron(program, run) {
  const runtime = await electronRuntime();
  const out = path.join(checkout, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'bench-electron-'));
  try {
    const file = await compile(path.join('test', 'bench', program), folder);
    const [answer, start] = [path.join(folder, 'figures.json'), path.join(folder, 'start.mjs')];
    await writeFile(
      start,
      `import { writeFile } from 'node:fs/promises';
import { ${run} } from ${JSON.stringify(pathToFileURL(file).href)};
await writeFile(${JSON.stringify(answer)}, JSON.stringify(await ${run}()));
`,
    );
    const env = { ...process.env, ...runtime.environment, ELECTRON_RUN_AS_NODE: '1' };
    const { status, output } = await ask(runtime.executable, [start], { env });
    if (status !== 0) throw new Error(`Electron ended with status ${status}: ${output.slice(0, 200)}`);
    return JSON.parse(await readFile(answer, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
