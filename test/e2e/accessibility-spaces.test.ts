import { expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { looksRightOnce } from './accessible';
import { Counter, signed } from './counter';

/** Trust, Updates and Handoff are looked at where they are tried. */
const PAGES = ['Readers', 'Health', 'Operators', 'Kiosk', 'Preferences', 'About'];

it(
  'Given the spaces behind the desk and the pages of Set up, when axe looks at each and it is enlarged to 200 %, then it finds no violation and nothing is clipped or covered',
  { timeout: 120_000 },
  async () => {
    await using terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
    const { page } = terminal;
    const counter = new Counter(page);
    const go = (space: string) => page.getByRole('navigation').getByText(space, { exact: true }).click();
    await counter.ready();
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    expect(await counter.outcome()).toBe('verified');
    await counter.checkIn('412');
    await counter.nextGuest();

    let looks = 0;
    const look = (screen: string) => looksRightOnce(terminal, screen, (looks += 1));
    await go('Journal');
    await page.locator('.entry-row button').first().click();
    await page.locator('.entry-body').waitFor();
    await look('an entry of the journal');
    await go('Day');
    await page.locator('.picture-toggle').first().click();
    await look('the day as tables');
    await go('Set up');
    for (const name of PAGES) {
      await page.getByRole('radio', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await look(`set up: ${name}`);
    }
    await page.getByRole('button', { name: 'Change operator' }).click();
    await page.getByRole('radio', { name: 'Training supervisor' }).waitFor();
    await look('who takes over');
    expect(await terminal.problems()).toEqual([]);
  },
);
