// npm run load [-- --quick | --terminals N --days D [--processes P] [--kills K] [--minutes M]] [--only sqlite,postgres,kills] [--json FILE]: simulated terminals with the real client, offline and all back at once.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from './bench/compile.mjs';
import { checkout } from './setup/checkout.mjs';
import { Stop, script } from './setup/stop.mjs';
import { systemLibraries } from './setup/system-libraries.mjs';

await script(async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      terminals: { type: 'string' },
      days: { type: 'string' },
      processes: { type: 'string' },
      kills: { type: 'string' },
      minutes: { type: 'string' },
    },
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
    const { load, backlog } = await import(pathToFileURL(file).href);
    console.log(
      '| database | processes | terminals | entries | s | entries/s | batch p50 ms | p99 ms | kills | retries | twice | waiting | lost |',
    );
    console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|');
    const tell = (/** @type {Record<string, string | number>} */ report) => {
      reports.push(report);
      console.log(`| ${Object.values(report).join(' | ')} |`);
    };
    const only = { ...(values.only && { only: values.only.split(',') }), stopped: stoppedByHand() };
    const number = (/** @type {'kills' | 'minutes'} */ name) =>
      values[name] !== undefined && { [name]: wholeNumber(values[name], `--${name}`) };
    const whole =
      values.days === undefined && values.terminals === undefined
        ? await load(tell, { quick: values.quick === true, ...only })
        : await backlog(tell, {
            terminals: wholeNumber(values.terminals ?? '100', '--terminals'),
            days: wholeNumber(values.days ?? '3', '--days'),
            ...(values.processes !== undefined && {
              processes: [wholeNumber(values.processes, '--processes')],
            }),
            ...number('kills'),
            ...number('minutes'),
            ...only,
          });
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(reports, null, 2)}\n`);
    return whole ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Ctrl-C ends what is under way and leaves nothing on the disk; a second one ends it as it is. */
function stoppedByHand() {
  const ending = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.once(signal, () => ending.abort(new Stop('It was ended before it was through.')));
  return ending.signal;
}

/** @param {string} text @param {string} option */
function wholeNumber(text, option) {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Stop(`${option} takes a whole number.`);
  return Number(text);
}
