import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { setSite } from '../../main/authority/server/at-the-database';
import { SiteProfile } from '../../main/authority/server/site-profile';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

const PINS = { clerk: '135790', supervisor: '246802' };

describe('operators', () => {
  it('Given three wrong PINs and an app that is killed, when it starts again, then the right PIN still has to wait, and another operator does not', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-operators-'));
    try {
      {
        await using terminal = await launchTerminal({ profile, keepProfile: true });
        const { page } = terminal;
        await openSignIn(page);
        for (let time = 0; time < 3; time += 1) {
          await typePin(page, '111222');
          await page.getByText('This is not the PIN of this operator.').waitFor();
        }
        await page.getByText(/^Try again in \d+ s$/).waitFor();
        terminal.app.process().kill('SIGKILL');
      }
      await using terminal = await launchTerminal({ profile, keepProfile: true });
      const { page } = terminal;
      await openSignIn(page);
      await page.getByText(/^Try again in \d+ s$/).waitFor();
      await typePin(page, PINS.clerk);
      await page.getByText('Too many wrong PINs: this operator has to wait.').waitFor();
      await page.getByRole('radio', { name: 'Training supervisor' }).check({ force: true });
      await typePin(page, PINS.supervisor);
      await new Counter(page).ready();
      await page.getByRole('button', { name: /Training supervisor/ }).waitFor();
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('Given a clerk with a person on the screen, when they lock it, then nothing of the person is left, no reader reads, their PIN goes on, by touch alone, and another operator takes over; a person nobody acts on leaves the screen after 30 seconds', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await openSignIn(page);
    await typePin(page, PINS.clerk);
    await counter.ready();
    const sample = await counter.sample(signed);
    expect(await counter.present(sample.id)).toBe('verified');
    const name = await page.locator('.person-panel h2, .name').first().innerText();
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    expect(await page.content()).not.toContain(name);
    await expect(counter.call('training.present', { id: sample.id })).rejects.toThrow('screen-locked');
    await expect(counter.call('guests.page', {})).rejects.toThrow('screen-locked');
    for (const digit of PINS.clerk) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: /Unlock/ }).click();
    await counter.ready();

    // The operating system locks: so does the terminal. Another operator takes over, by touch.
    await terminal.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await page.getByText('Training supervisor').click();
    for (const digit of PINS.supervisor) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: /Unlock/ }).click();
    await counter.ready();
    expect((await counter.call('state.read', {})).session.person?.id).toBe('supervisor');

    await page.clock.install();
    expect(await counter.present(sample.id)).toBe('verified');
    await page.clock.fastForward(29_000);
    // The samples beside the stage have their names on them.
    const stage = page.locator('main.stage');
    expect(await stage.innerText()).toContain(name);
    await page.clock.fastForward(2_000);
    await counter.ready();
    expect(await stage.innerText()).not.toContain(name);
  });

  it('Given a clerk with a check-in half filled in, when the site begins to ask for sign-in, then they are told, finish and record it, and only then the PIN is asked', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await counter.fillIn('204');
    const site = SiteProfile.parse({ name: 'Harbour House', signIn: true });
    await setSite(path.join(terminal.profile, 'training', 'authority'), site, [], new Date());
    await page.getByText('Operators sign in here from now on').waitFor();
    // Longer than a desk that is free has to be left alone.
    await page.waitForTimeout(5_000);
    expect(await page.getByRole('textbox', { name: 'Room' }).inputValue()).toBe('204');
    await page.getByRole('button', { name: 'Record check-in' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    await page.getByRole('button', { name: 'Next guest' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect(counter.call('guests.page', {})).rejects.toThrow('not-signed-in');
    await typePin(page, PINS.clerk);
    await counter.ready();
    const { guests } = await counter.call('guests.page', {});
    expect(guests.map(({ room }) => room)).toEqual(['204']);
  });

  it('Given a clerk who is signed in, when a window asks for more than a clerk may, then the terminal refuses; a supervisor adds an operator on the page and changes their own PIN', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.call('sign-in', { operator: 'clerk', pin: PINS.clerk });
    const mei = { id: 'mei', name: 'Mei Tan', role: 'clerk', pin: '815204' } as const;
    await expect(counter.call('operators.add', mei)).rejects.toThrow('not-permitted');
    await expect(counter.call('operators.remove', { id: 'supervisor' })).rejects.toThrow('not-permitted');
    await expect(counter.call('operators.lock-after', { seconds: 0 })).rejects.toThrow('not-permitted');
    await counter.call('sign-in', { operator: 'supervisor', pin: PINS.supervisor });
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('Operators', { exact: true }).click();
    await page.getByRole('button', { name: 'Add an operator' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mei Tan');
    await page.getByRole('textbox', { name: 'Sign-in name' }).fill('mei');
    await page.getByLabel('PIN', { exact: true }).fill('123456');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This PIN is among the first that anybody would try.').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill('815204');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Mei Tan').waitFor();
    await changeOwnPin(page, '111222', '704915');
    await page.getByText('This is not the PIN of this operator.').waitFor();
    await changeOwnPin(page, PINS.supervisor, '704915');
    await page.getByText('Your PIN is changed.').waitFor();
    await expect(counter.call('sign-in', { operator: 'supervisor', pin: PINS.supervisor })).rejects.toThrow(
      'pin-wrong',
    );
    await counter.call('sign-in', { operator: 'supervisor', pin: '704915' });
    expect(await newest(counter, 'operator', 1)).toMatchObject({
      event: 'pin-wrong',
      operator: 'supervisor',
    });
    expect(await newest(counter, 'operator', 2)).toEqual({
      event: 'changed',
      operator: 'supervisor',
      role: 'supervisor',
      by: 'supervisor',
    });
    const { operator } = await counter.call('sign-in', { operator: 'mei', pin: '815204' });
    expect(operator).toEqual({ id: 'mei', name: 'Mei Tan', role: 'clerk' });
  });

  it('Given a clerk who is signed in, when they open the journal, then they browse and verify it, and nobody is shown, signed for, taken out or looked after', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.call('sign-in', { operator: 'clerk', pin: PINS.clerk });
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    const { entries: below } = (await counter.call('state.read', {})).journal;
    const { positions } = await counter.call('journal.find', {
      search: { kind: 'verdict' },
      below: below + 1,
    });
    const [line] = await counter.call('journal.lines', { positions: positions.slice(0, 1) });
    const entry = line?.id ?? '';
    const grant = '00000000-0000-4000-8000-000000000000';
    const colleague = { search: { operator: 'supervisor' }, below: below + 1 };
    await expect(counter.call('journal.reveal', { entry })).rejects.toThrow('not-permitted');
    await expect(counter.call('journal.receipt', { entry })).rejects.toThrow('not-permitted');
    await expect(counter.call('journal.export', { format: 'csv', grant })).rejects.toThrow('not-permitted');
    await expect(counter.call('journal.find', colleague)).rejects.toThrow('not-permitted');

    await page.getByRole('button', { name: 'Journal', exact: true }).click();
    await page.getByText('Only a supervisor reveals').waitFor();
    await page
      .getByRole('button', { name: /^Open Verdict/ })
      .first()
      .click();
    const details = page.getByRole('region', { name: 'Entry', exact: true });
    expect(await details.getByRole('button', { name: 'Reveal' }).isDisabled()).toBe(true);
    expect(await details.getByRole('button', { name: 'Receipt' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText('The chain is whole.').waitFor();

    await counter.call('sign-in', { operator: 'supervisor', pin: PINS.supervisor });
    await details.getByRole('button', { name: 'Reveal' }).click();
    await details.getByText('Everything that this entry says is shown.').waitFor();
    const { entries: now } = (await counter.call('state.read', {})).journal;
    const found = await counter.call('journal.find', { ...colleague, below: now + 1 });
    expect(found.positions).not.toEqual([]);
  });

  it('Given a terminal that is offline with more waiting than may, when a clerk records a guest, then a supervisor approves it by PIN, and the journal says who did', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.call('sign-in', { operator: 'clerk', pin: PINS.clerk });
    await counter.network(false);
    const { text } = await counter.sample(signed);
    const { id: verdict } = await counter.call('present', { reader: 'keyboard', text });
    expect(await counter.outcome()).toBe('verified');
    await reach(page, verdict, 250);
    await page.getByText('Many records wait to be delivered.').waitFor();
    await reach(page, verdict, 250);
    await page.getByText('Each record now needs a supervisor’s PIN').waitFor();

    await counter.fillIn('204');
    await page.getByRole('button', { name: 'Record check-in' }).click();
    const dialogue = page.getByRole('dialog', { name: 'A supervisor has to approve this' });
    await dialogue.getByRole('textbox', { name: 'Why it is done' }).fill('No network since noon');
    await dialogue.getByLabel('The supervisor’s PIN').fill(PINS.clerk);
    await dialogue.getByRole('button', { name: 'Approve' }).click();
    await dialogue.getByText('This is not the PIN of this operator.').waitFor();
    await dialogue.getByLabel('The supervisor’s PIN').fill(PINS.supervisor);
    await dialogue.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect((await counter.call('state.read', {})).session.person?.id).toBe('clerk');
    await counter.call('sign-in', { operator: 'supervisor', pin: PINS.supervisor });
    expect(await newest(counter, 'override')).toMatchObject({
      act: 'offline-limit',
      operator: 'clerk',
      approver: 'supervisor',
    });
  });
});

/** Opens the sign-in screen as a person does who takes over. */
async function openSignIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change operator/ }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** In the open dialogue, or in one that is opened. */
async function changeOwnPin(page: Page, pin: string, newPin: string): Promise<void> {
  const dialogue = page.getByRole('dialog', { name: 'Change my PIN' });
  if (!(await dialogue.isVisible())) await page.getByRole('button', { name: 'Change my PIN' }).click();
  await dialogue.getByLabel('PIN so far').fill(pin);
  await dialogue.getByLabel('New PIN', { exact: true }).fill(newPin);
  await dialogue.getByLabel('New PIN once more').fill(newPin);
  await dialogue.getByRole('button', { name: 'Save' }).click();
}

async function typePin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.keyboard.press('Enter');
}

/** What the newest entry of a kind says, or one so many before it. */
async function newest(
  counter: Counter,
  kind: 'override' | 'operator',
  before = 0,
): Promise<Record<string, unknown>> {
  const { journal } = await counter.call('state.read', {});
  const { positions } = await counter.call('journal.find', {
    search: { kind },
    below: journal.entries + 1,
  });
  const [line] = await counter.call('journal.lines', { positions: positions.slice(before, before + 1) });
  if (!line) throw new Error(`The journal has no ${kind}.`);
  const fields = await counter.call('journal.reveal', { entry: line.id });
  return Object.fromEntries(fields.map(({ path: place, value }) => [place, value]));
}

/** Lets so many entries wait: each look at a number is one. */
async function reach(page: Page, verdict: string, entries: number): Promise<void> {
  await page.evaluate(
    async ([id, times]) => {
      for (let time = 0; time < times; time += 1) await window.vestibule.call('reveal', { verdict: id });
    },
    [verdict, entries] as const,
  );
}
