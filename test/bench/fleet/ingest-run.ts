import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueEnrolmentCodes } from '../../../main/authority/server/at-the-database';
import { OWN_SITE } from '../../../main/authority/server/site-profile';
import { AuthorityProcess } from './authority-process';
import { PreparedTerminal } from './prepared-terminal';

export interface IngestPlan {
  /** The bundled command. */
  readonly program: string;
  /** Address of an empty PostgreSQL database; without it SQLite in a folder. */
  readonly postgres?: string | undefined;
  readonly processes: number;
  readonly terminals: number;
  readonly each: number;
}

/**
 * Entries a second that the authority takes where nothing but itself bounds it: all requests are made before the first
 * is sent, and the answers are checked after the last one came. Rejects where one entry was not acknowledged.
 */
export async function runIngest({
  program,
  postgres,
  processes,
  terminals,
  each,
}: IngestPlan): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-ingest-'));
  const keyFile = path.join(folder, 'key');
  writeFileSync(keyFile, '5a'.repeat(32));
  const database = postgres ?? path.join(folder, 'authority');
  const authority = new AuthorityProcess(program, database, keyFile, processes);
  try {
    await authority.start();
    const codes = await issueEnrolmentCodes(
      database,
      { site: OWN_SITE, role: 'any', count: terminals, own: [] },
      new Date(),
    );
    const prepared: PreparedTerminal[] = [];
    for (const code of codes) prepared.push(await PreparedTerminal.enrolled(authority.url, code, each));
    const begun = performance.now();
    await Promise.all(prepared.map((terminal) => terminal.send()));
    const seconds = (performance.now() - begun) / 1000;
    let acknowledged = 0;
    for (const terminal of prepared) acknowledged += await terminal.acknowledged();
    if (acknowledged !== terminals * each) throw new Error(`Only ${acknowledged} entries were acknowledged.`);
    return acknowledged / seconds;
  } finally {
    await authority.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
