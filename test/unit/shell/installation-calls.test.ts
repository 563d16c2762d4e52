import { describe, expect, test } from 'vitest';
import type { EnrolledTerminal } from '../../../shared/contract/enrolment-calls';
import type { KioskState } from '../../../shared/contract/kiosk-calls';
import type { Installation } from '../../../main/installation';
import { createInstallationCalls } from '../../../main/shell/installation-calls';

const signingKey = 'aCIsa-Zf4dSVsO1mGRfS_Zlv0TCVGVlbF6Q8mBjxhpA';
const enrolled: EnrolledTerminal = {
  terminal: 'T-1',
  site: 'Hotel Aurora',
  role: 'any',
  fingerprint: signingKey,
  authority: 'https://authority.example/',
  signingKey,
  training: false,
  connection: {},
};
const request = { authority: enrolled.authority, code: '7KQ4-9MXP-2HTD', signingKey };

/** A shell whose file says `mode`, beside a terminal that is enrolled or not; `full`: nothing can be written. */
function machine(mode: Installation['mode'], of: { enrolled: boolean; kiosk?: KioskState }) {
  let stored: Installation = { mode };
  const disk = { full: false };
  const told: unknown[] = [];
  const answers: Record<string, () => unknown> = {
    'enrolment.read': () => (of.enrolled ? enrolled : null),
    'enrolment.enrol': () => {
      of.enrolled = true;
      return enrolled;
    },
  };
  const calls = createInstallationCalls({
    installation: {
      setAside: undefined,
      restored: false,
      read: () => stored,
      async write(change) {
        if (disk.full) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
        const before = stored;
        stored = { ...stored, ...change };
        return { before, now: stored };
      },
    },
    processes: {
      async ask(name) {
        if (name === 'enrolment.enrol' && of.enrolled)
          return { ok: false, error: { code: 'already-enrolled', message: 'It is.' } };
        return { ok: true, reply: answers[name]?.() };
      },
      restartTerminal: async () => undefined,
    },
    kiosk: { state: of.kiosk ?? 'off' },
    tell: (message) => void told.push(message),
  });
  return { calls, disk, told, stored: () => stored };
}

describe('Given a terminal that enrolled, and a shell that could not write that down', () => {
  test('when it starts again, then it is a live machine, and no first start asks for a code that is spent', async () => {
    const { calls, stored, told } = machine('new', { enrolled: true });
    expect(await calls['installation.read']({})).toEqual({ mode: 'live' });
    expect(stored()).toMatchObject({ mode: 'live', authorityUrl: enrolled.authority });
    expect(told).toEqual([{ event: 'installation', payload: { mode: 'live' } }]);
  });

  test('when the installer tries again once there is room, then it is done, without another code', async () => {
    const { calls, disk, stored } = machine('new', { enrolled: false });
    disk.full = true;
    await expect(calls['installation.enrol'](request)).rejects.toMatchObject({ code: 'ENOSPC' });
    disk.full = false;
    expect(await calls['installation.enrol'](request)).toEqual(enrolled);
    expect(stored().mode).toBe('live');
  });

  test('when another authority is given, then the machine stays with the one it has', async () => {
    const { calls } = machine('new', { enrolled: true });
    const another = { ...request, signingKey: signingKey.replace('a', 'b') };
    await expect(calls['installation.enrol'](another)).rejects.toMatchObject({ code: 'already-enrolled' });
  });
});

test('Given a new machine, when it is read, then it is new', async () => {
  const { calls, told } = machine('new', { enrolled: false });
  expect(await calls['installation.read']({})).toEqual({ mode: 'new' });
  expect(told).toEqual([]);
});

test('Given a locked machine that is not enrolled, when whoever stands before it makes a training machine or a terminal of it, then it stays what it is; left by an installer it trains', async () => {
  const locked = machine('new', { enrolled: false, kiosk: 'locked' });
  await expect(locked.calls['installation.train']({})).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(locked.calls['installation.enrol'](request)).rejects.toMatchObject({ code: 'not-permitted' });
  expect(locked.stored()).toEqual({ mode: 'new' });
  const left = machine('new', { enrolled: false, kiosk: 'released' });
  await left.calls['installation.train']({});
  expect(left.stored()).toEqual({ mode: 'training' });
});

test('Given a locked training machine, when whoever stands before it ends the training, then it trains on: nobody could set it up or leave the lock', async () => {
  const locked = machine('training', { enrolled: false, kiosk: 'locked' });
  await expect(locked.calls['installation.leave-training']({})).rejects.toMatchObject({
    code: 'not-permitted',
  });
  expect(locked.stored()).toEqual({ mode: 'training' });
});
