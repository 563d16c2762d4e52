/** One decoder, fuzzed in a process of its own until its time is over: `child NAME SEED MILLISECONDS STATUS-FILE`. */
import { existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Coverage } from './coverage';
import { decoders } from './decoders';
import { mutated } from './mutation';
import { Random } from './random';

/** So many inputs go by between two looks at the coverage. */
const BATCH = 64;
/** The corpus grows no further; what comes then takes the place of something. */
const MOST = 4_000;
/** In milliseconds: an input that takes longer is a time-out. */
const LONGEST = 2_000;

interface Found {
  readonly what: string;
  readonly inputBase64: string;
}

const [, , name = '', seed = '1', milliseconds = '1000', statusFile = ''] = process.argv;
const decoder = (await decoders()).find((one) => one.name === name);
if (!decoder) throw new Error(`no decoder ${name}`);

const random = new Random(Number(seed));
const coverage = new Coverage();
const corpus: Uint8Array[] = [...decoder.seeds];
const crashes: Found[] = [];
const timeouts: Found[] = [];
const status = openSync(statusFile, 'r+');
const head = Buffer.alloc(8);
let [inputs, slowest, news] = [0, 0, 0];

/** What runs is written down first: a process that dies or hangs leaves behind what it was given. */
function note(input: Uint8Array): void {
  head.writeUInt32LE(inputs, 0);
  head.writeUInt32LE(input.length, 4);
  writeSync(status, Buffer.concat([head, input]), 0, head.length + input.length, 0);
}

async function attempt(input: Uint8Array): Promise<void> {
  note(input);
  const began = performance.now();
  try {
    await decoder?.run(input);
  } catch (thrown) {
    const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message.slice(0, 200)}` : String(thrown);
    if (crashes.length < 20) crashes.push({ what, inputBase64: Buffer.from(input).toString('base64') });
  }
  const took = performance.now() - began;
  slowest = Math.max(slowest, took);
  if (took > LONGEST)
    timeouts.push({ what: `${Math.round(took)} ms`, inputBase64: Buffer.from(input).toString('base64') });
  inputs++;
}

/** Linux counts what the parent had before it into `maxRSS`, so the process’s own peak is asked for. */
function peakKilobytes(): number {
  const own = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s*(\d+)/.exec(own)?.[1] ?? process.resourceUsage().maxRSS);
}

const end = performance.now() + Number(milliseconds);
for (const input of decoder.seeds) await attempt(input);
coverage.news();
while (performance.now() < end) {
  const batch: Uint8Array[] = [];
  while (batch.length < BATCH && performance.now() < end) {
    const input = mutated(
      random.pick(corpus) ?? new Uint8Array(),
      random.pick(corpus) ?? new Uint8Array(),
      random,
    );
    batch.push(input);
    await attempt(input);
  }
  // As between two reads of a reader: what was freed is really given back.
  await setImmediate();
  if (coverage.news() === 0) continue;
  news++;
  for (const input of batch) {
    if (corpus.length < MOST) corpus.push(input);
    else corpus[random.below(MOST)] = input;
  }
}
const peakMegabytes = Math.round(peakKilobytes() / 1024);
writeFileSync(
  `${statusFile}.json`,
  JSON.stringify({
    inputs,
    crashes,
    timeouts,
    slowest: Math.round(slowest),
    peakMegabytes,
    corpus: corpus.length,
    news,
  }),
);
