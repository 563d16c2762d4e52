// npm run dev [-- ARGUMENT…]: the app in training, with hot reload of its windows and restart of its processes.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { forgetBuild } from './setup/build.mjs';
import { checkout, toolPath } from './setup/checkout.mjs';
import { must, show } from './setup/command.mjs';
import { withDisplay } from './setup/display.mjs';
import { asUser, ordinaryUser } from './setup/ordinary-user.mjs';
import { prepare } from './setup/prepare.mjs';
import { sandboxEnvironment } from './setup/sandbox-environment.mjs';
import { checkSandbox } from './setup/sandbox-prerequisites.mjs';
import { canRead } from './setup/stage.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const runtime = await prepare({ tests: false });
  const tools = { ...process.env, ...runtime.environment, PATH: toolPath };
  await must('Generating the types of the protocol', 'npm', ['run', 'generate'], { env: tools });
  // What the development server leaves in dist is no build.
  await forgetBuild();
  const user = await ordinaryUser();
  await checkSandbox(user, runtime);
  if (user && !(await canRead(user, checkout))) {
    throw new Stop(
      `Electron does not run as root, and the user ${user.name} cannot read ${checkout}.\nWork as an ordinary user, or in a folder that all users can read.`,
    );
  }
  const folder = await mkdtemp(path.join(user ? '/tmp' : os.tmpdir(), 'vestibule-'));
  try {
    await chmod(folder, 0o711);
    return await withDisplay(folder, user, async (display) => {
      const env = user
        ? sandboxEnvironment(process.env, {
            ...runtime.environment,
            PATH: toolPath,
            HOME: user.home,
            ELECTRON_EXEC_PATH: await electronAs(user, runtime.executable, folder),
            ...display,
          })
        : { ...tools, ...display };
      return show('electron-vite', ['dev', '--watch', '--', '--training', ...process.argv.slice(2)], { env });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/**
 * The development server writes into the checkout as root; the Electron that it starts is the ordinary user's.
 * @param {import('./setup/ordinary-user.mjs').OrdinaryUser} user
 * @param {string} executable
 * @param {string} folder
 * @returns {Promise<string>} a command that takes Electron's place
 */
async function electronAs(user, executable, folder) {
  const quoted = asUser(user, executable, [])
    .flat()
    .map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  const command = path.join(folder, 'electron');
  await writeFile(command, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
  return command;
}
