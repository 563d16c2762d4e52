import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

const command = path.resolve('dist/main/cli.js');

/** A training authority of its own on this machine, with codes and the password of its page; sites, terminals and a quarantine as they are wanted. */
export async function trainingAuthority() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-screens-'));
  const child = spawn(
    process.execPath,
    [command, 'authority', '--port', '0', '--training', '--database', folder, '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const terminals = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const { type, url, enrolmentCodes, adminPassword } = JSON.parse(line);
    if (type === 'listening')
      return {
        url,
        code: enrolmentCodes[0],
        anotherCode: enrolmentCodes[1],
        password: adminPassword,
        addSite(profile) {
          const file = path.join(folder, 'site.json');
          writeFileSync(file, JSON.stringify(profile));
          execFileSync(process.execPath, [command, 'authority', 'site', file, '--database', folder]);
        },
        /** A terminal without windows that works for this authority as long as it runs. */
        startTerminal(enrolment) {
          const data = path.join(folder, `terminal-${terminals.length}`);
          const place = ['--data', data, '--authority', url, '--enrol', enrolment];
          const stdio = ['pipe', 'ignore', 'ignore'];
          terminals.push(spawn(process.execPath, [command, 'run', '--headless', ...place], { stdio }));
        },
        /** Something that is no identity code, at each of them: they say so, and write it down. */
        presentAtEach() {
          for (const [nth, { stdin }] of terminals.entries())
            stdin.write(
              `${JSON.stringify({ id: `${nth}`, command: 'present', reader: 'desk', text: 'A-113' })}\n`,
            );
        },
        quarantine() {
          const database = new DatabaseSync(path.join(folder, 'authority.db'));
          // The authority may be writing itself.
          database.exec('PRAGMA busy_timeout = 10000');
          database.exec("UPDATE terminals SET state = 'quarantined'");
          database.close();
        },
        stop() {
          for (const terminal of terminals) terminal.kill();
          child.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
          child.kill();
        },
      };
  }
  throw new Error('The authority did not start.');
}
