// npm start [-- ARGUMENT…]: opens the terminal, in training mode unless it is given arguments; without a display, runs the guided demo.
import { runDemo } from './demo/run-demo.mjs';
import { appArguments } from './setup/app-arguments.mjs';
import { buildIfStale } from './setup/build.mjs';
import { toolPath } from './setup/checkout.mjs';
import { show } from './setup/command.mjs';
import { hasDisplay } from './setup/display.mjs';
import { ordinaryUser } from './setup/ordinary-user.mjs';
import { prepare } from './setup/prepare.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { checkSandbox } from './setup/sandbox-prerequisites.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const display = hasDisplay();
  const runtime = await prepare({ tests: !display });
  await buildIfStale(runtime);
  if (!display) {
    console.log('There is no display here, so this is the guided demo on a virtual one.');
    return runDemo(runtime);
  }
  const app = appArguments(process.argv.slice(2));
  const user = await ordinaryUser();
  if (!user) {
    await checkSandbox(null, runtime);
    return show('electron', app, { env: { ...process.env, ...runtime.environment, PATH: toolPath } });
  }
  // The app keeps what it records: the user's own home, not one that goes with the run.
  const { home } = user;
  return inSandbox(runtime, (sandbox) => sandbox.run('electron', app, { home }));
});
