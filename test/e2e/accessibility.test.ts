import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { dialogueLooksRight, looksRight, smallTargets } from './accessible';
import { Counter, dynamic, refusedAs, signed } from './counter';

describe('everybody can use it', () => {
  it(
    'Given each screen of a check-in and its dialogues, when axe looks at it and it is enlarged to 200 %, then it finds no violation and nothing is clipped or covered',
    { timeout: 120_000 },
    async () => {
      await using terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
      const { page } = terminal;
      const counter = new Counter(page);
      await counter.ready();
      const look = (screen: string) => looksRight(terminal, screen);
      const lookAndLeave = (screen: string) => dialogueLooksRight(terminal, screen);
      const present = async (id: string) => {
        await counter.call('training.present', { id });
        return counter.outcome();
      };
      await look('ready');
      await page.keyboard.press('F4');
      await lookAndLeave('typed by hand');
      await page.keyboard.press('F6');
      await lookAndLeave('a picture');
      await present((await counter.sample(refusedAs('expired'))).id);
      await look('refused');
      await page.keyboard.press('Escape');
      const guest = (await counter.sample(signed)).id;
      expect(await present(guest)).toBe('verified');
      await look('verified');
      await counter.fillIn('412');
      await counter.call('training.present', { id: 'identity-danae-ferreira' });
      await page.getByText('Compare this person with the document.').waitFor();
      await look('party');
      await page.getByRole('button', { name: 'Does not match' }).click();
      await page.getByRole('button', { name: 'Record check-in' }).click();
      await page.getByRole('heading', { name: 'Recorded' }).waitFor();
      await look('recorded');
      await page.getByRole('button', { name: 'Void this check-in' }).click();
      await lookAndLeave('void');
      await page.keyboard.press('Escape');
      await counter.ready();
      await present(guest);
      await counter.fillIn('413');
      await page.getByRole('button', { name: 'Record check-in' }).click();
      await lookAndLeave('duplicate');
      await page.keyboard.press('Escape');
      await counter.network(false);
      await present((await counter.sample(dynamic)).id);
      await look('queued');
      await page.keyboard.press('Escape');
      await look('offline');
      await page.getByRole('navigation').getByText('Guests').click();
      await page.getByRole('grid').getByText('412').click();
      await page.getByRole('button', { name: 'Check out' }).waitFor();
      await look('guests');
      expect(await terminal.problems()).toEqual([]);
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
