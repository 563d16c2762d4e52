import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { looksRight, lost, smallTargets } from './accessible';
import { Counter, refusedAs, signed } from './counter';

describe('everybody can use it', () => {
  it(
    'Given each screen in each language and theme, when axe looks at it, then it finds no violation',
    { timeout: 240_000 },
    async () => {
      await using terminal = await launchTerminal();
      const { page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      const look = (screen: string) => looksRight(counter, page, screen);
      await look('ready');
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
      await look('typed by hand');
      await page.keyboard.press('Escape');
      await counter.call('training.present', { id: (await counter.sample(refusedAs('expired'))).id });
      await counter.outcome();
      await look('refused');
      await page.keyboard.press('Escape');
      await counter.call('training.present', { id: (await counter.sample(signed)).id });
      expect(await counter.outcome()).toBe('verified');
      await look('verified');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Room' }).fill('412');
      await counter.call('training.present', { id: 'identity-danae-ferreira' });
      await page.getByText('Compare this person with the document.').waitFor();
      await look('party');
      await page.getByRole('button', { name: 'Not this person' }).click();
      await page.getByRole('button', { name: 'Record check-in' }).click();
      await page.getByRole('heading', { name: 'Recorded' }).waitFor();
      await look('recorded');
      await page.keyboard.press('Escape');
      await counter.ready();
      await page.getByRole('navigation').getByText('Guests').click();
      await page.getByRole('grid').getByText('412').click();
      await page.getByRole('button', { name: 'Check out' }).waitFor();
      await look('guests');
      await page.getByRole('navigation').getByText('Set up').click();
      await page.getByRole('radio', { name: 'Updates' }).click({ force: true });
      await page.getByText('from the sources').waitFor();
      await look('updates');
    },
  );

  it('Given fingers alone, when a person is checked in, then taps do it, and every target has 44 px', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const tap = async (name: string) => {
      const box = await page.getByRole('button', { name }).first().boundingBox();
      if (!box) throw new Error(`There is no "${name}".`);
      const touch = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [touch] });
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    expect(await smallTargets(page)).toEqual([]);
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    expect(await smallTargets(page)).toEqual([]);
    await tap('Person matches document');
    await page.getByRole('textbox', { name: 'Room' }).waitFor();
    expect(await smallTargets(page)).toEqual([]);
    // What the keyboard on the screen types.
    await page.keyboard.insertText('412');
    await tap('Record check-in');
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await page.locator('.recorded .button.primary:enabled').waitFor();
    await tap('Next guest');
    await counter.ready();
  });

  it('Given 200 % zoom in the smallest usual window, when a person is checked in, then nothing is clipped or out of reach', async () => {
    await using terminal = await launchTerminal();
    const { app, page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const window = await app.browserWindow(page);
    await window.evaluate((native) => native.webContents.setZoomFactor(2));
    await page.waitForFunction(() => innerWidth <= 640);
    expect(await lost(page)).toEqual([]);
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    expect(await lost(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Room' }).fill('412');
    expect(await lost(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect(await lost(page)).toEqual([]);
  });

  it('Given a person who wants no motion, when a verdict drops in, then it does not move', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    const longest = await page.evaluate(() =>
      Math.max(0, ...document.getAnimations().map(({ effect }) => Number(effect?.getTiming().duration) || 0)),
    );
    expect(longest).toBeLessThanOrEqual(1);
  });
});
