import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Record } from '../../main/updates/record';
import { STARTS, countStart, endTrial } from '../../main/updates/trial';
import { programOf } from '../support/update-server';
import { UpdatedMachine, now } from '../support/updated-machine';

let machine: UpdatedMachine;

beforeEach(async () => {
  machine = await UpdatedMachine.start();
});

describe('An update that does not start', () => {
  test('Given a package whose program does not start, when it is unpacked, then it is not put in place', async () => {
    await machine.server.publish('0.2.0', { program: programOf('0.2.0', true) });
    const { updater } = machine.updater();
    await updater.look();
    expect(updater.standing).toMatchObject({ phase: 'resting', last: { what: 'not-installed' } });
    expect(machine.folders.current).toBe('0.1.0');
  });

  test('Given an installed update that never gets ready, when it was started often enough, then the version before is back with its settings, and the update is not tried again', async () => {
    const settings = path.join(machine.profile, 'settings.json');
    writeFileSync(settings, '{"language":"it"}');
    await machine.server.publish('0.2.0');
    const { updater } = machine.updater();
    await updater.look();
    await updater.installIfQuiet();
    writeFileSync(settings, '{"a form":"of tomorrow"}');
    for (let start = 0; start < STARTS; start += 1)
      expect(countStart(machine.profile, '0.2.0', now())).toBeUndefined();
    const trial = countStart(machine.profile, '0.2.0', now());
    expect(trial).toMatchObject({ from: '0.1.0', to: '0.2.0' });
    if (!trial) return;
    endTrial(machine.profile, trial, true, now());
    machine.installer.goBack(trial.from);

    expect(machine.folders.current).toBe('0.1.0');
    expect(readFileSync(settings, 'utf8')).toBe('{"language":"it"}');
    expect(countStart(machine.profile, '0.1.0', now())).toBeUndefined();
    const { updater: before } = machine.updater();
    await before.look();
    expect(before.standing).toMatchObject({
      phase: 'resting',
      left: { version: '0.2.0', reason: 'failed-here' },
      last: { what: 'went-back', version: '0.2.0' },
    });
    // The one that mends it is taken.
    await machine.server.publish('0.2.1', { issuedAt: '2030-01-03T00:00:00Z' });
    await before.look();
    expect(before.standing).toMatchObject({ phase: 'waiting', version: '0.2.1' });
  });

  test('Given a replacement that did not come about, when the old version starts, then it says so and nothing is counted', async () => {
    await machine.server.publish('0.2.0');
    const { updater } = machine.updater();
    await updater.look();
    await updater.installIfQuiet();
    expect(countStart(machine.profile, '0.1.0', now())).toBeUndefined();
    expect(new Record(machine.profile).read()).toMatchObject({
      last: { what: 'not-installed', version: '0.2.0' },
    });
    expect(new Record(machine.profile).read().trial).toBeUndefined();
  });
});
