import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { seedDays } from '../support/seeded-days';
import { looksRight } from './accessible';
import { Counter, refusedAs, signed } from './counter';

const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });

describe('a day in pictures', () => {
  it('Given an empty day, when guests come, the cable is pulled and an earlier day is turned to, then the pictures follow, every one has its table, and everybody can use them', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-profile-'));
    try {
      {
        await using first = await launchTerminal({ profile, keepProfile: true });
        await new Counter(first.page).ready();
      }
      const { checkedIn } = seedDays(profile);
      await using terminal = await launchTerminal({
        profile,
        keepProfile: true,
        size: { width: 1280, height: 800 },
      });
      const { page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      const openDay = () => page.getByRole('button', { name: 'Day', exact: true }).click();
      const figure = (name: string) =>
        page.locator('.day-figures > div').filter({ hasText: name }).locator('b');

      await openDay();
      await page.getByText('Nobody has been recorded yet.').waitFor();
      expect(await figure('Checked in').textContent()).toBe('0');
      await page.screenshot({ path: `${pictures}/day-empty.png` });

      await page.getByRole('button', { name: 'Check in', exact: true }).click();
      await counter.call('training.present', { id: (await counter.sample(signed)).id });
      await counter.outcome();
      await counter.checkIn('204');
      await counter.nextGuest();
      await counter.call('training.present', { id: (await counter.sample(refusedAs('expired'))).id });
      await counter.outcome();
      await openDay();
      await counter.until(async () => (await figure('Checked in').textContent()) === '1');
      await page.getByRole('img', { name: /^1 record, most in the hour from/ }).waitFor();
      const refused = page.locator('[data-outcome-count="refused"]');
      expect(await refused.textContent()).toMatch(/Refused.*1.*50%/);
      // It follows while one looks.
      await counter.network(false);
      await page.getByText('Authority not reached since').waitFor();
      await page.screenshot({ path: `${pictures}/day-offline.png` });
      await counter.network(true);

      // By the keyboard alone: the day before, and its table.
      await page.getByRole('button', { name: 'Day before' }).focus();
      await page.keyboard.press('Enter');
      await counter.until(async () => (await figure('Checked in').textContent()) === String(checkedIn));
      await page.screenshot({ path: `${pictures}/day-before.png` });
      const toggle = page.getByRole('button', { name: 'Check-ins per hour, as a table' });
      await toggle.focus();
      await page.keyboard.press('Space');
      const rows = page.getByRole('table', { name: 'Check-ins per hour' }).getByRole('row');
      const counts = await rows.locator('td:first-of-type').allTextContents();
      expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(checkedIn);

      await page.getByRole('button', { name: 'Today', exact: true }).click();
      await page.locator('.picture').first().waitFor();
      await looksRight(terminal, 'the day');
      expect(await terminal.problems()).toEqual([]);
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
