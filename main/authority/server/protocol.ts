import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020';
import type { Schemas } from '../client/api.generated';

import { AuthorityError } from './authority-error';
import openapi from './openapi.generated.json';

let schemas: Ajv2020 | undefined;

/** Made when something is checked first: a program that only reads what others wrote does without. */
function protocolSchemas(): Ajv2020 {
  if (schemas) return schemas;
  schemas = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  addFormats.default(schemas);
  schemas.addVocabulary(['components']);
  schemas.addSchema({ $id: 'protocol', components: openapi.components });
  return schemas;
}

/** Whether a value is what openapi.yaml says under this name. */
export function conforms<Name extends keyof Schemas>(name: Name, value: unknown): value is Schemas[Name] {
  const validate = protocolSchemas().getSchema<Schemas[Name]>(`protocol#/components/schemas/${name}`);
  if (!validate) throw new TypeError(`openapi.yaml has no schema ${name}.`);
  return validate(value) === true;
}

/**
 * The value as what openapi.yaml says under this name. Throws `AuthorityError` bad-request, which names
 * the first member that is wrong and never what it held.
 */
export function requireConforming<Name extends keyof Schemas>(name: Name, value: unknown): Schemas[Name] {
  if (conforms(name, value)) return value;
  const where = protocolSchemas().getSchema(`protocol#/components/schemas/${name}`)?.errors?.[0]
    ?.instancePath;
  throw new AuthorityError(
    'bad-request',
    `This is not a proper ${name}${where ? `: look at ${where}` : ''}.`,
  );
}
