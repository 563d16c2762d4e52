import { createPackageWithOptions, extractAll } from '@electron/asar';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../setup/command.mjs';

/**
 * Makes of the unpacked program the same one with another version, which believes the key of this check, as
 * `vestibule-VERSION.tar.gz` in `folder/VERSION` with its signed release. `broken`: it says its version, and dies at every start.
 * @param {{ unpacked: string, folder: string, version: string, broken: boolean, key: string }} wanted
 */
export async function makeVersion({ unpacked, folder, version, broken, key }) {
  const place = path.join(folder, version);
  const program = path.join(place, `vestibule-${version}`);
  await mkdir(place, { mode: 0o755 });
  await cp(unpacked, program, { recursive: true, verbatimSymlinks: true });
  const archive = path.join(program, 'resources', 'app.asar');
  const content = path.join(place, 'content');
  extractAll(archive, content);
  const manifest = path.join(content, 'package.json');
  const { version: built, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify({ ...rest, version }));
  await renumber(path.join(content, 'dist', 'main'), built, version);
  const { d: _, ...pinned } = JSON.parse(await readFile(key, 'utf8'));
  await writeFile(path.join(content, 'dist', 'main', 'release-keys.json'), JSON.stringify([pinned]));
  if (broken) {
    const shell = path.join(content, 'dist', 'main', 'shell.js');
    const dies = "if (!process.argv.includes('--cli')) throw new Error('This version does not start.');\n";
    await writeFile(shell, (await readFile(shell, 'utf8')) + dies);
  }
  await rm(`${archive}.unpacked`, { recursive: true, force: true });
  await createPackageWithOptions(content, archive, { unpack: '**/*.node' });
  await rm(content, { recursive: true });
  await must('Packing', 'tar', [
    '-czf',
    path.join(place, `vestibule-${version}.tar.gz`),
    '-C',
    place,
    path.basename(program),
  ]);
  await rm(program, { recursive: true });
  const words = ['sign', '--key', key, '--folder', place, '--version', version, '--back-to', '0.1.0'];
  await must('Signing', 'node', ['scripts/release.mjs', ...words]);
}

/**
 * The version stands in the programs too, which are bundled with it.
 * @param {string} folder
 * @param {string} from
 * @param {string} to
 */
async function renumber(folder, from, to) {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const code = await readFile(file, 'utf8');
    const renumbered = code.replaceAll(/(["'`])(\d+\.\d+\.\d+)\1/g, (word, quote, found) =>
      found === from ? `${quote}${to}${quote}` : word,
    );
    if (renumbered !== code) await writeFile(file, renumbered);
  }
}
