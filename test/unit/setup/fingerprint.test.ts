import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../scripts/setup/fingerprint.mjs';

let folder: string;
const now = () => fingerprint(folder, ['main', 'package.json']);
const write = (name: string, text: string) => writeFile(path.join(folder, name), text);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-fingerprint-'));
  await mkdir(path.join(folder, 'main/inner'), { recursive: true });
  await write('main/inner/verdict.ts', 'export {};');
  await write('package.json', '{}');
});
afterEach(() => rm(folder, { recursive: true }));

describe('Given sources that were built', () => {
  it('when nothing changed but times, then the build is fresh', async () => {
    const before = await now();
    await utimes(path.join(folder, 'main/inner/verdict.ts'), 1, 1);
    expect(await now()).toBe(before);
  });

  it('when a file deep inside changed, then the build is stale', async () => {
    const before = await now();
    await write('main/inner/verdict.ts', 'export { };');
    expect(await now()).not.toBe(before);
  });

  it('when a file has another name, then the build is stale', async () => {
    const before = await now();
    await rename(path.join(folder, 'main/inner/verdict.ts'), path.join(folder, 'main/inner/outcome.ts'));
    expect(await now()).not.toBe(before);
  });

  it('when text moved from one file into the next, then the build is stale', async () => {
    await write('main/a', 'one two');
    await write('main/b', '');
    const before = await now();
    await write('main/a', 'one');
    await write('main/b', ' two');
    expect(await now()).not.toBe(before);
  });

  it('when a generated file or one outside the sources changed, then the build is fresh', async () => {
    const before = await now();
    await write('main/api.generated.ts', 'export {};');
    await write('README.md', 'text');
    expect(await now()).toBe(before);
  });
});
