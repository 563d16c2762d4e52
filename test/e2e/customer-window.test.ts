import type { ElectronApplication } from 'playwright-core';
import { expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter } from './counter';

const SECOND_SCREEN = 99;

/** Plugs a second screen in, as Electron tells it, or unplugs it. */
async function screens(app: ElectronApplication, change: 'display-added' | 'display-removed') {
  await app.evaluate(
    ({ screen }, [event, id]) => {
      const [own] = screen.getAllDisplays();
      const second = { ...own, id, bounds: { x: 0, y: 0, width: 800, height: 600 } };
      screen.getAllDisplays = () => (event === 'display-added' ? [own, second] : [own]) as never;
      screen.emit(event, {}, second);
    },
    [change, SECOND_SCREEN] as const,
  );
}

const titles = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));

it('Given a second screen, when it is plugged in, then the customer’s window opens on it; when it is unplugged, then the window goes with it and does not lie over the counter’s', async () => {
  await using terminal = await launchTerminal();
  const { app, page } = terminal;
  const counter = new Counter(page);
  await counter.ready();
  expect(await titles(app)).toHaveLength(1);
  const opening = app.waitForEvent('window');
  await screens(app, 'display-added');
  const customer = await opening;
  await customer.locator('.customer-site').waitFor();
  const closed = customer.waitForEvent('close');
  await screens(app, 'display-removed');
  await closed;
  expect(await titles(app)).toHaveLength(1);
  await counter.ready();
});

it('Given the customer’s window, when its page crashes, then it is shown anew', async () => {
  await using terminal = await launchTerminal();
  const { app, page } = terminal;
  await new Counter(page).ready();
  const opening = app.waitForEvent('window');
  await page.getByRole('button', { name: 'Customer screen' }).click();
  const customer = await opening;
  await customer.locator('.customer-site').waitFor();
  const shows = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) =>
        one.webContents.getURL().includes('/customer/'),
      );
      if (!window || window.webContents.isCrashed()) return 'nothing';
      // What is asked of a page that is crashing is never answered.
      const site = window.webContents.executeJavaScript(
        `document.querySelector('.customer-site') ? 'the site' : 'nothing'`,
      ) as Promise<string>;
      return Promise.race([site, new Promise<string>((give) => setTimeout(give, 1_000, 'nothing'))]);
    });
  expect(await shows()).toBe('the site');
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().includes('/customer/'),
    );
    window?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(shows, { timeout: 20_000 }).toBe('the site');
});
