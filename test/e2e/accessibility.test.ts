import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../shared/domain/settings';
import { launchTerminal } from '../support/launch';
import { Counter, refusedAs, signed } from './counter';
import { violationsOn } from './violations';

const languages = ['en', 'zh-CN', 'es', 'it', 'ar'] as const;
const dresses = [
  { theme: 'light', contrast: 'standard' },
  { theme: 'dark', contrast: 'standard' },
  { theme: 'light', contrast: 'more' },
  { theme: 'dark', contrast: 'more' },
] as const;
/** Each language in light and dark; each theme and contrast in the first language and in the one that runs the other way. */
const looks: readonly Pick<Settings, 'language' | 'theme' | 'contrast'>[] = languages.flatMap((language) =>
  dresses
    .filter(({ contrast }) => contrast === 'standard' || language === 'en' || language === 'ar')
    .map((dress) => ({ language, ...dress })),
);

describe('everybody can use it', () => {
  it('Given each screen in each language and theme, when axe looks at it, then it finds no violation', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await page.evaluate(axe);
    const look = async (screen: string) => {
      for (const settings of looks) {
        await counter.call('settings.write', settings);
        // A touch: a screen with a person on it would clear itself meanwhile.
        await page.keyboard.press('Shift');
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, settings.language);
        await atRest(page);
        expect({ screen, settings, violations: await violationsOn(page) }).toEqual({
          screen,
          settings,
          violations: [],
        });
      }
      await counter.call('settings.write', { language: 'en', theme: 'light', contrast: 'standard' });
      await page.waitForFunction(() => document.documentElement.lang === 'en');
    };
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
  });

  it('Given a screen reader, when a person is checked in, then each verdict is announced and everything that can be reached has a name', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await nameless(page)).toEqual([]);
    await counter.call('training.present', { id: (await counter.sample(signed)).id });
    await counter.outcome();
    expect(await page.locator('[role="status"][aria-atomic="true"]').innerText()).toContain('Verified');
    expect(await nameless(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Room' }).waitFor();
    await counter.call('training.present', { id: 'identity-danae-ferreira' });
    await page.getByRole('button', { name: 'Person matches document' }).waitFor();
    expect(await nameless(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await counter.ready();
    await counter.call('training.present', { id: (await counter.sample(refusedAs('expired'))).id });
    await counter.outcome();
    expect(await page.locator('[role="alert"][aria-atomic="true"]').innerText()).toContain('Refused');
  });

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

/** A sign that still drops in has colours on their way: what is judged is what stands there to be read. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const signs = [...document.querySelectorAll('[data-outcome]')];
    const moving = signs.flatMap((sign) => sign.getAnimations({ subtree: true }));
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** What a screen reader can reach and has no name for, from the accessibility tree itself. */
async function nameless(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const reachable = nodes.filter(
    ({ ignored, role, properties }) =>
      !ignored &&
      // A box that scrolls gets the focus from the browser, and has nothing to say of its own.
      !['RootWebArea', 'generic'].includes(String(role?.value)) &&
      properties?.some(({ name, value }) => name === 'focusable' && value.value === true),
  );
  return reachable
    .filter(({ name }) => String(name?.value ?? '').trim() === '')
    .map(({ role }) => String(role?.value));
}

/** Everything that is pressed, where a finger has less than 44 px in one direction. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, [role="option"]')]
      .filter((element) => element.checkVisibility() && !element.closest('.unseen, [aria-hidden="true"]'))
      .flatMap((element) => {
        const target = element.closest<HTMLElement>('label, .input') ?? element;
        const { width, height } = target.getBoundingClientRect();
        const around = getComputedStyle(element, '::after');
        const grown = around.content === 'none' ? 0 : Math.max(0, -2 * Number.parseFloat(around.top) || 0);
        return width < 43.5 || height + grown < 43.5
          ? [`${element.outerHTML.slice(0, 120)} ${Math.round(width)}×${Math.round(height)}`]
          : [];
      }),
  );
}

/** Words that a box cuts off, and controls beyond the edge of the page. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page scrolls sideways'] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('main *')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!own || element.closest('.unseen') || !element.checkVisibility()) return false;
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });
    const beyond = [...document.querySelectorAll<HTMLElement>('button, input')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (
        element.checkVisibility() && !element.closest('.unseen') && (left < -1 || right > innerWidth + 1)
      );
    });
    return [...wide, ...[...cut, ...beyond].map((element) => element.outerHTML.slice(0, 160))];
  });
}
