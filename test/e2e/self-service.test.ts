import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { giveOrder } from '../../main/authority/server/at-the-database';
import { enrolFolder } from '../../main/terminal/enrol-folder';
import { trainingOperators } from '../../main/terminal/training-operators';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { TestAuthority } from '../support/test-authority';
import { ForeignWallet } from '../support/wallet/foreign-wallet';
import { looksRight, reachable, smallTargets } from './accessible';
import { Counter, refusedAs, withoutPortrait } from './counter';
import { violationsOn } from './violations';

const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });
const pinOf = (operator: string) => trainingOperators.find(({ id }) => id === operator)?.pin ?? '';

describe('self-service', () => {
  it('Given a terminal that an installer sets to self-service, when people serve themselves by touch, by scanner and by wallet, then only green goes on, and nothing of anybody stays', async () => {
    await using terminal = await launchTerminal();
    const counter = new Counter(terminal.page);
    await counter.ready();
    await expect(counter.call('self-service.set', { purpose: 'hotel.check-in' })).rejects.toThrow(
      'not-permitted',
    );
    await counter.call('sign-in', { operator: 'installer', pin: pinOf('installer') });
    const { text: green = '' } = await counter.sample(withoutPortrait);
    const { text: expired = '' } = await counter.sample(refusedAs('expired'));
    await expect(counter.call('self-service.set', { purpose: 'bank.verify-customer' })).rejects.toThrow(
      'not-permitted',
    );
    await terminal.page.getByRole('button', { name: 'Set up' }).click();
    await terminal.page.getByText('Kiosk', { exact: true }).click();
    const page = await nextWindow(terminal, () =>
      terminal.page.getByRole('button', { name: 'Self-service: Hotel check-in' }).click(),
    );
    await at(page, 'welcome');
    await everybodyCan(terminal, page, 'welcome');

    // By touch, in another language.
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByText('Puede hacerlo por su cuenta').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await scan(page, green, 'form');
    await page.getByRole('textbox', { name: 'Room' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Check in' }).click();
    await page.getByText('Type the number of your room.').waitFor();
    await everybodyCan(terminal, page, 'form');
    for (const key of '412') await page.getByRole('button', { name: key, exact: true }).click();
    await page.getByRole('button', { name: 'One night more' }).click();
    await page.getByRole('button', { name: 'Check in' }).click();
    await at(page, 'recorded');
    expect(await page.getByRole('status').first().innerText()).toContain('that is done');
    await everybodyCan(terminal, page, 'recorded');
    await page.getByRole('button', { name: 'Finish' }).click();
    await at(page, 'welcome');

    // Red leads to the desk, and the public is not told why.
    await scan(page, expired, 'desk');
    await everybodyCan(terminal, page, 'desk');
    expect(await page.locator('main').innerText()).not.toMatch(/expired|refused|not valid/i);
    await page.keyboard.press('Escape');
    await at(page, 'welcome');

    // A wallet: the number stands on the phone alone.
    await page.getByRole('button', { name: 'Use the wallet on my phone' }).click();
    const code = (await page.locator('[data-code]').getAttribute('data-code')) ?? '';
    const wallet = new ForeignWallet();
    const shown = await wallet.scan(code);
    await wallet.fetchDocuments(new URL(shown.payload.response_uri ?? '').origin, 'eleni-karagianni');
    await wallet.agree(shown, 'sd-jwt-vc');
    await page.getByRole('textbox', { name: 'Number on your phone' }).waitFor();
    const number = /\d{4}/.exec(shown.name)?.[0] ?? '';
    expect(await page.content()).not.toMatch(new RegExp(`\\b${number}\\b`));
    await everybodyCan(terminal, page, 'number of the wallet');
    for (const key of number) await page.getByRole('button', { name: key, exact: true }).click();
    await at(page, 'form');
    expect(await page.content()).not.toMatch(/Καραγιάννη|1979-05|May 1979|0925-3317/);

    // Nobody touches anything: nothing of the person is left.
    await page.clock.install();
    await page.getByRole('textbox', { name: 'Room' }).fill('413');
    await page.clock.fastForward(24_000);
    await page.getByText(/^Clears in \d s/).waitFor();
    await page.clock.fastForward(8_000);
    await at(page, 'welcome');
    expect(await terminal.problems()).toEqual([]);
  }, 120_000);

  it('Given a machine that was set up for self-service, when it starts, then the public’s page asks for nothing of the staff’s, who come in by PIN; what was recorded is there, and a second stay is for the desk', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-self-service-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const installed = { mode: 'training', selfService: 'hotel.check-in', format: 1 };
    await writeFile(path.join(profile, 'installation.json'), JSON.stringify(installed));
    await using terminal = await launchTerminal({ profile, keepProfile: true, asInstalled: true });
    const { page } = terminal;
    await at(page, 'welcome');
    const asked = await page.evaluate(async () => {
      const call = Reflect.get(window.vestibule, 'call') as (
        name: string,
        request: unknown,
      ) => Promise<{ ok: boolean; error?: { code: string } }>;
      const names = ['state.read', 'guests.page', 'present', 'reveal', 'settings.write', 'operators.add'];
      return Promise.all(names.map(async (name) => (await call(name, {})).error?.code));
    });
    expect(new Set(asked)).toEqual(new Set(['not-permitted']));

    await page.getByRole('button', { name: 'Staff' }).click();
    await page.getByRole('radio', { name: 'Training supervisor' }).check({ force: true });
    await typePin(page, '111222');
    await page.getByText('This is not the PIN of this operator.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await reachable(page)).toEqual([]);
    const staff = await nextWindow(terminal, () => typePin(page, pinOf('supervisor')));
    const counter = new Counter(staff);
    await counter.ready();
    // A machine that has only just started has yet to fetch its lists: until then it asks the authority, and may wait in vain.
    await counter.until(async () => {
      const { authority, lists } = await counter.call('state.read', {});
      return authority.online && lists.length > 1 && lists.every(({ state }) => state === 'fresh');
    });
    const { text: green = '' } = await counter.sample(withoutPortrait);
    const back = await nextWindow(terminal, () =>
      staff.getByRole('button', { name: 'Back to self-service' }).click(),
    );
    await at(back, 'welcome');
    for (const [room, end] of [
      ['412', 'recorded'],
      ['413', 'desk'],
    ] as const) {
      await scan(back, green, 'form');
      await back.getByRole('textbox', { name: 'Room' }).fill(room);
      await back.keyboard.press('Enter');
      await at(back, end);
      await back.keyboard.press('Escape');
      await at(back, 'welcome');
    }

    await back.getByRole('button', { name: 'Staff' }).click();
    await back.getByRole('radio', { name: 'Training supervisor' }).check({ force: true });
    const again = new Counter(await nextWindow(terminal, () => typePin(back, pinOf('supervisor'))));
    await again.ready();
    const { guests } = await again.call('guests.page', {});
    expect(guests.map(({ room, outcome }) => `${room} ${outcome}`)).toEqual(['412 verified']);
    const fields = await again.call('journal.reveal', { entry: guests[0]?.entry ?? '' });
    expect(fields.find((field) => field.path === 'operator')?.value).toBe('self-service');
  });

  it('Given a locked machine for self-service, when the authority has it wiped, then it says so in plain words in place of the public’s page, and whoever stands before it can make nothing of it, neither a training machine nor a terminal of another authority', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-self-service-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const masterKey = Buffer.alloc(32, 7);
    const authority = await TestAuthority.open({ training: false, masterKey });
    const keyFile = path.join(profile, 'key');
    await writeFile(keyFile, masterKey);
    const enrolled = await enrolFolder({
      folder: path.join(profile, 'live'),
      keyFile,
      authority: {
        url: authority.url,
        signingKey: authority.authority.signingKey,
        enrolmentCode: await authority.code(),
      },
      now: () => new Date(),
    });
    const installed = {
      mode: 'live',
      authorityUrl: authority.url,
      keyFile,
      selfService: 'hotel.check-in',
      kiosk: true,
      format: 1,
    };
    await writeFile(path.join(profile, 'installation.json'), JSON.stringify(installed));
    await using terminal = await launchTerminal({ profile, keepProfile: true, asInstalled: true });
    // Nobody works here yet: the staff come first, and then the public.
    const first = await windowOf(terminal, '/window/');
    const operator = { id: 'ivo', name: 'Ivo', role: 'installer', pin: '815204' } as const;
    await new Counter(first).call('operators.add', operator);
    await new Counter(first).call('sign-out', {}).catch(() => undefined);
    await at(await windowOf(terminal, '/customer/'), 'welcome');

    await giveOrder(authority.database, enrolled.terminal.terminal, 'revoke-and-wipe', new Date());
    const staff = await windowOf(terminal, '/window/');
    await staff.getByText('Its keys and data were destroyed').waitFor();
    await staff.getByText('it needs a new enrolment code').waitFor();
    await staff.getByText('it is not set up from its screen').waitFor();
    await staff.screenshot({ path: path.join(pictures, 'self-service-wiped.png') });
    expect(await violationsOn(staff)).toEqual([]);
    expect(await staff.getByRole('button').allTextContents()).toEqual([]);
    const stranger = new Counter(staff);
    await expect(stranger.call('installation.train', {})).rejects.toThrow('not-permitted');
    const { url, authority: own } = await TestAuthority.open({ training: false, masterKey });
    const request = { authority: url, code: '7KQ4-9MXP-2HTD', signingKey: own.signingKey };
    await expect(stranger.call('installation.enrol', request)).rejects.toThrow('not-permitted');
    expect(
      await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk()),
    ).toBe(true);
  });
});

/** What a language is called on the button that chooses it. */
const ownNames = {
  en: 'English',
  'zh-CN': '简体中文',
  es: 'Español',
  it: 'Italiano',
  ar: 'العربية',
} as const;

/** One language and dress at each step, and a finger reaches everything. */
async function everybodyCan(terminal: RunningTerminal, page: Page, step: string): Promise<void> {
  const speak = async (language: keyof typeof ownNames) => {
    await page.getByRole('button', { name: ownNames[language] }).click();
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  };
  await looksRight(terminal, `self-service: ${step}`, { page, speak });
  expect(await smallTargets(page)).toEqual([]);
}

/** Waits for a step; where another one stays, the failure says which. */
async function at(page: Page, show: string): Promise<void> {
  await page
    .locator(`main[data-show="${show}"]`)
    .waitFor({ timeout: 20_000 })
    .catch(async (cause: unknown) => {
      const stays = await page.locator('main').getAttribute('data-show');
      throw new Error(`The step "${show}" did not come: it is "${stays}".`, { cause });
    });
}

/** The only window, once it is the one with this page. */
async function windowOf({ app }: RunningTerminal, address: string): Promise<Page> {
  return vi.waitFor(
    () => {
      const [page, ...more] = app.windows();
      if (!page?.url().includes(address) || more.length > 0) throw new Error(`There is no ${address} alone.`);
      return page;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** What opens in the place of the window that is there. */
async function nextWindow({ app }: RunningTerminal, act: () => Promise<void>): Promise<Page> {
  const opening = app.waitForEvent('window');
  await act();
  return opening;
}

/**
 * The keys of a scanner, until the step is there that they lead to. A busy machine pauses between them, as no scanner
 * does: the rest behind the pause is a code of its own, which nobody knows, or a person's typing. Then it is scanned again.
 */
async function scan(page: Page, text: string, wanted: 'form' | 'desk'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = [...[...text].map((key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  const main = page.locator('main');
  for (let tries = 0; tries < 6; tries += 1) {
    await Promise.all(keys.map((key) => session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })));
    const left = page.locator('main:not([data-show="welcome"], [data-show="looking"])');
    await left.waitFor({ timeout: 8_000 }).catch(() => undefined);
    const shown = await main.getAttribute('data-show');
    if (shown !== 'welcome' && (shown !== 'desk' || wanted === 'desk')) break;
    if (shown === 'desk') await page.keyboard.press('Escape');
    await at(page, 'welcome');
  }
  await session.detach();
  await at(page, wanted);
}

async function typePin(page: Page, pin: string): Promise<void> {
  for (const key of pin)
    await page.getByRole('dialog').getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
}
