import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { ForeignWallet } from '../support/wallet/foreign-wallet';
import { Counter } from './counter';

/** The customer's window, opened by the button of the desk. */
async function customerWindow(app: ElectronApplication, page: Page): Promise<Page> {
  const opening = app.waitForEvent('window');
  await page.getByRole('button', { name: 'Customer screen' }).click();
  const customer = await opening;
  await customer.locator('.customer-site').waitFor();
  return customer;
}

describe('a guest shows a document from a wallet', () => {
  it('Given the customer’s window, When a wallet that is not ours scans its code and the holder agrees, Then both sides show one number, the desk shows the person, and the customer’s window does not', async () => {
    await using terminal = await launchTerminal();
    const { app, page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const customer = await customerWindow(app, page);
    await counter.until(async () => (await counter.call('state.read', {})).authority.online);
    await page.getByRole('button', { name: 'Ask a wallet' }).click();

    const code = (await customer.locator('[data-code]').getAttribute('data-code')) ?? '';
    const number = (await customer.locator('[data-number]').getAttribute('data-number')) ?? '';
    expect(await page.locator('[data-number]').getAttribute('data-number')).toBe(number);
    const wallet = new ForeignWallet();
    const shown = await wallet.scan(code);
    expect(shown.name).toContain(number);
    await customer.getByRole('heading', { name: 'Look at your phone' }).waitFor();
    await wallet.fetchDocuments(new URL(shown.payload.response_uri ?? '').origin, 'eleni-karagianni');
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(200);

    await page.getByRole('button', { name: `The phone shows ${number}` }).click();
    expect(await counter.outcome()).toBe('verified');
    await customer.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(await page.locator('body').innerText()).toContain('Καραγιάννη');
    expect(await customer.content()).not.toMatch(/Καραγιάννη|1979-05|May 1979|0925-3317/);
    expect(await wallet.agree(shown, 'sd-jwt-vc')).not.toBe(200);
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given a wallet that has answered, When a key is pressed in another space, Then no number was compared; at the desk it is', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.until(async () => (await counter.call('state.read', {})).authority.online);
    await page.getByRole('button', { name: 'Ask a wallet' }).click();
    const code = (await page.locator('[data-code]').getAttribute('data-code')) ?? '';
    await page.getByRole('navigation').getByText('Guests').click();
    const wallet = new ForeignWallet();
    const shown = await wallet.scan(code);
    await wallet.fetchDocuments(new URL(shown.payload.response_uri ?? '').origin, 'eleni-karagianni');
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(200);
    const state = async () => (await counter.call('wallet.read', {}))?.state;
    await counter.until(async () => (await state()) === 'compare');
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    // What is asked afterwards is answered after it.
    await counter.call('state.read', {});
    expect(await state()).toBe('compare');
    await page.getByRole('navigation').getByText('Check in', { exact: true }).click();
    await page.getByRole('button', { name: /^The phone shows/ }).click();
    expect(await counter.outcome()).toBe('verified');
  });

  it('Given the customer’s window, When its page asks for what is the staff’s, Then it is not permitted, and it hears no verdict', async () => {
    await using terminal = await launchTerminal();
    const { app, page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const customer = await customerWindow(app, page);
    const codes = await customer.evaluate(async () => {
      // An address of the staff's page changes nothing: the window counts, not what it shows.
      history.replaceState(null, '', '/window/index.html');
      const heard: string[] = [];
      window.vestibule.listen(({ event }) => heard.push(event));
      Reflect.set(window, 'heard', heard);
      const call = Reflect.get(window.vestibule, 'call') as (
        name: string,
        request: unknown,
      ) => Promise<{ ok: boolean; error?: { code: string } }>;
      const names = [
        'state.read',
        'guests.page',
        'reveal',
        'present',
        'wallet.compare',
        'settings.write',
        'customer.read',
      ];
      return Promise.all(names.map(async (name) => (await call(name, {})).error?.code ?? 'answered'));
    });
    expect(codes).toEqual([...Array<string>(6).fill('not-permitted'), 'answered']);
    const sample = await counter.sample(({ id }) => id === 'identity-lin-wanqiu');
    expect(await counter.present(sample.id)).toBe('verified');
    await counter.until(() => customer.evaluate(() => (Reflect.get(window, 'heard') as string[]).length > 0));
    const heard = await customer.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(new Set(heard)).toEqual(new Set(['customer']));
  });
});
