import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter } from './counter';

describe('the trust page', () => {
  it('Given the trust list of training, when it is opened and searched, then issuers, keys and ages are there, and the keyboard walks from key to key and opens one', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    // As in live work: beside the samples of training there is room for the issuers alone, and a key is read by opening it.
    await page.getByRole('button', { name: 'Hide samples' }).click();
    await page.getByRole('button', { name: 'Set up', exact: true }).click();
    await page.getByRole('radio', { name: 'Trust', exact: true }).click();
    const rows = page.locator('.trusted-keys tbody tr');
    await rows.filter({ hasText: 'sample' }).first().waitFor();
    const { total, keys } = await counter.call('trust.keys', { search: '', offset: 0, limit: 100 });
    expect(await page.getByText(`${total} keys`).count()).toBe(1);
    expect(await page.getByRole('listitem').filter({ hasText: 'Trust list' }).innerText()).toContain('fresh');
    const wanted = keys.find(({ kind }) => kind === 'key');
    await page.getByRole('searchbox').fill(wanted?.fingerprint ?? 'none');
    await page.getByText('1 key', { exact: true }).waitFor();
    expect((await rows.innerText()).replaceAll(/\s/g, '')).toContain(wanted?.fingerprint ?? 'none');
    await page.getByRole('searchbox').fill('nobody at all');
    await page.getByText('None found.').waitFor();
    await page.getByRole('searchbox').fill('');
    await rows.first().waitFor();
    const grid = page.getByRole('grid');
    const at = async () => {
      const row = await grid.getAttribute('aria-activedescendant');
      return page.locator(`[id="${row}"]`).getAttribute('aria-rowindex');
    };
    await page.getByRole('searchbox').press('Tab');
    expect(await at()).toBe('2');
    await page.keyboard.press('ArrowDown');
    expect(await at()).toBe('3');
    await page.keyboard.press('End');
    expect(await at()).toBe(`${total + 1}`);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: `Details of ${keys[0]?.name['en']}` });
    expect((await details.innerText()).replaceAll(/\s/g, '')).toContain(keys[0]?.issuer);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await details.waitFor({ state: 'hidden' });
    expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
