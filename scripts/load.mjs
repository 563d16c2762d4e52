// npm run load [-- --quick] [--only sqlite,postgres,kills] [--json FILE]: simulated terminals with the real client, offline and all back at once.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './bench/compile.mjs';
import { checkout } from './setup/checkout.mjs';
import { script } from './setup/stop.mjs';
import { systemLibraries } from './setup/system-libraries.mjs';

await script(async () => {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' } },
  });
  process.chdir(checkout);
  await systemLibraries({ tests: true });
  const out = path.join(checkout, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'load-program-'));
  /** @type {Record<string, string | number>[]} */
  const reports = [];
  try {
    const file = await compile(path.join('test', 'bench', 'fleet.ts'), folder);
    const { load } = await import(pathToFileURL(file).href);
    console.log(
      '| database | processes | terminals | entries | s | entries/s | batch p50 ms | p99 ms | kills | retries | twice | waiting | lost |',
    );
    console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|');
    const whole = await load(
      (/** @type {Record<string, string | number>} */ report) => {
        reports.push(report);
        console.log(`| ${Object.values(report).join(' | ')} |`);
      },
      { quick: values.quick === true, ...(values.only && { only: values.only.split(',') }) },
    );
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(reports, null, 2)}\n`);
    return whole ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
