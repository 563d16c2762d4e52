// npm run generate: what the program needs of main/authority/openapi.yaml: the types of its schemas, and the document as JSON,
// because reading the YAML takes half a second at every start.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { apiTypes } from './api/api-types.mjs';
import { checkout } from './setup/checkout.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const document = path.join(checkout, 'main', 'authority', 'openapi.yaml');
  const target = path.join(checkout, 'main', 'authority', 'client', 'api.generated.ts');
  const json = path.join(checkout, 'main', 'authority', 'server', 'openapi.generated.json');
  const text = await readFile(document, 'utf8').catch(() => {
    throw new Stop(
      'main/authority/openapi.yaml is missing, so the types of the protocol cannot be generated.',
    );
  });
  await writeIfChanged(target, await apiTypes(text));
  await writeIfChanged(json, `${JSON.stringify(parse(text))}\n`);
});

/**
 * Left alone when nothing changed, so that nothing that watches it wakes up.
 * @param {string} file
 * @param {string} content
 */
async function writeIfChanged(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  if (content !== (await readFile(file, 'utf8').catch(() => ''))) await writeFile(file, content);
}
