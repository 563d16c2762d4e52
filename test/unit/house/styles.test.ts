import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const renderer = path.resolve('renderer');
const read = (file: string) => readFileSync(file, 'utf8');

/** What a module reads when it is read: itself and all that it imports, not what it reads later. */
function readWith(entry: string): Set<string> {
  const seen = new Set<string>();
  const next = [entry];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.endsWith('.css')) continue;
    const imports = read(file).matchAll(/^(?:import|export) (?!type )(?:[^'";]+ from )?'(\.[^']+)'/gm);
    for (const [, specifier = ''] of imports) {
      const place = path.resolve(path.dirname(file), specifier);
      const found = ['', '.ts', '.tsx', '/index.ts'].map((end) => place + end).find((each) => isFile(each));
      if (found) next.push(found);
    }
  }
  return seen;
}

const isFile = (place: string) => existsSync(place) && path.extname(place) !== '';

/** The classes that a sheet dresses. */
function dressedBy(sheet: string): string[] {
  const rules = read(sheet).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...rules.matchAll(/\.([a-z][\w-]*)(?=[^;{}]*\{)/g)].map(([, name = '']) => name);
}

/** The classes that a component wears, as far as they are written out. */
function wornBy(component: string): string[] {
  const written = read(component).matchAll(/className=(?:"([^"]*)"|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\})/g);
  return [...written].flatMap(([, plain, chosen = '']) => {
    if (plain !== undefined) return plain.split(' ');
    const words = chosen.replaceAll(/=== '[^']*'/g, '').matchAll(/['"`]([^'"`]*)['"`]/g);
    return [...words].flatMap(([, word = '']) => word.split(/[\s${}]+/));
  });
}

const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => path.join(renderer, file));
const dressedSomewhere = new Set(sheets.flatMap(dressedBy));

const start = readWith(path.join(renderer, 'window', 'main.tsx'));
const readLater = [...read(path.join(renderer, 'window', 'spaces.ts')).matchAll(/import\('([^']+)'\)/g)].map(
  ([, specifier = '']) => {
    const place = path.resolve(renderer, 'window', specifier);
    return existsSync(`${place}.tsx`) ? `${place}.tsx` : path.join(place, 'index.ts');
  },
);

describe('what is read later', () => {
  it.each(
    [...readLater, path.join(renderer, 'customer', 'main.tsx')].map((file) => path.relative(renderer, file)),
  )(
    'Given a window that has shown nothing else yet, when %s is read, then all it shows is dressed by sheets that come with it',
    (entry) => {
      const own = readWith(path.join(renderer, entry));
      const files = new Set(entry.startsWith('customer') ? own : [...start, ...own]);
      const dressed = new Set([...files].filter((file) => file.endsWith('.css')).flatMap(dressedBy));
      const bare = [...files]
        .filter((file) => file.endsWith('.tsx'))
        .flatMap((file) =>
          wornBy(file)
            .filter((name) => dressedSomewhere.has(name) && !dressed.has(name))
            .map((name) => `${path.relative(renderer, file)}: ${name}`),
        );
      expect(bare).toEqual([]);
      expect(dressed.size).toBeGreaterThan(20);
    },
  );

  it('Given the spaces of the window, when they are looked for, then each is among those', () => {
    expect(readLater.length).toBeGreaterThan(10);
  });
});

describe('a language that is written from right to left', () => {
  /** Four values name a left and a right side; a shadow is moved to one of them. */
  const FOUR = /^\s*(?:padding|margin|inset): +(\S+) +(\S+) +(\S+) +(\S+);$/;
  const LEFT_OR_RIGHT =
    /^\s*(?:left|right|(?:padding|margin|border|inset)-(?:left|right)(?:-\w+)?): |^\s*(?!--)[\w-]+: (?:left|right);$/;
  const MOVED_SHADOW = /box-shadow: inset -?[1-9]\S* 0 0 /;

  it('Given any sheet, when it is read, then no space and no mark is on the left or the right side of its own', () => {
    const sided = sheets.flatMap((sheet) =>
      read(sheet)
        .split('\n')
        .filter((line) => {
          const [, , right, , left] = FOUR.exec(line) ?? [];
          return right !== left || LEFT_OR_RIGHT.test(line) || MOVED_SHADOW.test(line);
        })
        .map((line) => `${path.relative(renderer, sheet)}: ${line.trim()}`),
    );
    expect(sided).toEqual([]);
  });
});
