import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
});
const Package = z.object({ allowScripts: z.record(z.string(), z.boolean()) });

test('Given the dependencies, when one of them brings a script that runs when it is installed, then somebody has said whether it may, and what nobody has said stops the installation', () => {
  const { packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const { allowScripts } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const bringing = Object.entries(packages).flatMap(([place, { hasInstallScript }]) =>
    hasInstallScript ? [place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
  );
  expect(bringing.length).toBeGreaterThan(0);
  expect(bringing.filter((name) => !Object.hasOwn(allowScripts, name))).toEqual([]);
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
});
