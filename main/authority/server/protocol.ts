import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Schemas } from '../client/api.generated';
import openapi from '../openapi.yaml?raw';
import { AuthorityError } from './authority-error';

const Document = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv);
ajv.addVocabulary(['components']);
ajv.addSchema({ $id: 'protocol', components: Document.parse(parse(openapi)).components });

/** Whether a value is what openapi.yaml says under this name. */
export function conforms<Name extends keyof Schemas>(name: Name, value: unknown): value is Schemas[Name] {
  const validate = ajv.getSchema<Schemas[Name]>(`protocol#/components/schemas/${name}`);
  if (!validate) throw new TypeError(`openapi.yaml has no schema ${name}.`);
  return validate(value) === true;
}

/**
 * The value as what openapi.yaml says under this name. Throws `AuthorityError` bad-request, which names
 * the first member that is wrong and never what it held.
 */
export function requireConforming<Name extends keyof Schemas>(name: Name, value: unknown): Schemas[Name] {
  if (conforms(name, value)) return value;
  const where = ajv.getSchema(`protocol#/components/schemas/${name}`)?.errors?.[0]?.instancePath;
  throw new AuthorityError(
    'bad-request',
    `This is not a proper ${name}${where ? `: look at ${where}` : ''}.`,
  );
}
