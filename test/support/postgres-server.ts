import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { asUser, ordinaryUser } from '../../scripts/setup/ordinary-user.mjs';

/** A PostgreSQL of the tests' own, in a temporary folder. */
export interface PostgresServer {
  /** `postgres://…` of a database that is there from the start. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts Debian's PostgreSQL as an ordinary user (it refuses root) on a socket in a new folder, reachable from nowhere
 * else. `durable` leaves its syncing as it is; without it tests are faster. Throws where it is not installed.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const programs = programFolder();
  const user = await ordinaryUser();
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-postgres-'));
  const data = path.join(folder, 'data');
  if (user) spawnSync('chown', [`${user.uid}:${user.gid}`, folder]);
  const as = (program: string, ...args: string[]) => asUser(user, path.join(programs, program), args);
  const [initdb, initArgs] = as(
    'initdb',
    '--no-sync',
    '-A',
    'trust',
    '-U',
    'vestibule',
    '-E',
    'UTF8',
    '-D',
    data,
  );
  const made = spawnSync(initdb, initArgs, { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const quick = durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off'];
  const settings = [
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'max_connections=80',
  ];
  const [postgres, args] = as('postgres', '-D', data, ...settings, ...quick);
  const server = spawn(postgres, args, { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgres://vestibule@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await answering(url);
  return {
    url,
    async close() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address of a new, empty database on this server. */
export async function newDatabase(server: string): Promise<string> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await ask(server, `CREATE DATABASE ${name}`);
  return server.replace('/postgres?', `/${name}?`);
}

/** Removes a database that `newDatabase` made, whoever is still connected. */
export function dropDatabase(server: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  return ask(server, `DROP DATABASE ${name} WITH (FORCE)`);
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask(url, 'SELECT 1');
    } catch (thrown) {
      if (attempt === 200) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Debian keeps the server's programs apart by version. */
function programFolder(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .sort((one, other) => other - one)
    : [];
  const newest = versions.find((version) => existsSync(path.join(root, String(version), 'bin', 'initdb')));
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return path.join(root, String(newest), 'bin');
}
