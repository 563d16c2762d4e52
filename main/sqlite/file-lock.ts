import { type EngineName, availableEngines, engineDatabase } from './engine';
import { sqliteErrorKind } from './sqlite-error';

/** Held from `takeFileLock` until `release` or until the process ends, however it ends. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock that `path` stands for; undefined while another process (or another lock of this one) has it.
 * It is an exclusive transaction on a small database file, so the operating system holds it and takes it back
 * when the process dies: nothing stale stays behind. The file itself is left there and holds nothing.
 */
export function takeFileLock(path: string, options: { engine?: EngineName } = {}): FileLock | undefined {
  const engine = options.engine ?? availableEngines()[0] ?? 'addon';
  const handle = new (engineDatabase(engine))(path, { timeout: 0 });
  try {
    handle.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    handle.close();
    if (sqliteErrorKind(thrown) === 'busy') return undefined;
    throw thrown;
  }
  return { release: () => handle.close() };
}
