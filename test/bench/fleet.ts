import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { addAuthority } from '../../main/cli/authority';
import { dropDatabase, newDatabase, startPostgres } from '../support/postgres-server';
import { type Figure, rounded } from './figure';
import { type FleetReport, runFleet } from './fleet/fleet-run';
import { runIngest } from './fleet/ingest-run';
import { rawPostgres } from './fleet/raw-postgres';

const MINUTES = 60_000;
/** The backlog of the figure `drain`, and how much of it is really delivered to measure it. */
const BACKLOG = { terminals: 1_000, each: 3 * 300 };
const SHARE = 10;

/**
 * `ingest`: entries a second that two processes of an authority take over HTTP into PostgreSQL, nothing but themselves
 * bounding them (`runIngest`), against PostgreSQL alone with the very same rows; `drain`: a three-day backlog of a thousand
 * terminals whose clients work on the same machine.
 */
export async function ingestAndDrain(): Promise<Figure[]> {
  const server = await startPostgres({ durable: true });
  try {
    const postgres = await newDatabase(server.url);
    const ingested = await runIngest({ program, postgres, processes: 2, terminals: 16, each: 3_000 });
    const raw = await rawPostgres(postgres, await newDatabase(server.url));
    const common = { program, processes: 2, kills: 0, within: 10 * MINUTES };
    const drain = await runFleet({
      ...common,
      postgres: await newDatabase(server.url),
      terminals: BACKLOG.terminals,
      each: BACKLOG.each / SHARE,
    });
    mustBeWhole(drain);
    const ratio = ingested / raw;
    const minutes = (BACKLOG.terminals * BACKLOG.each) / drain.entriesPerSecond / 60;
    return [
      {
        name: 'ingest',
        value: Math.round(ingested),
        unit: 'entries/s',
        yardstick: Math.round(raw),
        ratio: rounded(ratio),
        goal: '≥ 0.3',
        ok: ratio >= 0.3,
      },
      {
        name: 'drain',
        value: rounded(minutes),
        unit: 'min',
        yardstick: 3 * 24 * 60,
        ratio: rounded(minutes / (3 * 24 * 60)),
        goal: '≤ 0.01',
        ok: minutes / (3 * 24 * 60) <= 0.01,
      },
    ];
  } finally {
    await server.close();
  }
}

/** What `npm run load` can be asked for alone: one database, or an authority that is killed on the way. */
const PARTS = ['sqlite', 'postgres', 'kills'] as const;
type Part = (typeof PARTS)[number];

/** `npm run load`: how cost grows with the number of terminals, on both databases, with one process and with two. */
export async function load(
  tell: (report: FleetReport) => void,
  {
    quick = false,
    only = [...PARTS],
    stopped,
  }: { quick?: boolean; only?: readonly Part[]; stopped?: AbortSignal } = {},
): Promise<boolean> {
  const server = await startPostgres({ durable: true });
  try {
    let whole = true;
    const storages = ['sqlite', 'postgres'] as const;
    const run = async (plan: Pick<FleetReport, 'storage' | 'processes' | 'terminals' | 'kills'>) => {
      const postgres = plan.storage === 'postgres' ? await newDatabase(server.url) : undefined;
      // The same number of entries whatever the number of terminals, and at least a batch each.
      const each = Math.max(20, (quick ? 2_000 : 20_000) / plan.terminals);
      const report = await runFleet({ ...plan, program, postgres, each, within: 5 * MINUTES, stopped });
      if (postgres !== undefined) await dropDatabase(server.url, postgres);
      whole &&= report.lost === 0 && report.duplicates === 0 && report.waiting === 0;
      tell(report);
    };
    for (const storage of storages.filter((each) => only.includes(each)))
      for (const processes of [1, 2])
        for (const terminals of quick ? [10, 100] : [10, 100, 1_000])
          await run({ storage, processes, terminals, kills: 0 });
    for (const storage of only.includes('kills') ? storages : [])
      await run({ storage, processes: 1, terminals: 100, kills: 10 });
    return whole;
  } finally {
    await server.close();
  }
}

/** Entries that one terminal records a day (docs/scale.md). */
const A_DAY = 300;
/** Entries a second below which a backlog is given up, unless it is told how long it may take. */
const SLOWEST = 100;

/**
 * `npm run load -- --terminals N --days D`: so many terminals were without their authority for so many days and come back at
 * once; every entry is really delivered, each when its batch is built. Each database with one process and with two, or with
 * so many as are asked for; killed as often as is asked for. What it leaves on the disk goes after each line.
 */
export async function backlog(
  tell: (report: FleetReport) => void,
  {
    terminals,
    days,
    only = [...PARTS],
    processes = [1, 2],
    kills = 0,
    minutes = Math.max(30, (terminals * days * A_DAY) / SLOWEST / 60),
    stopped,
  }: {
    terminals: number;
    days: number;
    only?: readonly Part[];
    processes?: readonly number[];
    kills?: number;
    minutes?: number;
    stopped?: AbortSignal;
  },
): Promise<boolean> {
  const server = await startPostgres({ durable: true });
  try {
    let whole = true;
    for (const storage of (['postgres', 'sqlite'] as const).filter((each) => only.includes(each))) {
      for (const count of processes) {
        const postgres = storage === 'postgres' ? await newDatabase(server.url) : undefined;
        const each = days * A_DAY;
        const within = minutes * MINUTES;
        const plan = { program, postgres, processes: count, terminals, each, kills, within, stopped };
        const report = await runFleet(plan);
        if (postgres !== undefined) await dropDatabase(server.url, postgres);
        whole &&= report.lost === 0 && report.duplicates === 0 && report.waiting === 0;
        tell(report);
      }
    }
    return whole;
  } finally {
    await server.close();
  }
}

function mustBeWhole({ lost, duplicates, waiting }: FleetReport): void {
  if (lost !== 0 || duplicates !== 0 || waiting !== 0)
    throw new Error(`${lost} entries were lost, ${duplicates} came twice, ${waiting} still wait.`);
}

/** This very program is the command too, for processes of its own. */
const program = fileURLToPath(import.meta.url);

if (process.argv[2] === 'authority') {
  const command = new Command('vestibule');
  addAuthority(command);
  await command.parseAsync();
}
