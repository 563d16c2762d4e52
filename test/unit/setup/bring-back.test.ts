import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringBack } from '../../../scripts/setup/bring-back.mjs';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-results-'));
  await mkdir(at('from/screens'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

describe('Given results that an ordinary user wrote', () => {
  it('when they are brought back, then they replace those of the last time', async () => {
    await mkdir(at('to'));
    await writeFile(at('to/old.png'), 'old');
    await writeFile(at('from/screens/new.png'), 'new');
    await bringBack(at('from'), at('to'));
    expect(await readdir(at('to'), { recursive: true })).toEqual([
      'screens',
      path.join('screens', 'new.png'),
    ]);
    expect(await readFile(at('to/screens/new.png'), 'utf8')).toBe('new');
  });

  it('when one is a link to a file of somebody else, then it stays behind', async () => {
    await writeFile(at('secret'), 'secret');
    await symlink(at('secret'), at('from/report.md'));
    await bringBack(at('from'), at('to'));
    expect(await readdir(at('to'), { recursive: true })).toEqual(['screens']);
  });

  it('when there are none, then those of the last time are left alone', async () => {
    await rm(at('from/screens'), { recursive: true });
    await mkdir(at('to'));
    await writeFile(at('to/old.png'), 'old');
    await bringBack(at('from'), at('to'));
    expect(await readdir(at('to'))).toEqual(['old.png']);
  });
});
