import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { languages } from '../../renderer/messages/language';
import { launchTerminal } from '../support/launch';
import { Counter, signed } from './counter';

describe('everybody can use it', () => {
  it('Given each screen in each language and theme, when axe looks at it, then it finds no violation', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    const look = async (screen: string) => {
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const run = Reflect.get(globalThis, 'axe').run as (
          root: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        const result = await run(document, { resultTypes: ['violations'] });
        return result.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
        );
      });
      expect({ screen, violations }).toEqual({ screen, violations: [] });
    };
    for (const language of languages) {
      for (const theme of ['light', 'dark'] as const) {
        await counter.call('settings.write', { language, theme });
        await look(`ready ${language} ${theme}`);
        await counter.call('training.present', { id: (await counter.sample(signed)).id });
        await counter.outcome();
        await look(`verdict ${language} ${theme}`);
        await page.keyboard.press('Enter');
        await page.getByRole('textbox').first().waitFor();
        await look(`check-in ${language} ${theme}`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await counter.ready();
        await page.getByRole('button', { name: /^(Journal|日志)$/ }).click();
        await page.locator('.entry-row button').first().click();
        await page.locator('.entry-details h2').waitFor();
        await look(`journal ${language} ${theme}`);
        await page.getByRole('button', { name: /^(Check in|办理入住|登记)$/ }).click();
        await counter.ready();
      }
    }
  });
});
