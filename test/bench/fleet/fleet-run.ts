import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueEnrolmentCodes } from '../../../main/authority/server/at-the-database';
import { OWN_SITE } from '../../../main/authority/server/site-profile';
import { AuthorityProcess } from './authority-process';
import { FleetProgress } from './fleet-progress';
import { type Delivered, SimulatedTerminal } from './simulated-terminal';
import { storedEntries } from './stored-entries';

export interface FleetPlan {
  /** The bundled command. */
  readonly program: string;
  /** Address of an empty PostgreSQL database; without it SQLite in a folder. */
  readonly postgres?: string | undefined;
  readonly processes: number;
  readonly terminals: number;
  /** Entries that each recorded while it was offline. */
  readonly each: number;
  /** How often the authority is killed while all of them deliver: each time that another part of everything is there. */
  readonly kills: number;
  /** Milliseconds after which it is given up. */
  readonly within: number;
  /** Somebody ends it before. */
  readonly stopped?: AbortSignal | undefined;
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

/** Terminals that enrol at the same time. */
const ENROLLING = 4;

/** N terminals were offline, come back at once and deliver everything; then the database is asked what is there. Rejects where it was `stopped`. */
export async function runFleet(plan: FleetPlan): Promise<FleetReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-fleet-'));
  const keyFile = path.join(folder, 'key');
  writeFileSync(keyFile, '5a'.repeat(32));
  const database = plan.postgres ?? path.join(folder, 'authority');
  const authority = new AuthorityProcess(plan.program, database, keyFile, plan.processes);
  const entries = plan.terminals * plan.each;
  const storage = plan.postgres === undefined ? 'sqlite' : 'postgres';
  const progress = new FleetProgress(storage, entries);
  try {
    await authority.start();
    console.error(`  ${storage}: ${plan.terminals} terminals enrol`);
    const terminals = await enrolAll(authority.url, database, plan.terminals, plan.stopped);
    for (const terminal of terminals) terminal.record(plan.each);
    const begun = performance.now();
    progress.begin();
    const until = Date.now() + plan.within;
    const isOver = () => plan.stopped?.aborted === true || Date.now() >= until;
    const draining = Promise.all(terminals.map((terminal) => terminal.drain(progress, isOver)));
    await killMeanwhile(authority, plan.kills, progress, isOver);
    const delivered = await draining;
    const seconds = (performance.now() - begun) / 1000;
    progress.end();
    await authority.stop();
    plan.stopped?.throwIfAborted();
    const acknowledged = new Map(terminals.map(({ id }, index) => [id, answeredOf(delivered[index])]));
    const stored = await storedEntries(database, acknowledged);
    const latencies = delivered.flatMap((each) => each.latencies).toSorted((one, other) => one - other);
    const sum = (name: 'acknowledged' | 'refused' | 'retries') =>
      delivered.reduce((all, each) => all + each[name], 0);
    const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
    return {
      storage,
      processes: plan.processes,
      terminals: plan.terminals,
      entries,
      seconds: Math.round(seconds * 10) / 10,
      entriesPerSecond: Math.round(stored.distinct / seconds),
      batchP50: at(0.5),
      batchP99: at(0.99),
      kills: progress.kills,
      retries: sum('retries'),
      duplicates: stored.twice,
      waiting: entries - sum('acknowledged') - sum('refused'),
      lost: stored.lost,
    };
  } finally {
    progress.end();
    await authority.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function answeredOf(delivered: Delivered | undefined): number {
  return (delivered?.acknowledged ?? 0) + (delivered?.refused ?? 0);
}

async function enrolAll(
  url: string,
  database: string,
  count: number,
  stopped: AbortSignal | undefined,
): Promise<SimulatedTerminal[]> {
  const codes = await issueEnrolmentCodes(
    database,
    { site: OWN_SITE, role: 'any', count, own: [] },
    new Date(),
  );
  const terminals: SimulatedTerminal[] = [];
  for (let from = 0; from < codes.length; from += ENROLLING) {
    stopped?.throwIfAborted();
    const some = codes.slice(from, from + ENROLLING);
    terminals.push(...(await Promise.all(some.map((code) => SimulatedTerminal.enrolled(url, code)))));
  }
  return terminals;
}

/** Kills it each time that another part of everything was delivered, and starts it again. */
async function killMeanwhile(
  authority: AuthorityProcess,
  times: number,
  progress: FleetProgress,
  isOver: () => boolean,
): Promise<void> {
  while (progress.kills < times && (await progress.reached((progress.kills + 1) / (times + 1), isOver))) {
    await authority.killAndRestart();
    progress.kills += 1;
  }
}
