import ElectronStore from 'electron-store';
import { z } from 'zod';
import {
  FORMAT,
  type FoundFile,
  type StoredKind,
  keepAsLastGood,
  settleFile,
} from '../installation/stored-file';

export interface Store<T> extends FoundFile {
  read(): T;
  write(change: Partial<T>): T;
}

/** Keeps `kind`'s object in `folder/<name>.json` (mode 0600), checked on reading and on writing; what was damaged is told. */
export function openStore<T extends object>(folder: string, kind: StoredKind<T>): Store<T> {
  const found = settleFile(folder, kind);
  const store = new ElectronStore<Record<string, unknown>>({
    name: kind.name,
    cwd: folder,
    schema: { ...z.toJSONSchema(kind.schema).properties, [FORMAT]: { type: 'integer' } } as never,
    clearInvalidConfig: false,
    configFileMode: 0o600,
  });
  const current = () => {
    const { [FORMAT]: _, ...content } = store.store;
    return kind.schema.parse(content);
  };
  return {
    ...found,
    read: current,
    write(change) {
      const next = kind.schema.parse({ ...current(), ...change });
      store.store = { ...next, [FORMAT]: kind.migrations.length };
      keepAsLastGood(folder, kind);
      return next;
    },
  };
}
