import type ElectronStore from 'electron-store';
import { z } from 'zod';
import {
  FORMAT,
  type FoundFile,
  type StoredKind,
  keepAsLastGood,
  readStored,
  settleFile,
} from '../installation/stored-file';

export interface Store<T> extends FoundFile {
  read(): T;
  /** Changes come one after another, each to what the one before left. */
  write(change: Partial<T>): Promise<{ before: T; now: T }>;
}

/** Keeps `kind`'s object in `folder/<name>.json` (mode 0600), checked on reading and on writing; what was damaged is told. */
export function openStore<T extends object>(folder: string, kind: StoredKind<T>): Store<T> {
  const found = settleFile(folder, kind);
  let opening: Promise<ElectronStore<Record<string, unknown>>> | undefined;
  return {
    ...found,
    read: () => readStored(folder, kind),
    async write(change) {
      const store = await (opening ??= electronStore(folder, kind));
      const before = readStored(folder, kind);
      const now = kind.schema.parse({ ...before, ...change });
      store.store = { ...now, [FORMAT]: kind.migrations.length };
      keepAsLastGood(folder, kind);
      return { before, now };
    },
  };
}

/** The library costs a tenth of a cold start: it is loaded for the first change. */
async function electronStore<T extends object>(
  folder: string,
  kind: StoredKind<T>,
): Promise<ElectronStore<Record<string, unknown>>> {
  const { default: Store } = await import('electron-store');
  return new Store({
    name: kind.name,
    cwd: folder,
    schema: { ...z.toJSONSchema(kind.schema).properties, [FORMAT]: { type: 'integer' } } as never,
    clearInvalidConfig: false,
    configFileMode: 0o600,
  });
}
