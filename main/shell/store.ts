import { renameSync } from 'node:fs';
import path from 'node:path';
import ElectronStore from 'electron-store';
import { z } from 'zod';

export interface Store<T> {
  read(): T;
  write(change: Partial<T>): T;
  /** The name under which a file that could not be read was set aside at this start. */
  readonly setAside: string | undefined;
}

/**
 * Keeps `schema`'s object in `folder/<name>.json` (mode 0600), checked on reading and on writing.
 * A file that does not fit is set aside under another name, never overwritten, and the defaults are used.
 */
export function openStore<T extends Record<string, unknown>>(
  folder: string,
  name: string,
  schema: z.ZodObject & z.ZodType<T>,
  defaults: T,
): Store<T> {
  const open = () => {
    const store = new ElectronStore<Record<string, unknown>>({
      name,
      cwd: folder,
      defaults,
      schema: z.toJSONSchema(schema).properties as never,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    });
    schema.parse(store.store);
    return store;
  };
  let setAside: string | undefined;
  let store: ElectronStore<Record<string, unknown>>;
  try {
    store = open();
  } catch {
    setAside = `${name}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
    renameSync(path.join(folder, `${name}.json`), path.join(folder, setAside));
    store = open();
  }
  return {
    setAside,
    read: () => schema.parse(store.store),
    write(change) {
      const next = schema.parse({ ...store.store, ...change });
      store.set(next);
      return next;
    },
  };
}
