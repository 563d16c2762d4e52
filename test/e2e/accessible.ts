import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningTerminal } from '../support/launch';
import { Counter } from './counter';
import { violationsOn } from './violations';

export const languages = ['en', 'zh-CN', 'es', 'it', 'ar'] as const;
type Language = (typeof languages)[number];

/** What the operating system prefers; a terminal follows it unless its settings say otherwise. */
const dresses = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;

interface Look {
  /** The window that is looked at; the desk by default. */
  page?: Page;
  /** Has it speak a language; by default it is set at the desk. */
  speak?: (language: Language) => Promise<void>;
  /** Brings back what leaves the screen by itself. */
  renew?: () => Promise<void>;
}

let looks = 0;

/**
 * Everybody can use what is shown: axe finds nothing on it, all has a name, and at 200 % zoom nothing is clipped, covered
 * or out of reach. In one language and dress, another at each call in a file, all twenty in turn; `npm run accessibility`
 * takes every screen in all of them. English, and as the system has it, after it.
 */
export async function looksRight(
  { page: desk }: Pick<RunningTerminal, 'page'>,
  screen: string,
  { page = desk, speak = bySettings(desk), renew }: Look = {},
): Promise<void> {
  const language = languages[looks % languages.length] ?? 'en';
  const dress = dresses[looks % dresses.length] ?? dresses[0];
  looks += 1;
  await speak(language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await page.emulateMedia(dress);
  await renew?.();
  // A touch: a screen with a person on it would clear itself meanwhile.
  await page.keyboard.press('Shift');
  await atRest(page);
  const found = [...(await violationsOn(page)), ...(await reachable(page))];
  expect({ screen, language, dress, found }).toEqual({ screen, language, dress, found: [] });
  await page.emulateMedia({ colorScheme: null, contrast: null });
  await speak('en');
  await page.waitForFunction(() => document.documentElement.lang === 'en');
}

/** The dialogue that opens, which is left by Escape afterwards. */
export async function dialogueLooksRight(
  terminal: Pick<RunningTerminal, 'page'>,
  screen: string,
): Promise<void> {
  const dialogue = terminal.page.getByRole('dialog');
  await dialogue.waitFor();
  await looksRight(terminal, screen);
  await terminal.page.keyboard.press('Escape');
  await dialogue.waitFor({ state: 'detached' });
}

const bySettings = (desk: Page) => async (language: Language) => {
  await new Counter(desk).call('settings.write', { language });
};

/** What axe finds on a page in each dress. As the system has it after it. */
export async function violationsInEachDress(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const dress of dresses) {
    await page.emulateMedia(dress);
    // A touch: a screen with a person on it would clear itself meanwhile.
    await page.keyboard.press('Shift');
    await atRest(page);
    const violations = await violationsOn(page);
    found.push(...violations.map((each) => `${dress.colorScheme}, ${dress.contrast}: ${each}`));
  }
  await page.emulateMedia({ colorScheme: null, contrast: null });
  return found;
}

/**
 * What has no name, and what is clipped, covered or out of reach at 200 % zoom. As large as before after it. A page that
 * is there to be printed has the size of its paper.
 */
export async function reachable(page: Page): Promise<string[]> {
  const named = (kind: string, elements: readonly string[]) => elements.map((each) => `${kind}: ${each}`);
  const found = named('no name', await nameless(page));
  if (await page.evaluate(() => document.documentElement.dataset['ready'] === 'true')) return found;
  await atTwiceTheSize(page, async () => {
    found.push(...named('lost', await lost(page)), ...named('covered', await covered(page)));
  });
  return found;
}

/** What a zoom of 200 % is to a page: half as many CSS pixels, each twice as large. */
async function atTwiceTheSize(page: Page, act: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const wide = await page.evaluate(() => innerWidth);
  const [width, height] = await page.evaluate(() => [
    Math.round(innerWidth / 2),
    Math.round(innerHeight / 2),
  ]);
  const metrics = { width: width ?? 0, height: height ?? 0, deviceScaleFactor: 2, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await page.waitForFunction((half) => innerWidth === half, width);
  await act();
  const fixed = page.viewportSize();
  if (fixed)
    await session.send('Emulation.setDeviceMetricsOverride', {
      ...fixed,
      deviceScaleFactor: 1,
      mobile: false,
    });
  else await session.send('Emulation.clearDeviceMetricsOverride');
  await page.waitForFunction((before) => innerWidth === before, wide);
  await session.detach();
}

/** What still drops in, or changes its colours, is on its way: what is judged is what stands there to be read. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    // A change of dress begins its transitions with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
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

/** A page wider than its window, also behind a dialogue; words that a box cuts off, and controls beyond the edge of the page. */
export function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth + 1 ? ['the page is wider than the window'] : [];
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
