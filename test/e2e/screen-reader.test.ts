import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { nameless } from './accessible';
import { Counter, refusedAs, withoutPortrait } from './counter';

it('Given a screen reader alone, when somebody is scanned, checked in and taken back, then each step is announced in its order, the focus says what comes next, and everything that can be reached has a name', async () => {
  await using terminal = await launchTerminal();
  const { page } = terminal;
  const { keyboard } = page;
  const counter = new Counter(page);
  await counter.ready();
  const reader = await ScreenReader.on(page);
  expect(await nameless(page)).toEqual([]);

  const sample = await counter.sample(withoutPortrait);
  await counter.scanByKeys(sample.text ?? '');
  await reader.hears(/^Verified /);
  await reader.standsOn('button Person matches document');
  expect((await reader.headings()).filter((name) => sample.name.includes(name))).not.toEqual([]);
  expect(await nameless(page)).toEqual([]);

  await keyboard.press('Enter');
  await reader.hears(/matched \d/);
  await reader.standsOn('textbox Room');
  expect(await nameless(page)).toEqual([]);
  await keyboard.type('412', { delay: 120 });
  await reader.tabsTo('button Record check-in');
  await keyboard.press('Space');
  await reader.hears(/ Recorded$/);
  await reader.standsOn('button Next guest');

  await reader.tabsTo('button Void this check-in');
  await keyboard.press('Space');
  await reader.standsOn('textbox Reason');
  expect(await nameless(page)).toEqual([]);
  await keyboard.type('wrong room', { delay: 120 });
  await keyboard.press('Enter');
  await reader.hears(/ Voided$/);
  await reader.standsOn('button Next guest');
  await keyboard.press('Enter');
  await reader.hears(/^Ready /);

  await counter.call('training.present', { id: (await counter.sample(refusedAs('expired'))).id });
  await reader.hears(/^Refused /);
  expect(await terminal.problems()).toEqual([]);
});

/**
 * What a screen reader gets of a page and nothing else: the accessibility tree, and what changes in a live region that
 * was there before. A region that comes with its words is read out by few of them, so it does not count.
 */
class ScreenReader {
  #heard = 0;

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async on(page: Page): Promise<ScreenReader> {
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const last = new WeakMap<Element, string>();
      const wordsOf = (region: Element) => {
        const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
        const words: string[] = [];
        while (texts.nextNode())
          if (!texts.currentNode.parentElement?.closest('[aria-hidden="true"]'))
            words.push(texts.currentNode.nodeValue?.trim() ?? '');
        return words.filter(Boolean).join(' ');
      };
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest('[role="status"], [role="alert"], output, [aria-live]');
          const words = region ? wordsOf(region) : '';
          if (!region || words === '' || last.get(region) === words) continue;
          last.set(region, words);
          said.push(words);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    return new ScreenReader(page, await page.context().newCDPSession(page));
  }

  /** This is announced, after what was heard before. */
  async hears(words: RegExp): Promise<void> {
    await this.#until(async () => {
      const said = await this.page.evaluate(() => (globalThis as { said?: string[] }).said ?? []);
      const found = said.findIndex((one, place) => place >= this.#heard && words.test(one));
      if (found >= 0) this.#heard = found + 1;
      return found >= 0 || JSON.stringify(said.slice(this.#heard));
    }, `${words} is announced`);
  }

  /** The focus is on this, by role and name. */
  async standsOn(thing: string): Promise<void> {
    await this.#until(async () => {
      const focused = await this.#focused();
      return focused === thing || focused;
    }, `the focus is on ${thing}`);
  }

  async tabsTo(thing: string): Promise<void> {
    for (let tabs = 0; tabs < 40 && (await this.#focused()) !== thing; tabs += 1)
      await this.page.keyboard.press('Tab');
    await this.standsOn(thing);
  }

  async headings(): Promise<string[]> {
    return (await this.#tree()).flatMap(({ role, name }) => (role === 'heading' && name ? [name] : []));
  }

  async #focused(): Promise<string> {
    const focused = (await this.#tree()).findLast((node) => node.focused && node.role !== 'RootWebArea');
    return focused ? `${focused.role} ${focused.name}` : 'nothing';
  }

  async #tree() {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name, properties }) => ({
        role: String(role?.value),
        name: String(name?.value ?? '').trim(),
        focused: properties?.some((one) => one.name === 'focused' && one.value.value === true) === true,
      }));
  }

  /** `condition` answers true, or what there is instead, which the failure tells. */
  async #until(condition: () => Promise<boolean | string>, what: string): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const answer = await condition();
      if (answer === true) return;
      if (Date.now() > deadline) throw new Error(`Not yet: ${what}. There is: ${answer}`);
      await this.page.waitForTimeout(50);
    }
  }
}
