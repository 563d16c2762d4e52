// npm run demo [-- --json FILE]: the guided demo in the real Electron; report and screenshots in out/demo.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runDemo } from './demo/run-demo.mjs';
import { buildIfStale } from './setup/build.mjs';
import { prepare } from './setup/prepare.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const file = jsonFile();
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  return runDemo(runtime, file);
});

function jsonFile() {
  try {
    const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
    // npm changes to the repository first; a relative path is meant from where the person is.
    return json === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), json);
  } catch {
    throw new Stop('usage: npm run demo [-- --json FILE]', 2);
  }
}
