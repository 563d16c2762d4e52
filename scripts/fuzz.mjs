// npm run fuzz [-- --minutes N --only NAME,… --json FILE]: every decoder on hostile input for a given time, led by coverage.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './bench/compile.mjs';
import { fuzzDecoder } from './fuzz/run-decoder.mjs';
import { checkout } from './setup/checkout.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      only: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Stop('Say for how many minutes: --minutes 5.', 2);
  process.chdir(checkout);
  const out = path.join(checkout, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'fuzz-program-'));
  try {
    const program = await compile(path.join('test', 'fuzz', 'long', 'child.ts'), folder);
    const list = await compile(path.join('test', 'fuzz', 'long', 'decoders.ts'), folder);
    const { decoderNames } = await import(pathToFileURL(list).href);
    const names = chosen(await decoderNames(), values.only);
    const seed = Date.now() % 2 ** 31;
    const milliseconds = Math.round((minutes * 60_000) / names.length);
    console.log(`${names.length} decoders, ${minutes} minutes, seed ${seed}\n`);
    const all = [];
    for (const name of names) {
      const fuzzed = await fuzzDecoder(program, name, { seed, milliseconds, folder });
      console.log(lineOf(fuzzed));
      for (const { what, inputBase64 } of [...fuzzed.crashes, ...fuzzed.timeouts]) {
        console.log(`    ${what}\n    ${inputBase64.slice(0, 400)}`);
      }
      all.push(fuzzed);
    }
    const crashes = all.reduce((sum, each) => sum + each.crashes.length, 0);
    const timeouts = all.reduce((sum, each) => sum + each.timeouts.length, 0);
    const inputs = all.reduce((sum, each) => sum + each.inputs, 0);
    const peak = Math.max(...all.map(({ peakMegabytes }) => peakMegabytes));
    console.log(`\n${inputs} inputs, ${crashes} crashes, ${timeouts} time-outs, at most ${peak} MB`);
    if (values.json !== undefined) {
      await writeFile(
        values.json,
        `${JSON.stringify({ minutes, seed, inputs, crashes, timeouts, decoders: all }, null, 2)}\n`,
      );
    }
    return crashes + timeouts === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/**
 * @param {readonly string[]} names
 * @param {string | undefined} only
 */
function chosen(names, only) {
  if (only === undefined) return names;
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Stop(`There is no decoder "${unknown}"; there are: ${names.join(', ')}.`, 2);
  return wanted;
}

/** @param {import('./fuzz/run-decoder.mjs').Fuzzed} fuzzed */
function lineOf({ decoder, inputs, crashes, timeouts, slowest, peakMegabytes, corpus }) {
  const numbers = [
    `${inputs} inputs`,
    `${crashes.length} crashes`,
    `${timeouts.length} time-outs`,
    `slowest ${slowest} ms`,
    `${peakMegabytes} MB`,
    `corpus ${corpus}`,
  ];
  return `${decoder.padEnd(44)} ${numbers.join(', ')}`;
}
