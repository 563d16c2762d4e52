import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the PostgreSQL that the tests of this project use. */
    postgres: string | undefined;
  }
}

/** One PostgreSQL for all tests of the project `postgres`; each test has a database of its own there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgres', server.url);
  return () => server.close();
}
