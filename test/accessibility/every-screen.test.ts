import { describe, expect, it } from 'vitest';
import { tours } from '../../scripts/screens/every-screen.mjs';
import { languages, reachable, violationsInEachDress } from '../e2e/accessible';

const size = { width: 1280, height: 800 };

describe.each(languages)('Given every screen in %s', (language) => {
  it.each(Object.keys(tours))(
    'when somebody goes through %s in light, dark and both high contrasts and at 200 percent zoom, then axe finds nothing, everything has a name, and nothing is clipped or covered',
    { timeout: 540_000 },
    async (name) => {
      const problems: unknown[] = [];
      let screens = 0;
      await tours[name]?.(size, language, async (page, screen) => {
        screens += 1;
        const found = [...(await violationsInEachDress(page)), ...(await reachable(page))];
        if (found.length > 0) problems.push({ screen, found });
      });
      expect(problems).toEqual([]);
      expect(screens).toBeGreaterThan(0);
    },
  );
});
