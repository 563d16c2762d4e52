import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Settings } from '../../shared/domain/settings';
import type { RunningTerminal } from '../support/launch';
import { Counter } from './counter';
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

/** Each language once, and every theme and contrast among them: for the states of a screen that was looked at in all. */
const mixed = languages.map((language, index) => ({
  language,
  ...(dresses[index % dresses.length] ?? dresses[0]),
}));

/**
 * axe finds nothing on what `page` shows, in every language and theme; `counter` is the desk, where these are set. English
 * and light again after it. `briefly` takes each language in one theme alone; `renew` brings back what leaves the screen
 * by itself.
 */
export async function looksRight(
  counter: Counter,
  page: Page,
  screen: string,
  { briefly = false, renew }: { briefly?: boolean; renew?: () => Promise<void> } = {},
): Promise<void> {
  for (const settings of briefly ? mixed : looks) {
    await counter.call('settings.write', settings);
    await renew?.();
    // A touch: a screen with a person on it would clear itself meanwhile.
    await counter.page.keyboard.press('Shift');
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
}

/**
 * For the pages of a kind that were looked at in full elsewhere: axe finds nothing in one language and theme, another for
 * each `nth`, and at 200 % zoom nothing is clipped, covered or out of reach. English and light again after it.
 */
export async function looksRightOnce(
  { app, page }: Pick<RunningTerminal, 'app' | 'page'>,
  screen: string,
  nth: number,
): Promise<void> {
  const counter = new Counter(page);
  const settings = { language: languages[nth % languages.length] ?? 'en', ...dresses[nth % dresses.length] };
  await counter.call('settings.write', settings);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, settings.language);
  const violations = await violationsOn(page);
  const zoom = await zoomOf(app, page);
  await zoom(2);
  const found = { violations, lost: await lost(page), covered: await covered(page) };
  expect({ screen, settings, ...found }).toEqual({
    screen,
    settings,
    violations: [],
    lost: [],
    covered: [],
  });
  await zoom(1);
  await counter.call('settings.write', { language: 'en', theme: 'light', contrast: 'standard' });
  await page.waitForFunction(() => document.documentElement.lang === 'en');
}

/** Enlarges what a page shows, and waits until it is. */
async function zoomOf(app: RunningTerminal['app'], page: Page): Promise<(factor: number) => Promise<void>> {
  const window = await app.browserWindow(page);
  const wide = await page.evaluate(() => innerWidth);
  return async (factor) => {
    await window.evaluate((native, by) => native.webContents.setZoomFactor(by), factor);
    await page.waitForFunction((width) => Math.abs(innerWidth - width) <= 1, Math.round(wide / factor));
  };
}

/** A sign that still drops in has colours on their way: what is judged is what stands there to be read. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const signs = [...document.querySelectorAll('[data-outcome]')];
    const moving = signs.flatMap((sign) => sign.getAnimations({ subtree: true }));
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

/** At 200 % zoom, in every language, nothing on what `page` shows is clipped, covered or out of reach. As it was after it. */
export async function standsZoom(
  { app, page: desk }: Pick<RunningTerminal, 'app' | 'page'>,
  page: Page,
  screen: string,
): Promise<void> {
  const counter = new Counter(desk);
  const zoom = await zoomOf(app, page);
  await zoom(2);
  for (const language of languages) {
    await counter.call('settings.write', { language });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    const found = { lost: await lost(page), covered: await covered(page) };
    expect({ screen, language, ...found }).toEqual({ screen, language, lost: [], covered: [] });
  }
  await counter.call('settings.write', { language: 'en' });
  await zoom(1);
}

/** What a screen reader can reach and has no name for, from the accessibility tree itself. */
export async function nameless(page: Page): Promise<string[]> {
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
export function smallTargets(page: Page): Promise<string[]> {
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
export function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page scrolls sideways'] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('main *, [role="dialog"] *')].filter((element) => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      // Put away on purpose, for those who hear it.
      if (clipPath === 'inset(50%)') return false;
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
        element.checkVisibility() &&
        // A date field keeps a hidden copy of itself for forms.
        !element.closest('.unseen, [aria-hidden="true"]') &&
        (left < -1 || right > innerWidth + 1)
      );
    });
    return [...wide, ...[...cut, ...beyond].map((element) => element.outerHTML.slice(0, 160))];
  });
}

/** Controls that something else lies on once they are scrolled to: a press would go there. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('[role="dialog"]') ?? document.querySelector('main') ?? document.body;
    const places = [document.scrollingElement, ...root.querySelectorAll('*')].map(
      (element) => [element, element?.scrollTop] as const,
    );
    const found = [...root.querySelectorAll<HTMLElement>('button, a[href], input, textarea, summary')].filter(
      (element) => {
        const target = element.closest<HTMLElement>('label, .input') ?? element;
        if (!target.checkVisibility() || target.closest('.unseen, [aria-hidden="true"]')) return false;
        target.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = target.getBoundingClientRect();
        const above = document.elementFromPoint(x + width / 2, y + height / 2);
        return !(above && (target.contains(above) || above.contains(target)));
      },
    );
    for (const [element, top] of places) if (element && top !== undefined) element.scrollTop = top;
    return found.map((element) => element.outerHTML.slice(0, 160));
  });
}
