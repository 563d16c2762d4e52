import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The tokens of each theme, as the cascade leaves them. */
const themes = readThemes(readFileSync('renderer/design/tokens.css', 'utf8'));

describe('colours that can be read', () => {
  it.each(Object.keys(themes))(
    'Given the %s theme, when ink meets ground, then the contrast suffices',
    (theme) => {
      const colour = (name: string) => themes[theme]?.[name] ?? '';
      const grounds = ['--ground', '--stage', '--field', '--wash'];
      const text = grounds.flatMap((ground) => [
        [ground, '--ink', 7],
        [ground, '--ink-2', 4.5],
        [ground, '--ink-3', 4.5],
        [ground, '--line-strong', 3],
        [ground, '--accent', 4.5],
      ]) as [string, string, number][];
      const signs: [string, string, number][] = ['verified', 'queued', 'by-eye', 'refused'].flatMap(
        (name): [string, string, number][] => [
          [`--${name}`, `--on-${name}`, 4.5],
          ['--stage', `--${name}-text`, 4.5],
        ],
      );
      const pairs: [string, string, number][] = [
        ...text,
        ...signs,
        ['--accent', '--on-accent', 4.5],
        ['--sign', '--on-sign', 7],
        ['--sign', '--on-sign-2', 4.5],
        ['--accent-wash', '--ink', 7],
        ['--accent-wash', '--ink-3', 4.5],
      ];
      const poor = pairs.filter(([ground, ink, least]) => contrast(colour(ground), colour(ink)) < least);
      expect(poor).toEqual([]);
    },
  );
});

function readThemes(css: string): Record<string, Record<string, string>> {
  const block = (selector: string) => {
    const start = css.indexOf(`${selector} {`);
    const body = css.slice(start, css.indexOf('\n}', start));
    return Object.fromEntries(
      [...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
    );
  };
  const light = block(':root');
  const dark = { ...light, ...block("[data-theme='dark']") };
  const more = block("[data-contrast='more']");
  return {
    light,
    dark,
    'light, high contrast': { ...light, ...more },
    'dark, high contrast': { ...dark, ...more, ...block("[data-theme='dark'][data-contrast='more']") },
  };
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
