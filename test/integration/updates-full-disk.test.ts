import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Record } from '../../main/updates/record';
import { beginTrial, countStart, endTrial, takeUntold } from '../../main/updates/trial';
import { diskInMemory } from '../support/small-disk';
import { UpdatedMachine, now } from '../support/updated-machine';

let machine: UpdatedMachine;

beforeEach(async () => {
  machine = await UpdatedMachine.start();
});

describe('A disk without room', () => {
  const fullProfile = (context: { skip(why: string): never }): string => {
    const { disk, missing } = diskInMemory(1);
    if (disk === undefined) return context.skip(missing);
    return disk;
  };
  const fill = (disk: string) =>
    expect(() => writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(2_000_000))).toThrow('ENOSPC');

  test('Given a server that is down, when the machine looks, then it says so and nothing is thrown that would end the looking', async (context) => {
    const disk = fullProfile(context);
    new Record(disk).write({ failed: [] });
    fill(disk);
    const { updater } = machine.updater({
      profile: disk,
      fetch: () => Promise.reject(new TypeError('refused')),
    });
    await updater.look();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'unreachable' } });
    expect(machine.noted).toHaveLength(1);
  });

  test('Given an update that waits, when it would go in, then it is refused with a word and the machine does not say it is installing for ever', async (context) => {
    const disk = fullProfile(context);
    await machine.server.publish('0.2.0');
    const { updater } = machine.updater({ profile: disk });
    await updater.look();
    expect(updater.standing.phase).toBe('waiting');
    fill(disk);
    await expect(updater.installIfQuiet()).rejects.toThrow();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'no-room' } });
    expect(machine.folders.current).toBe('0.1.0');
  });

  test('Given an update on trial, when it is started, then it starts; and the settings are whole when it is given up', (context) => {
    const disk = fullProfile(context);
    const settings = path.join(disk, 'settings.json');
    writeFileSync(settings, JSON.stringify({ old: 'a'.repeat(20_000) }));
    beginTrial(disk, { from: '0.1.0', to: '0.2.0' });
    writeFileSync(settings, '{"new":true}');
    new Record(disk).write({ untold: { what: 'went-back', version: '0.2.0', at: now().toISOString() } });
    fill(disk);
    expect(countStart(disk, '0.2.0', now())).toBeUndefined();
    expect(takeUntold(disk)).toMatchObject({ what: 'went-back' });
    expect(() => endTrial(disk, { from: '0.1.0', to: '0.2.0', starts: 3 }, true, now())).toThrow('ENOSPC');
    expect(readFileSync(settings, 'utf8')).toBe('{"new":true}');
  });
});
