import { compile } from 'json-schema-to-typescript';
import { parse } from 'yaml';

const banner =
  '/* Generated from openapi.yaml by `npm run generate`. Do not edit: change the protocol there. */';

/**
 * The schemas of an OpenAPI 3.1 document as TypeScript: one exported type for each, of its name, and `Schemas`, which
 * lists them. The same document gives the same text.
 * @param {string} document YAML
 * @returns {Promise<string>}
 * @throws {Error} when it has no `components.schemas`
 */
export async function apiTypes(document) {
  const schemas = parse(document)?.components?.schemas;
  if (!schemas) throw new Error('The OpenAPI document has no components.schemas.');
  const names = Object.keys(schemas);
  const root = {
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    definitions: translateEach(schemas),
  };
  // Closed by default and without bounds of arrays: what is on the wire is checked on arrival, these are its names.
  const options = { additionalProperties: false, ignoreMinAndMaxItems: true, bannerComment: banner };
  return compile(/** @type {import('json-schema-to-typescript').JSONSchema} */ (root), 'Schemas', options);
}

/**
 * Puts a schema into the older dialect that the compiler understands: references point to the definitions, a reference
 * may not have siblings, a tuple is `items`. Titles go, because they would rename the types.
 * @param {unknown} schema
 * @returns {unknown}
 */
function translate(schema) {
  if (Array.isArray(schema)) return schema.map(translate);
  if (typeof schema !== 'object' || schema === null) return schema;
  /** @type {Record<string, unknown>} */
  const result = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'title' || keyword === '$ref' || keyword === 'prefixItems') continue;
    if (mapsOfSchemas.has(keyword)) result[keyword] = translateEach(value);
    else result[keyword] = plainValues.has(keyword) ? value : translate(value);
  }
  if ('prefixItems' in schema) {
    result.additionalItems = result.items ?? true;
    result.items = translate(schema.prefixItems);
  }
  if (!('$ref' in schema)) return result;
  const reference = { $ref: String(schema.$ref).replace('#/components/schemas/', '#/definitions/') };
  return Object.keys(result).length === 0 ? reference : { ...result, allOf: [reference] };
}

/** @param {Record<string, unknown>} schemas by name */
const translateEach = (schemas) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, translate(schema)]));

const mapsOfSchemas = new Set(['properties', 'patternProperties', '$defs']);
const plainValues = new Set(['const', 'enum', 'default', 'example', 'examples']);
