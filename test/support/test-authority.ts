import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type Authority, type AuthorityOptions, openAuthority } from '../../main/authority/server/authority';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import type { Row } from '../../main/authority/server/storage/storage';
import { dropDatabase, newDatabase } from './postgres-server';
import { WireTerminal } from './wire-terminal';

/**
 * A training authority that listens on a free port, with a clock that the test can move; gone after the test. The
 * project `postgres` of the tests runs the same tests with a database of a real PostgreSQL.
 */
export class TestAuthority {
  /** Milliseconds by which its clock is ahead. */
  ahead = 0;
  url = '';
  readonly arrived: { terminal: string; entry: string; status: string }[] = [];
  readonly #options: AuthorityOptions;
  #authority: Authority | undefined;

  private constructor(options: Partial<AuthorityOptions> & Pick<AuthorityOptions, 'database'>) {
    this.#options = {
      training: true,
      now: () => new Date(Date.now() + this.ahead),
      onEntry: (line) => this.arrived.push(line),
      ...options,
    };
  }

  static async open(options: Partial<AuthorityOptions> = {}): Promise<TestAuthority> {
    const { database, ...place } = options.database === undefined ? await freshPlace() : options;
    const test = new TestAuthority({ ...place, ...options, database: database ?? '' });
    onTestFinished(() => test.close());
    await test.start();
    return test;
  }

  get authority(): Authority {
    if (!this.#authority) throw new Error('not open');
    return this.#authority;
  }

  /** A folder, or the address of a database. */
  get database(): string {
    return this.#options.database;
  }

  /** Ends it, if it has not ended yet. */
  async close(): Promise<void> {
    const open = this.#authority;
    this.#authority = undefined;
    await open?.close();
  }

  /** The process ends and another one starts on the same database and port. */
  async restart(): Promise<void> {
    await this.authority.close();
    await this.start(Number(new URL(this.url).port));
  }

  async code(): Promise<string> {
    const [code = ''] = await this.authority.enrolmentCodes(1);
    return code;
  }

  async terminal(): Promise<WireTerminal> {
    return WireTerminal.enrolled(this.url, await this.code());
  }

  /** What a statement finds in the database. */
  async rows(sql: string): Promise<Row[]> {
    const storage = await openStorage(this.database, this.#options.now);
    try {
      return await storage.all(sql);
    } finally {
      await storage.close();
    }
  }

  /** Opens the authority on what is in its database now. */
  async start(port?: number): Promise<void> {
    this.#authority = undefined;
    this.#authority = await openAuthority(this.#options);
    this.url = (await this.#authority.listen({ port })).url;
  }
}

/** Where a new authority can live: a folder, or with a PostgreSQL a database of its own and a key, since no folder keeps one. */
async function freshPlace(): Promise<Pick<AuthorityOptions, 'database' | 'masterKey'>> {
  const server = inject('postgres');
  if (server !== undefined) {
    const url = await newDatabase(server);
    onTestFinished(() => dropDatabase(server, url));
    return { database: url, masterKey: randomKey };
  }
  const database = mkdtempSync(path.join(tmpdir(), 'vestibule-authority-'));
  onTestFinished(() => rmSync(database, { recursive: true, force: true, maxRetries: 5 }));
  return { database };
}

const randomKey = new Uint8Array(32).fill(5);
