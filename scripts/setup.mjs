// npm run setup: prepares this machine for `npm start`, `npm test`, `npm run demo` and `npm run dev`.
import { buildIfStale } from './setup/build.mjs';
import { ordinaryUser } from './setup/ordinary-user.mjs';
import { prepare } from './setup/prepare.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const runtime = await prepare({ tests: true });
  await ordinaryUser();
  await buildIfStale(runtime);
  console.log('Ready: npm start, npm test, npm run demo, npm run dev');
});
