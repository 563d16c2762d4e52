import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { AuthorityError } from '../../../main/authority/server/authority-error';
import { conforms, requireConforming } from '../../../main/authority/server/protocol';
import { EntryHeader, EntryKind, FormatName, Reason, Sample, WireEntry } from '../../../shared/domain';
import { RoutingRule } from '../../../shared/domain/trust-list';

const file = path.resolve(import.meta.dirname, '../../../main/authority/openapi.yaml');
const Schema = z.looseObject({
  enum: z.array(z.string()).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const document = z
  .object({ components: z.object({ schemas: z.record(z.string(), Schema) }) })
  .parse(parse(readFileSync(file, 'utf8')));
const schema = (name: string) => document.components.schemas[name] ?? {};

test.each([
  ['FormatName', FormatName.options],
  ['Reason', Reason.options],
  ['EntryKind', EntryKind.options],
])(
  'Given the closed list %s, when protocol and domain are compared, then they are the same',
  (name, options) => {
    expect(schema(name).enum).toEqual(options);
  },
);

test.each([
  ['EntryHeader', EntryHeader],
  ['WireEntry', WireEntry],
  ['Sample', Sample],
  ['RoutingRule', RoutingRule],
])(
  'Given the object %s, when protocol and domain are compared, then they have the same members',
  (name, domain) => {
    const required = Object.entries(domain.shape)
      .filter(([, member]) => !member.safeParse(undefined).success)
      .map(([member]) => member);
    expect(Object.keys(schema(name).properties ?? {}).sort()).toEqual(Object.keys(domain.shape).sort());
    expect([...(schema(name).required ?? [])].sort()).toEqual(required.sort());
  },
);

test('Given every schema of the protocol, when it is compiled, then it says nothing a validator does not know', () => {
  for (const name of Object.keys(document.components.schemas)) {
    expect(() => conforms(name as 'Health', {})).not.toThrow();
  }
});

test('Given a request that does not conform, when it is required, then the error names the place and not the content', () => {
  const ask = () => requireConforming('TokenRequest', { clientAssertion: 'a name that nobody should read' });
  expect(ask).toThrow(AuthorityError);
  expect(ask).toThrow(/clientAssertion/);
  expect(ask).not.toThrow(/nobody should read/);
});
