// npm run faults [-- NAME…]: the fault tests at full length; `npm test` runs each of them short, with the same seeds.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { faults } from './faults/lengths.mjs';
import { toolPath } from './setup/checkout.mjs';
import { show } from './setup/command.mjs';
import { script, Stop } from './setup/stop.mjs';
import { systemLibraries } from './setup/system-libraries.mjs';
import { countLine, sum } from './test/count.mjs';
import { runVitest } from './test/vitest.mjs';

await script(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !faults.some((fault) => fault.name === name));
  if (unknown !== undefined) {
    throw new Stop(`There is no "${unknown}"; there are ${faults.map(({ name }) => name).join(', ')}.`, 2);
  }
  await systemLibraries({ tests: true });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vestibule-'));
  const counts = [];
  try {
    for (const { name, file, lengths } of faults) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      console.log(`\n— ${name}: ${Object.values(lengths).join(', ') || 'as always'}`);
      const env = { ...process.env, PATH: toolPath, ...lengths };
      const request = {
        projects: ['integration'],
        filters: [file, '--testTimeout=3600000'],
        mayBeEmpty: false,
        report: path.join(folder, `${name}.json`),
      };
      counts.push(await runVitest(request, (command, args) => show(command, args, { env })));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const total = sum(counts);
  console.log(`\n${countLine(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
