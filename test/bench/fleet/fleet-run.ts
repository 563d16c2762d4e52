import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueEnrolmentCodes } from '../../../main/authority/server/at-the-database';
import { OWN_SITE } from '../../../main/authority/server/site-profile';
import { openStorage } from '../../../main/authority/server/storage/open-storage';
import { integer } from '../../../main/sqlite/column';
import { AuthorityProcess } from './authority-process';
import { SimulatedTerminal } from './simulated-terminal';

export interface FleetPlan {
  /** The bundled command. */
  readonly program: string;
  /** Address of an empty PostgreSQL database; without it SQLite in a folder. */
  readonly postgres?: string | undefined;
  readonly processes: number;
  readonly terminals: number;
  /** Entries that each recorded while it was offline. */
  readonly each: number;
  /** How often the authority is killed while all of them deliver. */
  readonly kills: number;
  /** Milliseconds after which it is given up. */
  readonly within: number;
}

export interface FleetReport {
  readonly storage: 'sqlite' | 'postgres';
  readonly processes: number;
  readonly terminals: number;
  readonly entries: number;
  readonly seconds: number;
  readonly entriesPerSecond: number;
  /** Milliseconds from sending a batch of 100 to its checked acknowledgement. */
  readonly batchP50: number;
  readonly batchP99: number;
  readonly kills: number;
  readonly retries: number;
  readonly duplicates: number;
  /** Entries that still waited at their terminals when the time was over. */
  readonly waiting: number;
  /** Entries that were acknowledged and are not there. */
  readonly lost: number;
}

/** Milliseconds between the end of one killing and the next. */
const BETWEEN_KILLS = 700;
/** Terminals that enrol at the same time. */
const ENROLLING = 4;

/** N terminals were offline, come back at once and deliver everything; then the database is asked what is there. */
export async function runFleet(plan: FleetPlan): Promise<FleetReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-fleet-'));
  const keyFile = path.join(folder, 'key');
  writeFileSync(keyFile, '5a'.repeat(32));
  const database = plan.postgres ?? path.join(folder, 'authority');
  const authority = new AuthorityProcess(plan.program, database, keyFile, plan.processes);
  try {
    await authority.start();
    const terminals = await enrolAll(authority.url, database, plan.terminals);
    for (const terminal of terminals) terminal.record(plan.each);
    const begun = performance.now();
    const draining = Promise.all(terminals.map((terminal) => terminal.drain(Date.now() + plan.within)));
    const kills = await killMeanwhile(authority, plan.kills, draining);
    const delivered = await draining;
    const seconds = (performance.now() - begun) / 1000;
    await authority.stop();
    const stored = await storedIn(database);
    const entries = plan.terminals * plan.each;
    const latencies = delivered.flatMap((each) => each.latencies).toSorted((one, other) => one - other);
    const sum = (name: 'acknowledged' | 'refused' | 'retries') =>
      delivered.reduce((all, each) => all + each[name], 0);
    const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
    return {
      storage: plan.postgres === undefined ? 'sqlite' : 'postgres',
      processes: plan.processes,
      terminals: plan.terminals,
      entries,
      seconds: Math.round(seconds * 10) / 10,
      entriesPerSecond: Math.round(stored.distinct / seconds),
      batchP50: at(0.5),
      batchP99: at(0.99),
      kills,
      retries: sum('retries'),
      duplicates: stored.all - stored.distinct,
      waiting: entries - sum('acknowledged') - sum('refused'),
      lost: Math.max(0, sum('acknowledged') - stored.distinct),
    };
  } finally {
    await authority.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function enrolAll(url: string, database: string, count: number): Promise<SimulatedTerminal[]> {
  const codes = await issueEnrolmentCodes(
    database,
    { site: OWN_SITE, role: 'any', count, own: [] },
    new Date(),
  );
  const terminals: SimulatedTerminal[] = [];
  for (let from = 0; from < codes.length; from += ENROLLING) {
    const some = codes.slice(from, from + ENROLLING);
    terminals.push(...(await Promise.all(some.map((code) => SimulatedTerminal.enrolled(url, code)))));
  }
  return terminals;
}

async function killMeanwhile(
  authority: AuthorityProcess,
  times: number,
  draining: Promise<unknown>,
): Promise<number> {
  const over = draining.then(
    () => true,
    () => true,
  );
  const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), BETWEEN_KILLS));
  let kills = 0;
  while (kills < times && !(await Promise.race([over, pause()]))) {
    await authority.killAndRestart();
    kills += 1;
  }
  return kills;
}

/** What is really there: all rows of headers, and how many different entries they are. */
async function storedIn(database: string): Promise<{ all: number; distinct: number }> {
  const storage = await openStorage(database, () => new Date());
  try {
    const all = await storage.get('SELECT count(*) AS count FROM entries');
    const table = storage.entries.numberTable;
    const distinct = await storage.get(
      `SELECT count(*) AS count FROM (SELECT DISTINCT terminal, id FROM ${table}) AS numbers`,
    );
    if (!all || !distinct) throw new Error('A count is always there.');
    return { all: integer(all, 'count'), distinct: integer(distinct, 'count') };
  } finally {
    await storage.close();
  }
}
