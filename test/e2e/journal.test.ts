import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../main/sqlite/database';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';
import { willSaveAs } from './save-dialogue';

const run = promisify(execFile);
const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vestibule-audit-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A desk where a supervisor works, with guests in these rooms, delivered, and its Journal page open. */
async function auditedDesk(terminal: RunningTerminal, rooms: readonly string[]): Promise<Counter> {
  const counter = new Counter(terminal.page);
  await counter.ready();
  await counter.call('sign-in', { operator: 'supervisor', pin: '246802' });
  for (const [nth, room] of rooms.entries()) {
    await counter.call('training.present', { id: (await counter.sample(signed, nth)).id });
    await counter.outcome();
    await counter.checkIn(room);
    await counter.nextGuest();
  }
  await counter.until(async () => (await counter.call('state.read', {})).outbox.queued === 0);
  await openJournal(counter);
  return counter;
}

async function openJournal({ page }: Counter): Promise<void> {
  await page.getByRole('button', { name: 'Journal', exact: true }).click();
  await page.getByRole('heading', { name: 'Journal' }).waitFor();
}

describe('an auditor finds out what a terminal has recorded', () => {
  it('Given recorded guests, when an auditor filters, opens an entry and asks for a receipt, then nobody is shown unasked, asking is journalled, and the receipt proves itself', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    // A G is in no hash and no identifier, which a number could be.
    const counter = await auditedDesk(terminal, ['G-501', 'G-502']);
    const rows = page.locator('.entry-row');
    expect(await rows.filter({ hasText: 'Verdict' }).count()).toBe(2);

    await page.getByRole('button', { name: /Every kind/ }).click();
    await page.getByRole('option', { name: 'Recorded' }).click();
    await page.getByText(/^2 of \d+ entries$/).waitFor();
    await page.screenshot({ path: `${pictures}/journal-filtered.png` });

    // The newest check-in, by the keyboard alone.
    await rows.first().getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Entry', exact: true });
    await details.getByText('What it says').first().waitFor();
    expect(await details.textContent()).not.toContain('G-502');
    expect(await details.textContent()).toContain('verified');
    await details.getByRole('button', { name: 'Reveal' }).click();
    await details.getByText('G-502').waitFor();
    await details.getByRole('button', { name: /^Look at personal data/ }).waitFor();
    await page.screenshot({ path: `${pictures}/journal-entry.png` });

    await details.getByRole('button', { name: 'Receipt' }).click();
    const file = path.join(folder, 'stay.jws');
    await willSaveAs(terminal.app, file);
    await page.getByRole('button', { name: 'Sign receipt' }).click();
    await page.getByRole('button', { name: 'Save to a file' }).click();
    await page.getByText('Saved as stay.jws.').waitFor();
    const key = path.join(terminal.profile, 'training', 'authority', 'signing-key.json');
    const { stdout } = await run(process.execPath, [
      'dist/main/cli.js',
      'receipt',
      'verify',
      file,
      '--key',
      key,
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    await page.keyboard.press('Escape');

    await details.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: /newer entr/ }).click();
    // One for the look, one for the receipt.
    await rows.filter({ hasText: 'Look at personal data' }).nth(1).waitFor();
    expect((await counter.call('state.read', {})).journal.problem).toBeUndefined();
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given a journal, when its chain is verified and it is exported, then it is whole and the file has every entry and nobody in it', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = await auditedDesk(terminal, ['G-511']);
    const { entries } = (await counter.call('state.read', {})).journal;

    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText('The chain is whole.').waitFor();
    await page.screenshot({ path: `${pictures}/journal-whole.png` });
    await page.getByRole('button', { name: 'Close' }).click();

    const file = path.join(folder, 'entries.csv');
    await willSaveAs(terminal.app, file);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('button', { name: 'Choose file: CSV table' }).click();
    await page.getByText(`${entries} entries are in entries.csv.`).waitFor();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(entries + 1);
    expect(lines.join('\n')).not.toContain('G-511');
    await page.getByRole('button', { name: 'Close' }).click();

    const bundle = path.join(folder, 'waiting.jwe');
    await willSaveAs(terminal.app, bundle);
    await counter.network(false);
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    await counter.call('training.present', { id: (await counter.sample(signed, 1)).id });
    // A verdict brings the desk to the front, also a late one.
    await counter.outcome();
    await openJournal(counter);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('button', { name: 'Choose file: Sealed bundle' }).click();
    await page.getByText(/entries are in waiting\.jwe\./).waitFor();
    expect((await readFile(bundle, 'utf8')).split('.')).toHaveLength(5);
  });

  it('Given a copy that was tampered with, when its chain is verified, then the first broken entry is named and shown', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-profile-'));
    try {
      {
        await using terminal = await launchTerminal({ profile, keepProfile: true });
        await auditedDesk(terminal, ['521', '522']);
      }
      const database = openDatabase(path.join(profile, 'training', 'journal.db'));
      database.exec("UPDATE entries SET at = replace(at, 'T', 't') WHERE position = 3");
      database.close();

      await using terminal = await launchTerminal({ profile, keepProfile: true });
      const { page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      await openJournal(counter);
      await page.getByRole('button', { name: 'Verify chain' }).click();
      await page.getByText('The chain is broken at entry 3.').waitFor();
      await page.getByRole('button', { name: 'Show the entry' }).click();
      await page.getByRole('region', { name: 'Entry', exact: true }).getByText('3, epoch 1').waitFor();
      await page.screenshot({ path: `${pictures}/journal-broken.png` });
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('Given a counter where the day is another than in Greenwich, when the journal and the diagnostics go to files, then their names carry the day of the counter', async () => {
    // Ahead of Greenwich where it is afternoon there, behind it before noon: another day at any hour.
    const zone = new Date().getUTCHours() >= 12 ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago';
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
    expect(day).not.toBe(new Date().toISOString().slice(0, 10));
    await using terminal = await launchTerminal({ env: { TZ: zone } });
    const counter = await auditedDesk(terminal, []);
    const names = await terminal.app.evaluateHandle(({ dialog }) => {
      const suggested: string[] = [];
      dialog.showSaveDialog = ((_: unknown, { defaultPath = '' }: Electron.SaveDialogOptions) => {
        suggested.push(defaultPath);
        return Promise.resolve({ canceled: true, filePath: '' });
      }) as typeof dialog.showSaveDialog;
      return suggested;
    });
    await counter.call('journal.choose-file', { format: 'csv' });
    await counter.call('diagnostics.save', {});
    const suggested = await names.jsonValue();
    expect(suggested.map((name) => path.basename(name))).toEqual([
      `vestibule-journal-${day}.csv`,
      `vestibule-diagnostics-${day}.zip`,
    ]);
  });
});
