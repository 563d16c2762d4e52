import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { trainingOperators } from '../../main/terminal/training-operators';
import { launchTerminal } from '../support/launch';
import { looksRight } from './accessible';
import { Counter, signed } from './counter';
import { willSaveAs } from './save-dialogue';

const run = promisify(execFile);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const child = 'identity-danae-ferreira';
const supervisorPin = trainingOperators.find(({ id }) => id === 'supervisor')?.pin ?? '';
const mother = 'identity-eleni-karagianni';

describe('the front desk', () => {
  it('Given a minor who comes alone, when the clerk records it, then they are asked to look at the permission, a supervisor approves it with the reason, and it is recorded', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present(child)).toBe('verified');
    await counter.fillIn('204');
    await page.getByLabel('Name of the guardian').fill('Rosa Ferreira');
    await page.getByLabel('How to reach the guardian').fill('+351 900 000 000');
    await page.getByRole('button', { name: 'What they are to the child' }).click();
    await page.getByRole('option', { name: 'Mother or father' }).click();
    const record = page.getByRole('button', { name: 'Record check-in' });
    await record.click();
    await page.getByText('Look at the written permission of the guardian first.').waitFor();
    // The focus is where the fault is.
    await page.keyboard.press('Space');
    await record.click();
    const dialogue = page.getByRole('dialog', { name: 'A supervisor has to approve this' });
    await dialogue.getByText('Record minors who came without anybody of age.').waitFor();
    await dialogue.getByRole('textbox', { name: 'Why it is done' }).fill('School match, parents signed');
    await dialogue.getByLabel('The supervisor’s PIN').fill(supervisorPin);
    await dialogue.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect(await counter.entries('override')).toHaveLength(1);
  });

  it('Given a family, when only the keyboard is used, then everybody is recorded, the child with its guardian, and a typed document too, with a supervisor’s PIN', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const { keyboard } = page;

    expect(await counter.present(mother)).toBe('verified');
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

  it('Given a hotel in Italy, when a guest is checked in, then what the ministry asks is asked, its file has the guest, and the list says that it was refused and why', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-italy-'));
    const authority = path.join(profile, 'training', 'authority');
    const purpose = 'hotel.it-alloggiati-web';
    await mkdir(path.join(authority, 'purposes'), { recursive: true });
    await copyFile(`docs/purposes/${purpose}.json`, path.join(authority, 'purposes', `${purpose}.json`));
    await using terminal = await launchTerminal({ profile });
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const report = async (...words: string[]) => {
      const place = ['--training', '--database', authority, '--json'];
      const command = ['dist/main/cli.js', 'authority', 'report', ...words, ...place];
      return JSON.parse((await run(process.execPath, command)).stdout);
    };
    const reporter = path.join(profile, 'reporter.json');
    await writeFile(reporter, JSON.stringify({ reporter: 'alloggiati-web', timeZone: zone, purpose }));
    await report('set', reporter);
    await counter.until(() => counter.call('purpose.select', { name: purpose }).then(() => true));

    expect(await counter.present(mother)).toBe('verified');
    await counter.fillIn('412');
    await page.getByRole('button', { name: 'Record check-in' }).click();
    await page.getByText('Nine digits, from the ministry’s table.').first().waitFor();
    await looksRight(terminal, 'what a ministry asks');
    expect((await counter.call('guests.page', {})).guests).toEqual([]);
    for (const [label, text] of [
      ['Surname', 'Karagianni'],
      ['Given name', 'Eleni'],
      ['State of birth (code)', '100000220'],
      ['Citizenship (code)', '100000220'],
      ['Place of issue (code)', '100000220'],
    ] as const)
      await page.getByRole('textbox', { name: label }).fill(text);
    await page.getByRole('button', { name: 'Kind of document' }).click();
    await page.getByRole('option', { name: 'Identity card', exact: true }).click();
    await page.getByRole('button', { name: 'Record check-in' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    await counter.nextGuest();

    await counter.until(async () => (await counter.call('state.read', {})).outbox.queued === 0);
    const file = path.join(profile, 'guests.txt');
    const { batch, lines } = await report('file', '--out', file);
    expect(lines).toBe(1);
    const written = await readFile(file, 'latin1');
    expect(written.slice(14, 94).replaceAll(/ +/g, ' ')).toBe('KARAGIANNI ELENI ');
    expect(written.slice(125, 139)).toBe('100000220IDENT');
    // The list that is open hears of it by itself.
    await page.getByRole('navigation').getByText('Guests').click();
    await page.getByRole('grid', { name: 'Guests' }).getByText('412').waitFor();
    await report('receipt', batch, file, '--refused', '1');
    await page.getByRole('grid', { name: 'Guests' }).getByText('report refused').click();
    await page
      .getByText('Alloggiati Web refused it: the portal did not take this line of the file.')
      .waitFor();
    await looksRight(terminal, 'a report that was refused');
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given a genuine document of somebody else, when the clerk says that it does not match, then it is refused with what to do, nothing of the person is left, and nobody is recorded', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present(mother)).toBe('verified');
    const { name } = await counter.sample(({ id }) => id === mother);

    await page.getByRole('button', { name: 'Does not match' }).click();

    await page.locator('[data-outcome="refused"]').getByText('not the one of the document').waitFor();
    await page.getByText('Do not accept this document.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(name.split(' ')[0] ?? name);
    expect(await counter.entries('refusal')).toHaveLength(1);
    await focused(page, 'Clear, scan another');
    await page.keyboard.press('Enter');
    await counter.ready();
    expect((await counter.call('guests.page', {})).guests).toEqual([]);
  });

  it('Given an open form, when the next document is somebody else’s, then its person leaves the party, that is journalled, and who is left is recorded', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present(mother)).toBe('verified');
    await counter.fillIn('412');
    await counter.call('training.present', { id: child });

    await page.getByRole('button', { name: 'Does not match' }).click();

    await page.getByText('Compare this person with the document.').waitFor({ state: 'detached' });
    expect(await counter.entries('refusal')).toHaveLength(1);
    await page.getByRole('button', { name: 'Record check-in' }).click();
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect((await counter.call('guests.page', {})).guests).toHaveLength(1);
  });

  it('Given somebody who is checked in, when they come again, then the clerk sees it before anything is recorded, and decides', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const comeIn = async () => {
      expect(await counter.present(mother)).toBe('verified');
    };
    await comeIn();
    await counter.checkIn('412');
    await counter.nextGuest();
    const recorded = await counter.entries('check-in');

    await comeIn();
    await counter.fillIn('413');
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
    await willSaveAs(app, file);
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    await counter.checkIn('412');

    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await page.getByText('Saved as card.pdf.').waitFor();
    const pdf = (await readFile(file)).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect((await stat(file)).mode & 0o077).toBe(0);

    await page.getByRole('button', { name: 'Print registration card' }).click();
    await page.getByText(/^(No printer is set up|Sent to the printer|The card could not)/).waitFor();
    expect((await counter.call('guests.page', {})).guests).toHaveLength(1);
  });

  it('Given a card that cannot be read, when it is printed or saved, then that is said, and no empty page comes out', async () => {
    await using terminal = await launchTerminal();
    const { app, page, profile } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const file = path.join(profile, 'card.pdf');
    await willSaveAs(app, file);
    const language = 'en' as const;
    const card = { entries: [randomUUID()], to: 'pdf' as const, size: 'A5' as const, language };
    const failed = { done: false, problem: 'printer-failed' };
    expect(await counter.call('registration.print', card)).toEqual(failed);
    expect(await counter.call('teller.print', { entry: randomUUID(), to: 'pdf', language })).toEqual(failed);
    expect(existsSync(file)).toBe(false);
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
