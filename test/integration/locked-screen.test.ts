import { expect, it } from 'vitest';
import { trainingOperators } from '../../main/terminal/training-operators';
import { trainingTerminal } from '../support/training-terminal';

const MINUTE = 60_000;
const desk = { id: 'desk', kind: 'command', name: 'desk' } as const;

it('Given somebody who signed in, when the machine sleeps for longer than a screen stays open, then it is locked when it wakes; after a short sleep it is not', async () => {
  const sleep = { milliseconds: 0 };
  const { terminal } = await trainingTerminal({
    now: () => new Date(Date.now() + sleep.milliseconds),
  });
  for (const { id: operator, pin } of trainingOperators.slice(0, 1))
    await terminal.handlers['sign-in']({ operator, pin });
  sleep.milliseconds += MINUTE;
  terminal.awake();
  expect(terminal.state().session.locked).toBe(false);
  sleep.milliseconds += 10 * MINUTE;
  terminal.awake();
  expect(terminal.state().session.locked).toBe(true);
});

it('Given a document that is being checked, when who read it signs out meanwhile, then the entry names them and nobody else', async () => {
  const { terminal } = await trainingTerminal();
  const supervisor = trainingOperators.find(({ role }) => role === 'supervisor');
  if (!supervisor) throw new Error('There is no supervisor.');
  const signIn = () => terminal.handlers['sign-in']({ operator: supervisor.id, pin: supervisor.pin });
  await signIn();
  const code = (await terminal.samples())?.find(({ expect: told }) => told === 'verified')?.text ?? '';
  const reading = terminal.present(desk, { type: 'text', text: code }, undefined, 'hotel.check-in');
  await terminal.handlers['sign-out']({});
  expect(await reading).toMatchObject({ outcome: 'verified' });
  await signIn();
  const search = { kind: 'verdict', operator: supervisor.id } as const;
  expect(await terminal.handlers['journal.find']({ search, below: 100 })).toMatchObject({
    positions: [expect.any(Number)],
  });
});
