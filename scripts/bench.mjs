// npm run bench [-- --json FILE] [--only NAME,…]: the figures, each with its yardstick measured in the same run.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './bench/compile.mjs';
import { sources, table } from './bench/figures.mjs';
import { checkout } from './setup/checkout.mjs';
import { electronRuntime } from './setup/electron-runtime.mjs';
import { script, Stop } from './setup/stop.mjs';

const DOCUMENT = path.join(checkout, 'docs', 'figures.md');

await script(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
  const wanted = values.only?.split(',').map((name) => name.trim());
  const known = sources.flatMap(({ names }) => names);
  const unknown = wanted?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Stop(`There is no figure "${unknown}"; there are ${known.join(', ')}.`, 2);

  process.chdir(checkout);
  const out = path.join(checkout, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'bench-program-'));
  /** @type {import('./bench/figures.mjs').Measured[]} */
  const figures = [];
  try {
    for (const source of sources) {
      if (wanted && !source.names.some((name) => wanted.includes(name))) continue;
      console.error(`measuring ${source.names.join(', ')} …`);
      figures.push(...(await measure(source, folder)));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(table(figures));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (!wanted) await writeFile(DOCUMENT, (await documentOf(figures)) + (await soakIn(DOCUMENT)));
  return 0;
});

/**
 * @param {import('./bench/figures.mjs').Source} source
 * @param {string} folder
 * @returns {Promise<import('./bench/figures.mjs').Measured[]>}
 */
async function measure({ names, program, run, measure: itself }, folder) {
  try {
    if (itself) return await itself();
    if (program === undefined || run === undefined) throw new Error('Nothing says how to measure it.');
    const file = await compile(path.join('test', 'bench', program), folder);
    const measured = await (await import(pathToFileURL(file).href))[run]();
    return Array.isArray(measured) ? measured : [measured];
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message.split('\n')[0] : String(problem);
    return names.map((name) => ({ name, ok: false, reason }));
  }
}

/**
 * The section about the soak, which is written by hand after one (npm run soak).
 * @param {string} file
 */
async function soakIn(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /\n## Soak\n[^]*$/.exec(text)?.[0] ?? '';
}

/** @param {readonly import('./bench/figures.mjs').Measured[]} figures */
async function documentOf(figures) {
  const cpu = os.cpus()[0]?.model ?? 'unknown processor';
  const verification = sources.filter(({ topic }) => topic === 'Verification').flatMap(({ names }) => names);
  const isVerification = /** @param {{ name: string }} figure */ ({ name }) => verification.includes(name);
  const { version } = JSON.parse(await readFile(path.join(checkout, 'package.json'), 'utf8'));
  return `# Figures

Measured by \`npm run bench\` on version ${version}: ${os.cpus().length} × ${cpu.trim()}, ${process.platform}, Node ${process.versions.node}.
Each value stands beside a yardstick measured in the same run, and the goal is about the ratio of the two.

${table(figures.filter((figure) => !isVerification(figure)))}

What the yardsticks are: for \`commit\` 600 bytes appended and \`fdatasync\` on the same disk, turn about; for \`batch\` the
same entries one by one, turn about (a batch shares one sync, and is then bounded by the processor, which each entry needs
for itself: by a profile a third for the statements and the log, a fifth for the search tokens, a seventh for sealing, a
tenth for checking the body. So the ratio is the lower the faster the disk syncs: below 8 where a sync takes less than seven entries' work); for the figures at 1,000,000 entries the same with 1,000 (lookup) and with none (commit); for
\`vs-electron-store\` a record more in electron-store with 10,000 in it (a commit of ours is a sync of nine pages and 0.1 to 0.2 ms of processor time); for \`commit-syncs\` and \`commit-bytes\` the number
of commits, counted by \`strace\`; for the decoding figures @zxing/library on the same pictures; for \`cold-start\` and
\`rss\` (an enrolled terminal, and the same in training) one bare window in the same Electron, turn about; for \`host-restart\` one second; for \`scan-to-verdict\`
a key that does nothing, to its frame; for \`shift\` the memory after the first tenth of the check-ins.

## Verification

On the Node inside Electron (${(await electronRuntime()).label}), whose cryptography is the product's. \`verify-…\`: the median of
400 rounds from what a reader delivered to the verdict, one good vector of \`test/vectors\` a format. \`pace-…\` and \`bac\`: the
median of 30 openings of a virtual passport, the terminal's own work alone, without the chip and the way to it. The
yardstick is one bare ES256 verification by the runtime in the same run; here the goals are absolute.

${table(figures.filter(isVerification))}
`;
}
