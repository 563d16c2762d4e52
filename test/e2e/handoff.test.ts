import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { launchTerminal } from '../support/launch';
import { looksRight } from './accessible';
import { Counter, signed } from './counter';

const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });

describe("records go on to the site's own system", () => {
  it('Given an installer who turns on the API and chooses a folder, when a guest is checked in and taken back, then both ways hand it over, and turned off nothing answers', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-handoff-'));
    try {
      await using terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
      const { app, page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      const openHandoff = async () => {
        await page.getByRole('button', { name: 'Set up', exact: true }).click();
        await page.getByRole('radio', { name: 'Handoff' }).click();
        await page.getByRole('heading', { name: 'Into a folder' }).waitFor();
      };
      await openHandoff();
      await page.getByText('An installer sets this up.').waitFor();
      await counter.call('sign-in', { operator: 'installer', pin: '975310' });
      await page.getByText('An installer sets this up.').waitFor({ state: 'detached' });

      const port = await freePort();
      await page.getByRole('textbox', { name: 'Port' }).fill(String(port));
      await page.getByRole('button', { name: 'Turn on' }).click();
      await page.getByText('Copy this token now').waitFor();
      const token = (await page.locator('.handoff-token').textContent()) ?? '';
      await page.screenshot({ path: `${pictures}/handoff-token.png` });
      await page.getByRole('button', { name: 'It is copied' }).click();
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, folder);
      await page.getByRole('button', { name: 'Choose a folder' }).click();
      await page.getByText(folder).waitFor();

      await page.getByRole('button', { name: 'Check in', exact: true }).click();
      await counter.call('training.present', { id: (await counter.sample(signed)).id });
      await counter.outcome();
      await counter.checkIn('204');
      const { guests } = await counter.call('guests.page', { filter: 'all', offset: 0, limit: 1 });
      await counter.call('void', { entry: guests[0]?.entry ?? '', reason: 'Another room' });

      const asked = await fetch(`http://127.0.0.1:${port}/v1/records?wait=20`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const text = await asked.text();
      expect(JSON.parse(text)).toMatchObject({
        records: [
          { kind: 'check-in', training: true, form: { room: '204' } },
          { kind: 'void', about: guests[0]?.entry },
        ],
      });
      expect(text).not.toContain('Another room');
      await counter.until(
        async () => (await readdir(folder)).filter((name) => name.endsWith('.json')).length === 2,
      );

      await counter.nextGuest();
      await openHandoff();
      await looksRight(terminal, 'handoff');
      await page.getByRole('button', { name: 'Turn off: By a program that asks (API)' }).click();
      await page.getByRole('button', { name: 'Turn on' }).waitFor();
      await expect(fetch(`http://127.0.0.1:${port}/v1/status`)).rejects.toThrow('fetch failed');
      expect(await terminal.problems()).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
