import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A training authority of its own on this machine, with a code for one terminal and the password of its page. */
export async function trainingAuthority() {
  const child = spawn(
    process.execPath,
    [path.resolve('dist/main/cli.js'), 'authority', '--port', '0', '--training', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { type, url, enrolmentCodes, adminPassword } = JSON.parse(line);
    if (type === 'listening')
      return { url, code: enrolmentCodes[0], password: adminPassword, stop: () => child.kill() };
  }
  throw new Error('The authority did not start.');
}
