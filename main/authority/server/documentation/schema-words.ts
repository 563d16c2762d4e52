import { z } from 'zod';
import { type Html, html } from '../page/html';
import type { Schema } from './described-protocol';
import { inline, markdown } from './markdown';

const Shape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  description: z.string().optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.unknown()).default({}),
  additionalProperties: z.unknown().optional(),
  examples: z.array(z.unknown()).default([]),
});

/** Bounds that a reader of a schema needs, in the words of JSON Schema. */
const BOUNDS = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'default',
];

/** A schema as a table of its members, with an example where it has one. */
export function schemaSection(name: string, schema: Schema): Html {
  const shape = Shape.parse(schema);
  const rows = Object.entries(shape.properties).map(
    ([member, each]) =>
      html`<tr>
        <td><code>${member}</code></td>
        <td>${typeOf(each)}</td>
        <td>${shape.required.includes(member) ? 'required' : ''}</td>
        <td>${described(each)}</td>
      </tr>`,
  );
  const members =
    rows.length === 0
      ? html`<p>${typeOf(schema)}</p>`
      : html`<table>
          <thead>
            <tr>
              <th>Member</th>
              <th>Type</th>
              <th>Needed</th>
              <th>Meaning</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`;
  return html`<section id="schema-${name}">
    <h3>${name}</h3>
    ${shape.description === undefined ? undefined : markdown(shape.description)} ${members}
    ${shape.examples.map((example) => exampleOf('Example', example))}
  </section>`;
}

/** What a value may be, in a line; names of schemas lead to them. */
export function typeOf(schema: unknown): Html {
  const shape = Shape.parse(schema);
  if (shape.$ref !== undefined) {
    const name = shape.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if ('const' in shape) return html`<code>${JSON.stringify(shape.const)}</code>`;
  if (shape.enum)
    return listed(
      shape.enum.map((value) => html`<code>${String(value)}</code>`),
      ' · ',
    );
  if (shape.oneOf) return listed(shape.oneOf.map(typeOf), ' or ');
  if (shape.prefixItems) return html`[${listed(shape.prefixItems.map(typeOf), ', ')}]`;
  if (shape.items !== undefined) return html`array of ${typeOf(shape.items)}${bounds(shape)}`;
  const kinds = [shape.type ?? 'any value'].flat().join(' or ');
  const open = shape.additionalProperties === true && Object.keys(shape.properties).length === 0;
  const form = [shape.format, open ? 'any members' : undefined].filter((word) => word !== undefined);
  return html`${kinds}${form.length > 0 ? ` (${form.join(', ')})` : ''}${bounds(shape)}${
    shape.pattern === undefined ? undefined : html` <code class="pattern">${shape.pattern}</code>`
  }`;
}

/** An example that opens where it is wanted. */
export function exampleOf(title: string, value: unknown): Html {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<details>
    <summary>${title}</summary>
    <pre><code>${text}</code></pre>
  </details>`;
}

function described(schema: unknown): Html | undefined {
  const { description } = Shape.parse(schema);
  return description === undefined ? undefined : inline(description.trim().replaceAll(/\s+/g, ' '));
}

function bounds(shape: Readonly<Record<string, unknown>>): string {
  const said = BOUNDS.filter((bound) => shape[bound] !== undefined);
  return said.length === 0 ? '' : `; ${said.map((bound) => `${bound} ${String(shape[bound])}`).join(', ')}`;
}

function listed(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${between}${part}`))}`;
}
