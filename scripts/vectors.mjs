// npm run vectors [-- FORMAT…]: writes test/vectors. What is signed anew each time is kept unless its format is named.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from './bench/compile.mjs';
import { checkout } from './setup/checkout.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const out = path.join(checkout, 'out');
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(path.join(out, 'vectors-'));
  try {
    const program = await compile(path.join('test', 'support', 'vectors', 'write.ts'), folder);
    const { writeVectors } = await import(pathToFileURL(program).href);
    const written = await writeVectors(path.join(checkout, 'test', 'vectors'), process.argv.slice(2));
    console.log(`written: ${written.join(', ')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
