import { describe, expect, test } from 'vitest';
import type { OperatorEvent } from '../../../main/operators/accounts';
import { Staff } from '../../../main/operators/staff';
import { VestibuleError } from '../../../shared/domain/error';
import { memoryVault } from '../../support/memory-vault';

const code = (expected: string) => expect.objectContaining({ code: expected });
const builtIn = { id: 'clerk', name: 'Clerk', role: 'clerk' } as const;

async function site({ signIn = true, selfService = false } = {}) {
  let time = 0;
  const asks = { signIn, serving: false };
  let full = false;
  let changes = 0;
  const events: OperatorEvent[] = [];
  const staff = new Staff({
    vault: memoryVault(),
    signIn: () => asks.signIn,
    serving: () => asks.serving,
    selfService,
    builtIn,
    monotonic: () => time,
    note(event) {
      if (full) throw new VestibuleError('journal-full', 'The disk is full.');
      events.push(event);
    },
    changed: () => void (changes += 1),
  });
  const fill = () => {
    full = true;
    changes = 0;
  };
  const add = (id: string, role: 'clerk' | 'supervisor' | 'installer', pin: string) =>
    staff.add({ id, name: id, role, pin });
  const wait = (seconds: number) => {
    time += seconds * 1_000;
    staff.session.look();
  };
  const told = () => events.map(({ event }) => event);
  return { staff, asks, session: staff.session, add, wait, told, fill, changes: () => changes };
}

describe('Given a terminal in self-service', () => {
  test('when nobody is known who could sign in, or somebody has, then the public is not served, and locking signs them out', async () => {
    const { staff, session, add, wait, told } = await site({ signIn: false, selfService: true });
    expect(staff.unattended).toBe(false);
    await add('sofia', 'supervisor', '815204');
    expect(staff.unattended).toBe(true);
    expect(staff.recorder).toEqual(builtIn);
    expect(() => session.mustBe('clerk')).toThrow(code('not-signed-in'));
    await session.signIn('sofia', '815204');
    expect(staff.unattended).toBe(false);
    wait(300);
    expect(staff.unattended).toBe(true);
    expect(told().slice(-2)).toEqual(['signed-in', 'signed-out']);
  });
});

describe('Given a site that begins to ask operators to sign in while the built-in clerk works', () => {
  test('when the window serves somebody, then nothing is asked until it is done and untouched for a moment', async () => {
    const { session, asks, wait } = await site({ signIn: false });
    session.serves(true);
    asks.signIn = true;
    wait(60);
    expect([session.required, session.requiredNext, session.operator.id]).toEqual([false, true, 'clerk']);
    session.touched();
    session.serves(false);
    wait(2);
    expect(session.operator.id).toBe('clerk');
    wait(1);
    expect([session.required, session.requiredNext]).toEqual([true, false]);
    expect(() => session.operator).toThrow(code('not-signed-in'));
  });

  test('when somebody is left standing there, then it is asked when the screen would lock', async () => {
    const { session, asks, wait } = await site({ signIn: false });
    session.serves(true);
    asks.signIn = true;
    wait(299);
    expect(session.operator.id).toBe('clerk');
    wait(1);
    expect(() => session.operator).toThrow(code('not-signed-in'));
  });

  test('when a wallet is being asked, then that goes on first; when a person signed in, then it holds at once', async () => {
    const { session, asks, wait, add } = await site({ signIn: false });
    await add('ada', 'installer', '602913');
    asks.serving = true;
    asks.signIn = true;
    wait(10);
    expect(session.operator.id).toBe('clerk');
    await session.signIn('ada', '602913');
    session.signOut();
    expect(() => session.operator).toThrow(code('not-signed-in'));
  });

  test('when it changes its mind again, then nobody has to, at once', async () => {
    const { session, asks, wait } = await site({ signIn: true });
    asks.signIn = false;
    expect(session.operator.id).toBe('clerk');
    wait(1);
    session.serves(true);
    asks.signIn = true;
    expect(session.operator.id).toBe('clerk');
  });
});

describe('Given a site whose profile asks operators to sign in', () => {
  test('when nobody is known yet, then the first one manages the others, and only they add more', async () => {
    const { staff, session, add } = await site();
    await expect(add('mei', 'clerk', '815204')).rejects.toEqual(code('not-permitted'));
    await add('ada', 'installer', '602913');
    await expect(add('mei', 'clerk', '815204')).rejects.toEqual(code('not-signed-in'));
    await session.signIn('ada', '602913');
    await add('mei', 'clerk', '815204');
    await add('sofia', 'supervisor', '937150');
    await session.signIn('sofia', '937150');
    await expect(add('eve', 'installer', '150286')).rejects.toEqual(code('not-permitted'));
    await expect(staff.change({ id: 'ada', pin: '150286' })).rejects.toEqual(code('not-permitted'));
    await session.signIn('mei', '815204');
    await expect(add('eve', 'clerk', '150286')).rejects.toEqual(code('not-permitted'));
    expect(() => staff.lockAfter(60)).toThrow(code('not-permitted'));
  });

  test('when nobody touches it for long enough, then it locks, and only a PIN goes on', async () => {
    const { session, add, wait, told } = await site();
    await add('ada', 'installer', '602913');
    expect(() => session.operator).toThrow(code('not-signed-in'));
    await session.signIn('ada', '602913');
    wait(299);
    session.touched();
    wait(299);
    expect(session.operator.id).toBe('ada');
    wait(1);
    expect(() => session.operator).toThrow(code('screen-locked'));
    await expect(session.signIn('ada', '111222')).rejects.toEqual(code('pin-wrong'));
    expect(session.locked).toBe(true);
    await session.signIn('ada', '602913');
    expect(session.operator.id).toBe('ada');
    expect(told()).toEqual(['created', 'signed-in', 'locked', 'pin-wrong', 'unlocked']);
  });

  test('when another operator takes over a locked screen, then the first one is signed out', async () => {
    const { session, add, told } = await site();
    await add('ada', 'installer', '602913');
    await session.signIn('ada', '602913');
    await add('mei', 'clerk', '815204');
    session.lock();
    await session.signIn('mei', '815204');
    expect(session.operator.id).toBe('mei');
    expect(told().slice(-3)).toEqual(['locked', 'signed-out', 'signed-in']);
  });

  test('when who is signed in is removed or gets another role, then it holds at once', async () => {
    const { staff, session, add } = await site();
    await add('ada', 'installer', '602913');
    await session.signIn('ada', '602913');
    await add('sofia', 'supervisor', '937150');
    await session.signIn('sofia', '937150');
    await staff.change({ id: 'sofia', role: 'clerk' });
    expect(() => session.mustBe('supervisor')).toThrow(code('not-permitted'));
  });
});

describe('Given a site where nobody has to sign in', () => {
  test('when nobody did, then the built-in clerk works, never locks and manages nobody', async () => {
    const { staff, session, add, wait } = await site({ signIn: false });
    await expect(add('clerk', 'supervisor', '602913')).rejects.toEqual(code('operator-exists'));
    await add('sofia', 'supervisor', '602913');
    wait(10_000);
    expect(session.operator).toEqual(builtIn);
    expect(() => staff.remove('sofia')).toThrow(code('not-permitted'));
    session.lock();
    expect(session.locked).toBe(false);
  });
});

describe('Given a journal that takes nothing more', () => {
  test('when nobody touches the screen for long enough, then it locks all the same, and the windows are told', async () => {
    const { session, add, wait, fill, changes } = await site();
    await add('ada', 'installer', '602913');
    await session.signIn('ada', '602913');
    fill();
    wait(300);
    expect(session.locked).toBe(true);
    expect(changes()).toBe(1);
  });

  test('when somebody signs out, then nobody works there any more, and the windows are told', async () => {
    const { session, add, fill, changes } = await site();
    await add('ada', 'installer', '602913');
    await session.signIn('ada', '602913');
    fill();
    session.signOut();
    expect(session.person).toBeNull();
    expect(changes()).toBe(1);
  });

  test('when somebody signs in, then they are told why not, and nobody works there whom no entry names', async () => {
    const { session, add, fill } = await site();
    await add('ada', 'installer', '602913');
    fill();
    await expect(session.signIn('ada', '602913')).rejects.toEqual(code('journal-full'));
    expect(session.person).toBeNull();
  });
});
