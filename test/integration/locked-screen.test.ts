import { expect, it } from 'vitest';
import { trainingOperators } from '../../main/terminal/training-operators';
import { trainingTerminal } from '../support/training-terminal';

const MINUTE = 60_000;

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
