import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { trainingOperators } from '../../main/terminal/training-operators';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

const child = 'identity-danae-ferreira';
const supervisorPin = trainingOperators.find(({ id }) => id === 'supervisor')?.pin ?? '';
const mother = 'identity-eleni-karagianni';

describe('the front desk', () => {
  it('Given a family, when only the keyboard is used, then everybody is recorded, the child with its guardian, and a typed document too, with a supervisor’s PIN', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const { keyboard } = page;

    await counter.call('training.present', { id: mother });
    expect(await counter.outcome()).toBe('verified');
    await keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Room' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('412', { delay: 120 });

    // The next person is one scan away; the focus is on what has to be compared.
    await counter.call('training.present', { id: child });
    await focused(page, 'Person matches document');
    await keyboard.press('Enter');
    await focused(page, 'Record check-in');
    await keyboard.press('Enter');
    // What is missing is said, and the focus goes there.
    await page.getByText('Choose what the guardian is to the child.').waitFor();
    await keyboard.press('Enter');
    await page.getByRole('option', { name: 'Mother or father' }).waitFor();
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.type('+30 690 000 4471', { delay: 120 });

    await keyboard.press('F4');
    await page.getByRole('dialog', { name: 'Type a document' }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('option', { name: 'Passport' }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('option', { name: 'Passport' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Document' }).and(page.locator(':focus')).waitFor();
    for (const text of ['', 'MAR', 'XK204771']) {
      await keyboard.type(text, { delay: 120 });
      await keyboard.press('Tab');
    }
    // The day until which it is valid is left open: three parts and the calendar.
    for (const _part of ['day', 'month', 'year', 'calendar']) await keyboard.press('Tab');
    for (const text of ['Haddadi', 'Bilal']) {
      await keyboard.type(text, { delay: 120 });
      await keyboard.press('Tab');
    }
    await keyboard.type('12031988', { delay: 120 });
    await keyboard.press('Enter');
    await focused(page, 'Person matches document');
    await keyboard.press('Enter');
    await focused(page, 'Record check-in');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'A supervisor has to approve this' }).waitFor();
    await page.getByRole('textbox', { name: 'Why it is done' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('The passport has no chip', { delay: 120 });
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await page.getByLabel('The supervisor’s PIN').and(page.locator(':focus')).waitFor();
    await keyboard.type(supervisorPin, { delay: 120 });
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();

    const { guests } = await counter.call('guests.page', {});
    expect(guests.map(({ outcome, room }) => `${outcome} ${room}`)).toEqual([
      'check-by-eye 412',
      'verified 412',
      'verified 412',
    ]);
    expect(new Set(guests.map(({ party }) => party)).size).toBe(1);
    await focused(page, 'Next guest');
    await keyboard.press('Enter');
    await counter.ready();
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given somebody who is checked in, when they come again, then the clerk sees it before anything is recorded, and decides', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const comeIn = async () => {
      await counter.call('training.present', { id: mother });
      expect(await counter.outcome()).toBe('verified');
    };
    await comeIn();
    await counter.checkIn('412');
    await counter.nextGuest();
    const recorded = await counter.entries('check-in');

    await comeIn();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Room' }).fill('413');
    await page.getByRole('button', { name: 'Record check-in' }).click();

    const warning = page.getByRole('dialog', { name: 'Checked in already?' });
    await warning.getByText('room 412').waitFor();
    expect(await counter.entries('check-in')).toEqual(recorded);
    await warning.getByRole('button', { name: 'Record anyway' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect((await counter.call('guests.page', {})).guests).toHaveLength(2);
  });

  it('Given a recorded guest, when the card is saved, then a PDF of one page is there; without a printer the record stays and the screen says so', async () => {
    await using terminal = await launchTerminal();
    const { app, page, profile } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const file = path.join(profile, 'card.pdf');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    await counter.checkIn('412');

    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await page.getByText('Saved as card.pdf.').waitFor();
    const pdf = (await readFile(file)).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

    await page.getByRole('button', { name: 'Print registration card' }).click();
    await page.getByText(/^(No printer is set up|Sent to the printer|The card could not)/).waitFor();
    expect((await counter.call('guests.page', {})).guests).toHaveLength(1);
  });

  it('Given guests of today, when one leaves, then the list says so, and it can be taken back', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.call('training.present', { id: mother });
    await counter.outcome();
    await counter.checkIn('412');
    await counter.nextGuest();
    await page.getByRole('navigation').getByText('Guests').click();

    const grid = page.getByRole('grid', { name: 'Guests' });
    await grid.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check out' }).click();
    await grid.getByText(/^left /).waitFor();
    await page.getByRole('button', { name: 'Take the check-out back' }).click();
    await page.getByRole('button', { name: 'Check out' }).waitFor();
    await page.getByRole('radio', { name: 'All days' }).click();
    await grid.getByText('412').waitFor();
  });
});

async function focused(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).and(page.locator(':focus')).waitFor();
}
