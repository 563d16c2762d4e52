import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

/** A training authority of its own on this machine, with codes, the password of its page, and a way to put its terminals in quarantine. */
export async function trainingAuthority() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-screens-'));
  const child = spawn(
    process.execPath,
    [
      path.resolve('dist/main/cli.js'),
      'authority',
      '--port',
      '0',
      '--training',
      '--database',
      folder,
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { type, url, enrolmentCodes, adminPassword } = JSON.parse(line);
    if (type === 'listening')
      return {
        url,
        code: enrolmentCodes[0],
        anotherCode: enrolmentCodes[1],
        password: adminPassword,
        quarantine() {
          const database = new DatabaseSync(path.join(folder, 'authority.db'));
          // The authority may be writing itself.
          database.exec('PRAGMA busy_timeout = 10000');
          database.exec("UPDATE terminals SET state = 'quarantined'");
          database.close();
        },
        stop() {
          child.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
          child.kill();
        },
      };
  }
  throw new Error('The authority did not start.');
}
