import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installationKind, readersKind, settingsKind } from '../installation/installation';
import { replaceFile, unlessUnwritable } from '../installation/stored-file';
import type { UpdateEvent } from '../../shared/domain/update';
import { Record, type Trial } from './record';

/** So often an update may be started without getting ready; then the last good version comes back. */
export const STARTS = 3;

/** Settings as the last good version left them: a newer one may write a form that the older cannot read. */
const KEPT = 'before-update';
const files = [settingsKind, installationKind, readersKind].flatMap(({ name }) => [
  `${name}.json`,
  `${name}.last-good.json`,
]);

/** Before the program is replaced: keeps the settings and notes that the next starts are a trial. */
export function beginTrial(profile: string, trial: Omit<Trial, 'starts'>): void {
  rmSync(path.join(profile, KEPT), { recursive: true, force: true });
  mkdirSync(path.join(profile, KEPT), { mode: 0o700 });
  copyAll(profile, path.join(profile, KEPT));
  new Record(profile).write({ trial: { ...trial, starts: 0 } });
}

/**
 * The first thing at every start. Answers the trial whose update has to go now: it was started often enough and never got
 * ready. Counts this start otherwise, before anything of the update runs that could fail; a full disk counts none.
 */
export function countStart(profile: string, running: string, now: Date): Trial | undefined {
  // A machine without an update has no such file, and a start should not cost it one.
  if (!existsSync(path.join(profile, 'updates.json'))) return undefined;
  const record = new Record(profile);
  const { trial } = record.read();
  if (!trial) return undefined;
  if (trial.to !== running) {
    const last = { what: 'not-installed' as const, version: trial.to, at: now.toISOString() };
    unlessUnwritable(() => record.write({ trial: undefined, last, untold: last }));
    return undefined;
  }
  if (trial.starts >= STARTS) return trial;
  unlessUnwritable(() => record.write({ trial: { ...trial, starts: trial.starts + 1 } }));
  return undefined;
}

/** It got ready and stayed so: the update is the last good version now. Answers what it was a trial of. */
export function proveTrial(profile: string, now: Date): Trial | undefined {
  const record = new Record(profile);
  const { trial } = record.read();
  if (!trial) return undefined;
  record.write({
    trial: undefined,
    last: { what: 'installed', version: trial.to, at: now.toISOString() },
  });
  rmSync(path.join(profile, KEPT), { recursive: true, force: true });
  return trial;
}

/**
 * The update is given up and not tried again by itself. `wentBack`: the last good version is in place again, and its
 * settings are too; else somebody has to put it there.
 */
export function endTrial(profile: string, { to }: Trial, wentBack: boolean, now: Date): void {
  const kept = path.join(profile, KEPT);
  if (wentBack && existsSync(kept)) copyAll(kept, profile);
  const record = new Record(profile);
  const failed = [...new Set([...record.read().failed, to])].slice(-50);
  const last = { what: wentBack ? 'went-back' : 'starts-badly', version: to, at: now.toISOString() } as const;
  record.write({ trial: undefined, failed, last, untold: last });
}

/** What happened while nobody could be told; it is told once, where the disk takes that it was. */
export function takeUntold(profile: string): UpdateEvent | undefined {
  if (!existsSync(path.join(profile, 'updates.json'))) return undefined;
  const record = new Record(profile);
  const { untold } = record.read();
  if (untold) unlessUnwritable(() => record.write({ untold: undefined }));
  return untold;
}

function copyAll(from: string, to: string): void {
  for (const name of files) {
    if (existsSync(path.join(from, name)))
      replaceFile(path.join(to, name), readFileSync(path.join(from, name)));
  }
}
