// npm run screens: every screen in two sizes, in English or each language of VESTIBULE_SCREENS_LANGUAGES, from the real Electron, into docs/screens.
import path from 'node:path';
import { buildIfStale } from './setup/build.mjs';
import { bringBack } from './setup/bring-back.mjs';
import { prepare } from './setup/prepare.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  return inSandbox(runtime, async (sandbox) => {
    const status = await sandbox.run('node', ['scripts/screens/driver.mjs']);
    // Half of them would take the place of all.
    if (status === 0) await bringBack(path.join(sandbox.out, 'screens'), 'docs/screens');
    return status;
  });
});
