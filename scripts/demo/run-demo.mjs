import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { bringBack } from '../setup/bring-back.mjs';
import { inSandbox } from '../setup/sandbox.mjs';
import { Stop } from '../setup/stop.mjs';

const driver = 'scripts/demo/driver.mjs';
const results = 'out/demo';

/**
 * Runs the demo's driver where Electron's sandbox works. The driver writes to VESTIBULE_OUT: its report, screenshots,
 * and `demo.json`, whose `screenshots` are paths from there. Its last line is the last line of the demo.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {string} [jsonFile] where the invoking user wants `demo.json` as well, with screenshots as paths from the
 *   repository
 * @returns {Promise<number>} the driver's exit status
 */
export async function runDemo(runtime, jsonFile) {
  if (!existsSync(path.join(checkout, driver))) throw new Stop(`The demo cannot run: ${driver} is missing.`);
  return inSandbox(runtime, async (sandbox) => {
    const status = await sandbox.run('node', [driver]);
    await bringBack(sandbox.out, path.join(checkout, results));
    if (jsonFile === undefined) return status;
    const written = await readFile(path.join(sandbox.out, 'demo.json'), 'utf8').catch(() => null);
    if (written !== null) await writeJson(written, jsonFile);
    else console.error(`The demo ended without figures, so ${jsonFile} was not written.`);
    return written === null ? status || 1 : status;
  });
}

/**
 * @param {string} written by the driver
 * @param {string} file
 */
async function writeJson(written, file) {
  const demo = JSON.parse(written);
  const screenshots = demo.screenshots.map((/** @type {string} */ name) => path.posix.join(results, name));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...demo, screenshots }, null, 2)}\n`);
}
