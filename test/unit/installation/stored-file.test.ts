import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { installationKind, settingsKind } from '../../../main/installation/installation';
import { type StoredKind, readStored, settleFile, writeStored } from '../../../main/installation/stored-file';
import { diskInMemory } from '../../support/small-disk';

const lamp: StoredKind<{ colour: string; level: number }> = {
  name: 'lamp',
  schema: z.strictObject({ colour: z.string(), level: z.number().min(0).max(1) }),
  defaults: { colour: 'white', level: 0.5 },
  migrations: [
    ({ color, ...rest }) => ({ colour: color, ...rest }),
    ({ percent, ...rest }) => ({ ...rest, level: Number(percent) / 100 }),
  ],
};

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'vestibule-stored-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('The files of a machine', () => {
  test('Given no file, when the machine starts, then the defaults are written for their owner alone', () => {
    const at = folder();
    expect(settleFile(at, lamp)).toEqual({ setAside: undefined, restored: false });
    expect(readStored(at, lamp)).toEqual(lamp.defaults);
    expect(statSync(path.join(at, 'lamp.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['the first form', { color: 'red', percent: 20 }],
    ['the second form', { format: 1, colour: 'red', percent: 20 }],
    ['today’s form', { format: 2, colour: 'red', level: 0.2 }],
  ])(
    'Given a file of %s, when the machine starts, then what was set is kept in today’s form',
    (_, written) => {
      const at = folder();
      writeFileSync(path.join(at, 'lamp.json'), JSON.stringify(written));
      expect(settleFile(at, lamp).setAside).toBeUndefined();
      expect(JSON.parse(readFileSync(path.join(at, 'lamp.json'), 'utf8'))).toEqual({
        format: 2,
        colour: 'red',
        level: 0.2,
      });
    },
  );

  test('Given a damaged file, when the machine starts, then it is set aside unchanged and the last good one serves', () => {
    const at = folder();
    settleFile(at, lamp);
    writeStored(at, lamp, { colour: 'green', level: 1 });
    writeFileSync(path.join(at, 'lamp.json'), '{ "colour": "gre');
    const found = settleFile(at, lamp);
    expect(found.restored).toBe(true);
    expect(readStored(at, lamp)).toEqual({ colour: 'green', level: 1 });
    expect(readFileSync(path.join(at, found.setAside ?? ''), 'utf8')).toBe('{ "colour": "gre');
  });

  test('Given a power cut after a damaged file was set aside and before the good one took its place, when the machine starts, then the good one serves', () => {
    const at = folder();
    writeStored(at, lamp, { colour: 'green', level: 1 });
    rmSync(path.join(at, 'lamp.json'));
    settleFile(at, lamp);
    expect(readStored(at, lamp)).toEqual({ colour: 'green', level: 1 });
  });

  test('Given a damaged file on a full disk, when the machine starts, then it starts with the last good one, and puts it in place once there is room', (context) => {
    const { disk: at, missing } = diskInMemory(1);
    if (at === undefined) return context.skip(missing);
    writeStored(at, lamp, { colour: 'green', level: 1 });
    writeFileSync(path.join(at, 'lamp.json'), '');
    expect(() => writeFileSync(path.join(at, 'ballast'), Buffer.alloc(2_000_000))).toThrow('ENOSPC');
    expect(settleFile(at, lamp).restored).toBe(true);
    expect(readStored(at, lamp)).toEqual({ colour: 'green', level: 1 });
    rmSync(path.join(at, 'ballast'));
    settleFile(at, lamp);
    expect(readStored(at, lamp)).toEqual({ colour: 'green', level: 1 });
    expect(readdirSync(at)).toContain('lamp.json');
  });

  test('Given a damaged file and a damaged copy, when the machine starts, then the defaults serve and nothing is deleted', () => {
    const at = folder();
    writeFileSync(path.join(at, 'lamp.json'), '[]');
    writeFileSync(path.join(at, 'lamp.last-good.json'), 'nothing');
    expect(settleFile(at, lamp).restored).toBe(false);
    expect(readStored(at, lamp)).toEqual(lamp.defaults);
    expect(readdirSync(at).filter((name) => name.startsWith('lamp.damaged-'))).toHaveLength(1);
  });

  test('Given a value that does not fit, when it is written, then the file stays as it was', () => {
    const at = folder();
    settleFile(at, lamp);
    expect(() => writeStored(at, lamp, { colour: 'red', level: 7 })).toThrow();
    expect(readStored(at, lamp)).toEqual(lamp.defaults);
  });

  test('Given the installation file of version 0.1.0, when a new version starts, then a training machine stays one', () => {
    const at = folder();
    writeFileSync(path.join(at, 'installation.json'), '{ "mode": "training", "authorityUrl": "" }');
    expect(settleFile(at, installationKind).setAside).toBeUndefined();
    expect(readStored(at, installationKind)).toEqual({ mode: 'training' });
  });

  test('Given settings of a version that let nobody choose a camera, when a new version starts, then they are kept and the camera is the system’s choice', () => {
    const at = folder();
    const { camera, cameraId, ...before } = { ...settingsKind.defaults, language: 'it', scannerPrefix: '~#' };
    writeFileSync(path.join(at, 'settings.json'), JSON.stringify({ ...before, format: 0 }));
    expect(settleFile(at, settingsKind).setAside).toBeUndefined();
    expect(readStored(at, settingsKind)).toEqual({ ...before, camera, cameraId });
  });
});
