import { describe, expect, it } from 'vitest';
import { apiTypes } from '../../../scripts/api/api-types.mjs';

const document = `
openapi: 3.1.0
info: { title: Example, version: '1' }
paths: {}
components:
  schemas:
    Batch:
      type: object
      required: [entries]
      properties:
        entries: { type: array, maxItems: 3, items: { $ref: '#/components/schemas/Entry' } }
        pair: { type: array, minItems: 2, maxItems: 2, prefixItems: [{ type: string }, { type: integer }], items: false }
    Entry:
      title: Another name
      type: object
      required: [id, state]
      properties:
        id: { type: string }
        title: { type: [string, 'null'] }
        state: { $ref: '#/components/schemas/State', description: Where it is. }
        previous: { $ref: '#/components/schemas/Entry' }
    State: { type: string, enum: [accepted, duplicate, refused] }
`;

describe('Given a protocol whose schemas refer to each other', async () => {
  const types = await apiTypes(document);

  it('when types are generated, then each schema is exported once, by its own name', () => {
    expect(types.match(/^export (?:interface|type) \w+/gm)?.sort()).toEqual([
      'export interface Batch',
      'export interface Entry',
      'export interface Schemas',
      'export type State',
    ]);
  });

  it('when types are generated, then references keep their names, also with a description beside them', () => {
    expect(types).toContain('entries: Entry[];');
    expect(types).toContain('state: State;');
    expect(types).toContain('previous?: Entry;');
    expect(types).toContain('* Where it is.');
  });

  it('when a schema has a property called title or a tuple, then both are there', () => {
    expect(types).toContain('title?: string | null;');
    expect(types).toContain('pair?: [string, number];');
  });

  it('when they are generated twice, then the text is the same', async () => {
    expect(await apiTypes(document)).toBe(types);
  });

  it('when there are no schemas, then it says so', async () => {
    await expect(apiTypes('openapi: 3.1.0')).rejects.toThrow('no components.schemas');
  });
});
