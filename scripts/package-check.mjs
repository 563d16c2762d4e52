// npm run package:check: makes the packages that need no download, looks inside, installs the .deb into a folder, starts
// the program from there and checks a citizen in. What is made here has this machine's Electron in it and is never shipped.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lookInside } from './package/look-inside.mjs';
import { sameAgain } from './package/same-again.mjs';
import { checked, makePackages } from './package/make-packages.mjs';
import { bringBack } from './setup/bring-back.mjs';
import { buildIfStale } from './setup/build.mjs';
import { must } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { progress } from './setup/progress.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  await progress('Packaging', () => makePackages(runtime));
  const findings = [...(await lookInside()), await sameAgain(runtime)];
  for (const { name, ok, found } of findings) console.log(`${ok ? '✓' : '×'} ${name}: ${found}`);
  const started = await inSandbox(runtime, async (sandbox) => {
    // Where the ordinary user of the check can run it.
    const installed = path.join(path.dirname(sandbox.out), 'installed');
    await mkdir(installed, { mode: 0o755 });
    await must('Unpacking', 'dpkg-deb', ['-x', await debIn(checked), installed]);
    const program = path.join(installed, 'opt', 'Vestibule');
    // By whoever makes the packages, root or not: it has to work for an administrator too.
    await must('The command line', path.join(program, 'vestibule-cli'), ['readers', 'setup', '--dry-run']);
    const status = await sandbox.run('node', ['scripts/package/driver.mjs', path.join(program, 'vestibule')]);
    await bringBack(sandbox.out, 'out/package-check');
    return status;
  });
  // What brought nothing back has no folder yet.
  await mkdir(path.join('out', 'package-check'), { recursive: true });
  await writeFile(
    path.join('out', 'package-check', 'findings.json'),
    `${JSON.stringify(findings, null, 2)}\n`,
  );
  await rm(path.join(checked, 'linux-unpacked'), { recursive: true, force: true });
  return findings.every(({ ok }) => ok) ? started : 1;
});

/** @param {string} folder */
async function debIn(folder) {
  const name = (await readdir(folder)).find((each) => each.endsWith('.deb'));
  if (name === undefined) throw new Error('There is no .deb.');
  return path.join(folder, name);
}
