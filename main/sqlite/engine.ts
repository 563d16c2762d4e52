import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';

/** `built-in` is the runtime's `node:sqlite`; `addon` is @photostructure/sqlite, for runtimes without it. */
export type EngineName = 'built-in' | 'addon';

/** The constructor that both engines share. */
export type EngineDatabase = new (
  path: string,
  options?: { readOnly?: boolean; timeout?: number },
) => EngineHandle;
export type EngineHandle = Pick<DatabaseSync, 'exec' | 'prepare' | 'close' | 'isTransaction'>;

/** The engines this runtime has, the preferred one first. The addon is always there. */
export function availableEngines(): readonly EngineName[] {
  return builtIn() === undefined ? ['addon'] : ['built-in', 'addon'];
}

/** The database constructor of an engine; throws where this runtime does not have it. */
export function engineDatabase(name: EngineName): EngineDatabase {
  const database = name === 'built-in' ? builtIn() : addon();
  if (database === undefined) throw new Error('This runtime has no SQLite of its own.');
  return database;
}

let builtInDatabase: EngineDatabase | null | undefined;
let addonDatabase: EngineDatabase | undefined;

function builtIn(): EngineDatabase | undefined {
  // Some runtimes announce the module as experimental on standard error; what is used of it here is
  // held to the addon's behaviour by tests, and a command line should not start with a warning.
  if (builtInDatabase === undefined) {
    const emitWarning = process.emitWarning;
    process.emitWarning = () => undefined;
    try {
      builtInDatabase = process.getBuiltinModule('node:sqlite')?.DatabaseSync ?? null;
    } finally {
      process.emitWarning = emitWarning;
    }
  }
  return builtInDatabase ?? undefined;
}

/** Loaded only when it is needed: it is a native library. */
function addon(): EngineDatabase {
  addonDatabase ??= (
    createRequire(import.meta.url)('@photostructure/sqlite') as { DatabaseSync: EngineDatabase }
  ).DatabaseSync;
  return addonDatabase;
}
