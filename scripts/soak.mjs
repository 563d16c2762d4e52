// npm run soak [-- --minutes N] [--seed N] [--json FILE]: a day at the counter in an hour, with everything that goes wrong in a
// year. At the end nothing may be lost, nothing may be there twice, and the chain has to be whole (docs/figures.md, Soak).
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './setup/build.mjs';
import { prepare } from './setup/prepare.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes >= 1)) throw new Stop('usage: npm run soak [-- --minutes N] [--seed N] [--json FILE]', 2);
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  return inSandbox(runtime, async (sandbox) => {
    const status = await sandbox.run('node', ['scripts/soak/driver.mjs', String(minutes), values.seed]);
    const report = path.join(sandbox.out, 'soak.json');
    await mkdir('out', { recursive: true });
    await copyFile(report, path.join('out', 'soak.json')).catch(() => undefined);
    if (values.json !== undefined)
      await copyFile(report, path.resolve(process.env.INIT_CWD ?? process.cwd(), values.json));
    console.log(await readFile(path.join(sandbox.out, 'soak.md'), 'utf8').catch(() => 'There is no report.'));
    return status;
  });
});
