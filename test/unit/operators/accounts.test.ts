import { describe, expect, test } from 'vitest';
import { Accounts, type OperatorEvent } from '../../../main/operators/accounts';
import { memoryVault } from '../../support/memory-vault';

const mei = { id: 'mei', name: 'Mei Tan', role: 'clerk' } as const;
const sofia = { id: 'sofia', name: 'Sofía Ruiz', role: 'supervisor' } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

/** Operators on a vault; `restart` opens the same vault again, as after a kill. */
async function desk() {
  const vault = memoryVault();
  const events: OperatorEvent[] = [];
  let time = 0;
  const open = () => new Accounts({ vault, monotonic: () => time, note: (event) => void events.push(event) });
  const accounts = open();
  await accounts.add(sofia, '602913', 'installer');
  await accounts.add(mei, '815204', 'sofia');
  return { accounts, events, restart: open, wait: (seconds: number) => void (time += seconds * 1_000) };
}

async function wrong(accounts: Accounts, times: number, pin = '111222', id = 'mei'): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await expect(accounts.signIn(id, pin)).rejects.toEqual(code('pin-wrong'));
  }
}
const waitOf = (accounts: Accounts, id = 'mei') =>
  accounts.list().find((operator) => operator.id === id)?.waitSeconds;

describe('Given two operators', () => {
  test('when one types the right PIN, then it is they; a wrong PIN and a name nobody has are answered alike', async () => {
    const { accounts, events } = await desk();
    expect(await accounts.signIn('mei', '815204')).toEqual(mei);
    await wrong(accounts, 1);
    await wrong(accounts, 1, '815204', 'nobody');
    expect(events.slice(2)).toEqual([{ event: 'pin-wrong', operator: 'mei' }]);
  });

  test('when three PINs are wrong, then the fourth waits, longer each time, and the right one begins anew', async () => {
    const { accounts, wait } = await desk();
    await wrong(accounts, 3);
    expect(waitOf(accounts)).toBe(30);
    await expect(accounts.signIn('mei', '815204')).rejects.toEqual(code('pin-locked'));
    wait(30);
    await wrong(accounts, 1);
    expect(waitOf(accounts)).toBe(60);
    wait(60);
    expect(await accounts.signIn('mei', '815204')).toEqual(mei);
    expect(waitOf(accounts)).toBe(0);
    expect(waitOf(accounts, 'sofia')).toBe(0);
  });

  test('when the terminal is killed and started to try more PINs, then the wait begins again in full', async () => {
    const { accounts, restart, wait } = await desk();
    await wrong(accounts, 3);
    wait(29);
    const again = restart();
    expect(waitOf(again)).toBe(30);
    await expect(again.signIn('mei', '815204')).rejects.toEqual(code('pin-locked'));
  });

  test('when it is killed while a PIN is being checked, then that try is counted', async () => {
    const { accounts, restart } = await desk();
    await wrong(accounts, 2);
    const interrupted = accounts.signIn('mei', '111222');
    expect(waitOf(restart())).toBe(30);
    await expect(interrupted).rejects.toEqual(code('pin-wrong'));
  });

  test('when many PINs are tried at once, then no more are looked at than one after the other', async () => {
    const { accounts } = await desk();
    const tries = Array.from({ length: 6 }, () =>
      accounts.signIn('mei', '111222').catch((error) => error.code),
    );
    const answers = await Promise.all(tries);
    expect(answers.toSorted()).toEqual([...Array(3).fill('pin-locked'), ...Array(3).fill('pin-wrong')]);
  });

  test('when ten are wrong, then only a new PIN lets them in; the last one who could set it waits instead', async () => {
    const { accounts, events, wait } = await desk();
    const tenWrong = async (id: string) => {
      for (let time = 0; time < 10; time += 1) {
        await wrong(accounts, 1, '111222', id);
        wait(3_600);
      }
    };
    await tenWrong('mei');
    expect(events.at(-1)).toEqual({ event: 'locked-out', operator: 'mei' });
    await expect(accounts.signIn('mei', '815204')).rejects.toEqual(code('pin-locked'));
    await accounts.change('mei', { pin: '730528' }, 'sofia');
    expect(await accounts.signIn('mei', '730528')).toEqual(mei);
    await tenWrong('sofia');
    expect(await accounts.signIn('sofia', '602913')).toEqual(sofia);
  });

  test('when one is removed, then their PIN and their name serve nobody any more, and one who manages stays', async () => {
    const { accounts } = await desk();
    accounts.remove('mei', 'sofia');
    await wrong(accounts, 1, '815204');
    await expect(accounts.add(mei, '815204', 'sofia')).rejects.toEqual(code('operator-exists'));
    expect(() => accounts.remove('sofia', 'sofia')).toThrow(code('last-manager'));
    await expect(accounts.change('sofia', { role: 'clerk' }, 'sofia')).rejects.toEqual(code('last-manager'));
  });

  test.each(['111111', '123456', '987654', '890123', '0000000'])(
    'when the PIN would be %s, then it is turned down',
    async (pin) => {
      const { accounts } = await desk();
      await expect(accounts.change('mei', { pin }, 'sofia')).rejects.toEqual(code('pin-too-simple'));
    },
  );
});
