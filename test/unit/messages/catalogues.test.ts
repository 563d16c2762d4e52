import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type Catalogue, catalogueOf } from '../../../renderer/messages/catalogues';
import { type Language, languages } from '../../../renderer/messages/language';
import { nextSteps } from '../../../renderer/messages/next-steps';

const found = await Promise.all(
  languages.map(async (language) => [language, await catalogueOf(language)] as const),
);
const catalogues = Object.fromEntries(found) as Record<Language, Catalogue>;
const keys = Object.keys(catalogues.en) as (keyof typeof catalogues.en)[];

/** The names of the arguments that a message asks for, in order. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    // Types of the parser: 0 is literal text, 7 the # of a plural; every other element names its argument.
    if ('type' in value && 'value' in value && value.type !== 0 && value.type !== 7)
      names.add(String(value.value));
    Object.values(value).forEach(walk);
  };
  walk(new IntlMessageFormat(message, 'en').getAst());
  return [...names].sort();
}

/** How many different words a message has beside its arguments and the language of plurals. */
function wordsOf(message: string): number {
  const words = message
    .replaceAll(/\{\w+(, plural,)?|\b(one|two|few|many|other)(?= \{)/g, ' ')
    .match(/\p{L}{3,}/gu);
  return new Set(words).size;
}

describe('the catalogues of words', () => {
  it.each(languages)(
    'Given the %s catalogue, when its messages are listed, then they are those of English',
    (language) => {
      expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort());
    },
  );

  it.each(languages)(
    'Given a message in %s, when it is compared with English, then it asks for the same arguments',
    (language) => {
      const differing = keys.filter(
        (key) => argumentsOf(catalogues[language][key]).join() !== argumentsOf(catalogues.en[key]).join(),
      );
      expect(differing).toEqual([]);
    },
  );

  it('Given a Chinese message, when it is read, then it is written in Chinese', () => {
    const foreign = keys.filter((key) => !/\p{Script=Han}/u.test(catalogues['zh-CN'][key]));
    // The product's name, patterns of figures, and nothing else.
    expect(foreign.sort()).toEqual(['joined', 'product', 'rail.queue-short']);
  });

  it('Given an Arabic message, when it is read, then it is written in Arabic', () => {
    const foreign = keys.filter(
      (key) => wordsOf(catalogues.ar[key]) > 0 && !/\p{Script=Arabic}/u.test(catalogues.ar[key]),
    );
    // The product's name, and what is the same on every reader.
    const same = foreign.filter((key) => catalogues.ar[key] === catalogues.en[key]);
    expect(foreign).toEqual(same);
    expect(same.filter((key) => wordsOf(catalogues.ar[key]) > 1)).toEqual([]);
  });

  it.each(['es', 'it'] as const)(
    'Given a sentence in %s, when it is compared with English, then it was translated',
    (language) => {
      const same = keys.filter((key) => catalogues[language][key] === catalogues.en[key]);
      expect(same.filter((key) => wordsOf(catalogues.en[key]) > 2)).toEqual([]);
    },
  );

  it.each(languages)(
    'Given a sentence in %s, when it is read, then no straight quote or double space is in it',
    (language) => {
      const careless = keys.filter((key) => /['"]| {2}/.test(catalogues[language][key]));
      expect(careless).toEqual([]);
    },
  );

  it('Given every message, when the windows are searched, then some screen says it', () => {
    const source = sourcesOf(path.resolve('renderer')).join('\n');
    // Keys with a part that is chosen while the window runs: `reason.${reason}`, `${key}-advice`.
    const patterns = [...source.matchAll(/`([a-z.-]*)\$\{[^}]*\}([a-z.-]*)`/g)]
      .map(([, before = '', after = '']) => ({ before, after }))
      .filter(({ before, after }) => before.includes('.') || /^[.-]/.test(after));
    const unsaid = keys.filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !patterns.some(({ before, after }) => key.startsWith(before) && key.endsWith(after)),
    );
    expect(unsaid).toEqual([]);
  });

  it('Given each reason to refuse, when a clerk asks what to do next, then there are three different steps', () => {
    for (const steps of Object.values(nextSteps)) expect(new Set(steps).size).toBe(3);
  });
});

/** The sources of the windows but for the catalogues themselves. */
function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return /messages[/\\](en|zh-CN|es|it|ar)$/.test(place) ? [] : sourcesOf(place);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(place, 'utf8')] : [];
  });
}
