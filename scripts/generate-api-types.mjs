// npm run generate: the types of the protocol's schemas, from main/authority/openapi.yaml.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { apiTypes } from './api/api-types.mjs';
import { checkout } from './setup/checkout.mjs';
import { script, Stop } from './setup/stop.mjs';

await script(async () => {
  const document = path.join(checkout, 'main', 'authority', 'openapi.yaml');
  const target = path.join(checkout, 'main', 'authority', 'client', 'api.generated.ts');
  const text = await readFile(document, 'utf8').catch(() => {
    throw new Stop(
      'main/authority/openapi.yaml is missing, so the types of the protocol cannot be generated.',
    );
  });
  const types = await apiTypes(text);
  await mkdir(path.dirname(target), { recursive: true });
  // Left alone when nothing changed, so that nothing that watches it wakes up.
  if (types !== (await readFile(target, 'utf8').catch(() => ''))) await writeFile(target, types);
});
