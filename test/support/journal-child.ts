import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * Bundles one of the programs of this folder for plain Node, as the product's own build does, so that a test can
 * start it as a process of its own. `out/` lies inside the repository: native packages are found from there.
 */
export async function bundled(program: string): Promise<{ file: string; remove: () => void }> {
  const out = path.resolve('out');
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(path.join(out, 'test-program-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, external: ['@photostructure/sqlite', 'node-hid', 'serialport', 'smartcard'] },
    build: {
      ssr: path.resolve('test/support', program),
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'program.mjs' } },
    },
  });
  return {
    file: path.join(folder, 'program.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts it under the runtime that runs the tests. */
export function started(file: string, args: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}
