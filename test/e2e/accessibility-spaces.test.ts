import { expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { dialogueLooksRight, looksRight } from './accessible';
import { Counter, signed } from './counter';

/** Trust and Handoff are looked at where they are tried. */
const PAGES = ['Readers', 'Health', 'Operators', 'Kiosk', 'Updates', 'Preferences', 'About'];

it(
  'Given the spaces behind the desk and the pages of Set up, when axe looks at each and it is enlarged to 200 %, then it finds no violation and nothing is clipped or covered',
  { timeout: 120_000 },
  async () => {
    await using terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
    const { page } = terminal;
    const counter = new Counter(page);
    const go = (space: string) => page.getByRole('navigation').getByText(space, { exact: true }).click();
    await counter.ready();
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await counter.checkIn('412');
    await counter.nextGuest();

    const look = (screen: string) => looksRight(terminal, screen);
    const lookAndLeave = (screen: string) => dialogueLooksRight(terminal, screen);
    await counter.call('sign-in', { operator: 'supervisor', pin: '246802' });
    await go('Journal');
    await page.locator('.entry-row button').first().click();
    await page.locator('.entry-body').waitFor();
    await look('an entry of the journal');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await lookAndLeave('export of the journal');
    await go('Day');
    await page.locator('.picture-toggle').first().click();
    await look('the day as tables');
    await go('Set up');
    for (const name of PAGES) {
      await page.getByRole('radio', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await look(`set up: ${name}`);
      if (name !== 'Operators') continue;
      await page.getByRole('button', { name: 'Add an operator' }).click();
      await lookAndLeave('an operator');
      await page.getByRole('button', { name: 'Change my PIN' }).click();
      await lookAndLeave('own PIN');
    }
    await page.getByRole('button', { name: 'Set up for live work…' }).click();
    await lookAndLeave('the end of training');
    await page.getByRole('radio', { name: 'Readers', exact: true }).click();
    await page.getByRole('button', { name: 'Test a reader or teach a scanner' }).click();
    await lookAndLeave('test of a reader');
    await page.getByRole('button', { name: 'Change operator' }).click();
    await page.getByRole('radio', { name: 'Training supervisor' }).waitFor();
    await look('who takes over');
    expect(await terminal.problems()).toEqual([]);
  },
);
