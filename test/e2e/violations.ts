import type { Page } from 'playwright-core';

/** What axe finds on the page, which has it loaded. */
export function violationsOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const run = Reflect.get(globalThis, 'axe').run as (
      root: Document,
      options: object,
    ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    const result = await run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}
