import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Where a small disk is mounted until the test ends, or in words why there is none. */
export type SmallDisk = { disk: string; missing?: never } | { disk?: never; missing: string };

/** A disk in memory: it has no blocks of its own and no journal, and is full to the byte. */
export function diskInMemory(megabytes: number): SmallDisk {
  return mounted(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs']);
}

/** A file with ext4 on a loop device: a file system that a till has, with its blocks, inodes and journal. */
export function diskOnLoop(megabytes: number): SmallDisk {
  const image = path.join(madeFolder(), 'image');
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  // No blocks kept for root, who alone may run this: the disk is full for everybody at once.
  const reason = failure('mkfs.ext4', ['-q', '-F', '-m', '0', image]);
  return reason === undefined ? mounted(['-o', 'loop', image]) : { missing: reason };
}

function mounted(what: readonly string[]): SmallDisk {
  const disk = madeFolder();
  const reason = failure('mount', [...what, disk]);
  if (reason !== undefined) return { missing: reason };
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
  });
  return { disk };
}

function madeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Why a command of the system did not succeed, in words for whoever reads that a test was passed over. */
function failure(program: string, args: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `a small disk needs root and ${program}: ${error?.message ?? stderr.trim()}`;
}
