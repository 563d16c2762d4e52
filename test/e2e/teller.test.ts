import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PublicKey } from '../../main/crypto/jwk';
import { checkReceipt } from '../../main/journal/receipt';
import { trainingOperators } from '../../main/terminal/training-operators';
import { EntryBody } from '../../shared/domain/entry-body';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter, dynamic, typedPassport } from './counter';
import { looksRight } from './accessible';

const customer = 'identity-eleni-karagianni';
const supervisorPin = trainingOperators.find(({ id }) => id === 'supervisor')?.pin ?? '';

describe('a bank’s counter', () => {
  it('Given a customer, when only the keyboard is used, then they agree on their own screen, a second person approves what does not fit, and the receipt proves the record', async () => {
    await using terminal = await launchTerminal();
    const { app, page, profile } = terminal;
    const counter = new Counter(page);
    const { keyboard } = page;
    await counter.ready();
    await savesTo(app, path.join(profile, 'receipt'));

    const purposes = page.getByRole('button', { name: 'What people are asked for' });
    await purposes.focus();
    await keyboard.press('Enter');
    await page.getByRole('option', { name: 'Hotel check-in' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await counter.until(
      async () => (await counter.call('state.read', {})).purpose.name === 'bank.verify-customer',
    );
    expect(await counter.present(customer)).toBe('verified');
    await keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Customer reference' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('K-20418', { delay: 120 });
    await keyboard.press('Enter');
    // What is missing is said, and the focus goes where it is asked.
    await page.getByText('Ask the customer first').waitFor();
    await focused(page, 'Ask on the customer’s screen');

    const opening = app.waitForEvent('window');
    await keyboard.press('F9');
    const display = await opening;
    await display.getByRole('heading', { name: 'Do you agree?' }).waitFor();
    expect(await display.content()).not.toMatch(/Καραγιάννη|1979-05|May 1979|0925-3317/);
    await looksRight(terminal, 'the form of a customer');
    await looksRight(terminal, 'what a customer is asked', { page: display });
    await display.getByRole('button', { name: 'Español' }).focus();
    await display.keyboard.press('Enter');
    await display.getByRole('button', { name: 'Acepto', exact: true }).focus();
    await display.keyboard.press('Enter');
    await display.getByRole('heading', { name: 'Gracias' }).waitFor();
    await page.getByText(/^Agreed on their own screen at .*, in Español$/).waitFor();

    await page.getByRole('textbox', { name: 'Discrepancy' }).focus();
    await keyboard.type('Another address', { delay: 120 });
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'A supervisor has to approve this' }).waitFor();
    await looksRight(terminal, 'the second person');
    await page.getByRole('textbox', { name: 'Why it is done' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('I saw the bill', { delay: 120 });
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await page.getByLabel('The supervisor’s PIN').and(page.locator(':focus')).waitFor();
    await keyboard.type(supervisorPin, { delay: 120 });
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    await page.getByText('Delivered. The authority has signed for it.').waitFor();
    await looksRight(terminal, 'the record of a customer');

    await page.getByRole('button', { name: 'Save signed receipt' }).focus();
    await keyboard.press('Enter');
    await page.getByText('counter-signed by the authority').waitFor();
    await page.getByRole('button', { name: 'Save as PDF' }).focus();
    await keyboard.press('Enter');
    await page.getByText('Saved as receipt.pdf.').waitFor();
    const pdf = (await readFile(path.join(profile, 'receipt.pdf'))).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

    const receipt = (await readFile(path.join(profile, 'receipt.jws'), 'utf8')).trim();
    const key = await readFile(path.join(profile, 'training', 'authority', 'signing-key.json'), 'utf8');
    const checked = checkReceipt(receipt, [PublicKey.parse(JSON.parse(key))]);
    expect(checked).toMatchObject({ ok: true, acknowledgedAt: expect.any(String) });
    expect(EntryBody['check-in'].parse(checked.body)).toMatchObject({
      form: { reference: 'K-20418', legalBasis: 'consent', discrepancy: 'Another address' },
      consent: { shownBy: 'customer-display', text: { language: 'es', version: '2026-1' } },
      approvals: expect.arrayContaining([
        { act: 'four-eyes', approver: 'supervisor', reason: 'I saw the bill' },
      ]),
    });

    await dayOfCustomers(page);
    await withdrawConsent(terminal, 'K-20418');
    await page.getByRole('button', { name: 'Void this record' }).focus();
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Void this record' }).waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).and(page.locator(':focus')).waitFor();
    await keyboard.type('another customer', { delay: 120 });
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Voided' }).waitFor();
    await typedDocument(counter);
    await claimWhileOffline(counter);
    expect(await terminal.problems()).toEqual([]);
  }, 150_000);
});

/** The day is told in the words of a bank: nobody checks in there. */
async function dayOfCustomers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Day', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Customers per hour' }).waitFor();
  await page.getByRole('img', { name: /^1 record, most in the hour from/ }).waitFor();
  expect(await page.locator('.day-figures > div').first().innerText()).toMatch(/^Recorded\s+1\b/);
  expect(await page.locator('main').innerText()).not.toMatch(/check(ed)?[ -]?in|guest|room/i);
}

/** The record is looked up by its reference; two presses take the consent back, and the list says so. */
async function withdrawConsent(terminal: RunningTerminal, reference: string): Promise<void> {
  const { page } = terminal;
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Customers', exact: true }).focus();
  await keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search customers' }).focus();
  await keyboard.type(reference, { delay: 120 });
  await page.getByRole('grid', { name: 'Customers' }).getByText(reference).click();
  await page.getByRole('columnheader', { name: 'Reference' }).waitFor();
  await page.getByRole('button', { name: 'Withdraw consent…' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'The customer withdraws their consent' }).waitFor();
  await looksRight(terminal, 'a consent that is withdrawn');
  await focused(page, 'Record the withdrawal');
  await keyboard.press('Enter');
  await page.getByRole('grid').getByText('consent withdrawn').waitFor();
  await page.getByRole('button', { name: 'Withdraw consent…' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Verify', exact: true }).focus();
  await keyboard.press('Enter');
}

/** A document that no reader reads: compared by eye, and a supervisor approves that it was typed. */
async function typedDocument(counter: Counter): Promise<void> {
  const { page } = counter;
  const { keyboard } = page;
  await keyboard.press('Escape');
  await counter.ready();
  await counter.call('present.by-hand', { document: typedPassport });
  expect(await counter.outcome()).toBe('check-by-eye');
  await focused(page, 'I compared, they match');
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Customer reference' }).and(page.locator(':focus')).waitFor();
  await keyboard.type('K-20419', { delay: 120 });
  const basis = page.getByRole('button', { name: 'Legal basis' });
  await basis.focus();
  await keyboard.press('Enter');
  await page.getByRole('option', { name: 'Contract' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Record verification' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Why it is done' }).and(page.locator(':focus')).waitFor();
  await keyboard.type('The chip is broken', { delay: 120 });
  await page.getByLabel('The supervisor’s PIN').focus();
  await keyboard.type(supervisorPin, { delay: 120 });
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Recorded' }).waitFor();
  await page.locator('.recorded .button.primary:focus').waitFor();
  await keyboard.press('Enter');
  await counter.ready();
}

/** Nobody can vouch for a dynamic code now: amber is recorded as amber, and the answer comes beside it. */
async function claimWhileOffline(counter: Counter): Promise<void> {
  const { page } = counter;
  const { keyboard } = page;
  await counter.call('purpose.select', { name: 'reservation.claim' });
  await counter.until(
    async () => (await counter.call('state.read', {})).purpose.name === 'reservation.claim',
  );
  await counter.network(false);
  expect(await counter.present((await counter.sample(dynamic)).id)).toBe('unverified-queued');
  await focused(page, 'Record as not yet verified');
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Reference of the claim' }).and(page.locator(':focus')).waitFor();
  await keyboard.type('R-7731', { delay: 120 });
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Recorded' }).waitFor();
  await counter.network(true);
  await counter.until(async () => (await counter.call('state.read', {})).awaitingVerdict === 0);
  const { guests } = await counter.call('guests.page', { search: 'R-7731' });
  expect(guests).toMatchObject([{ outcome: 'unverified-queued', late: { outcome: 'verified' } }]);
}

/** Whatever is saved goes there, with the ending that the app suggests. */
async function savesTo(app: ElectronApplication, place: string): Promise<void> {
  await app.evaluate(({ dialog }, stem) => {
    const answer = (...given: unknown[]) => {
      const { filters } = given.at(-1) as Electron.SaveDialogOptions;
      const filePath = `${stem}.${filters?.[0]?.extensions[0]}`;
      return Promise.resolve({ canceled: false, filePath });
    };
    dialog.showSaveDialog = answer;
  }, place);
}

async function focused(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).and(page.locator(':focus')).waitFor();
}
