import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter } from './counter';

describe('the trust page', () => {
  it('Given the trust list of training, when it is opened and searched, then issuers, keys and ages are there, and axe finds no violation', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
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
    for (const language of ['en', 'zh-CN', 'ar'] as const) {
      await counter.call('settings.write', { language });
      await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
      await rows.first().waitFor();
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const run = Reflect.get(globalThis, 'axe').run as (
          root: Document,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        const result = await run(document);
        return result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      });
      expect({ language, violations }).toEqual({ language, violations: [] });
    }
  });
});
