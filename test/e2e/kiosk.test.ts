import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trainingOperators } from '../../main/terminal/training-operators';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter } from './counter';

const pinOf = (operator: string) => ({
  operator,
  pin: trainingOperators.find(({ id }) => id === operator)?.pin ?? '',
});
const locked = ({ app }: RunningTerminal) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().every((window) => window.isKiosk()));
const tryToClose = ({ app }: RunningTerminal) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

describe('the kiosk lock', () => {
  it('Given a locked machine, when it is closed, crashes or loses power, then it stays locked; only an installer’s PIN leaves it', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-kiosk-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    {
      await using terminal = await launchTerminal({ profile, keepProfile: true });
      const counter = new Counter(terminal.page);
      await counter.ready();
      expect(await counter.call('kiosk.read', {})).toEqual({ state: 'off' });
      await counter.call('kiosk.lock', {});
      expect(await locked(terminal)).toBe(true);
      await tryToClose(terminal);
      await counter.ready();
      // What a page itself can do to its window: it is opened anew, as locked as before.
      const opened = terminal.app.waitForEvent('window');
      await terminal.page.evaluate(() => window.close()).catch(() => undefined);
      await new Counter(await opened).ready();
      expect(await locked(terminal)).toBe(true);
      // As a power cut does: nobody is asked.
      terminal.app.process().kill('SIGKILL');
    }
    await using terminal = await launchTerminal({ profile, keepProfile: true, asInstalled: true });
    const counter = new Counter(terminal.page);
    await counter.ready();
    expect(await locked(terminal)).toBe(true);
    expect(await counter.call('kiosk.read', {})).toEqual({ state: 'locked' });
    await tryToClose(terminal);
    await counter.ready();

    await expect(counter.call('kiosk.switch-off', {})).rejects.toThrow('not-permitted');
    // No dialogue of the system opens for whoever stands there.
    await expect(counter.call('diagnostics.save', {})).rejects.toThrow('not-permitted');
    await terminal.page.locator('.navigation .space').last().click();
    await terminal.page.getByRole('radio', { name: 'Health' }).click({ force: true });
    await terminal.page.getByText('Locked: an installer leaves the kiosk').waitFor();
    expect(await terminal.page.getByRole('button', { name: 'Save diagnostics' }).isDisabled()).toBe(true);
    const leaveTraining = terminal.page.getByRole('button', { name: 'Set up for live work…' });
    await terminal.page.getByRole('radio', { name: 'About' }).click({ force: true });
    await terminal.page.getByRole('heading', { name: 'About' }).waitFor();
    await terminal.page.waitForTimeout(500);
    expect(await leaveTraining.count()).toBe(0);
    await expect(counter.call('kiosk.leave', pinOf('clerk'))).rejects.toThrow('not-permitted');
    await expect(counter.call('kiosk.leave', { operator: 'installer', pin: '000000' })).rejects.toThrow(
      'pin-wrong',
    );
    expect(await locked(terminal)).toBe(true);
    await counter.call('kiosk.leave', pinOf('installer'));
    expect(await locked(terminal)).toBe(false);
    expect(await counter.call('kiosk.switch-off', {})).toEqual({ state: 'off' });
    await terminal.page.getByRole('radio', { name: 'Health' }).click({ force: true });
    await terminal.page.getByRole('radio', { name: 'About' }).click({ force: true });
    await leaveTraining.waitFor();
  });

  it('Given processes that hang, when the supervisor hears nothing of them, then it starts them anew, says so, and the desk works on', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    const host = () =>
      terminal.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Vestibule reader host')?.pid,
      );
    const hung = await host();
    if (hung === undefined) throw new Error('There is no reader host.');
    process.kill(hung, 'SIGSTOP');
    await counter.until(async () => {
      const pid = await host();
      return pid !== undefined && pid !== hung;
    }, 30_000);
    await counter.until(async () => (await counter.call('state.read', {})).readerHost.lost === 1);
    const { checks } = await counter.call('health.read', {});
    expect(checks.find(({ topic }) => topic === 'readers')).toMatchObject({
      state: 'attention',
      figures: { lost: 1 },
    });
    const { id } = await counter.sample(({ kind }) => kind === 'card');
    await counter.until(async () =>
      (await counter.call('state.read', {})).readers.some(({ state }) => state === 'live'),
    );
    await counter.call('training.present', { id });
    expect(await counter.outcome()).toBe('verified');
  });
});
