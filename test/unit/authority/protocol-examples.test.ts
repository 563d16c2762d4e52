import { expect, test } from 'vitest';
import type { Schemas } from '../../../main/authority/client/api.generated';
import { AuthorityError } from '../../../main/authority/server/authority-error';
import { conforms } from '../../../main/authority/server/protocol';
import { conformsTo, protocol } from '../../support/documented';

const { operations, schemas, tags } = protocol;
const byName = operations.map((operation) => [operation.operationId, operation] as const);

/** What each kind of signed object holds, as the table at the top of the document says. */
const payloads: Record<string, keyof Schemas> = {
  'vestibule-enrolment-proof+jws': 'EnrolmentProof',
  'vestibule-enrolment+jws': 'EnrolmentStatement',
  'vestibule-former-terminal+jws': 'FormerTerminal',
  'vestibule-client+jws': 'ClientAssertion',
  'vestibule-verification+jws': 'VerificationStatement',
  'vestibule-presentation+jws': 'PresentationStatement',
  'vestibule-acknowledgement+jws': 'Acknowledgement',
  'vestibule-trust-list+jws': 'TrustList',
  'vestibule-configuration+jws': 'Configuration',
  'vestibule-order+jws': 'Order',
  'vestibule-key-proof+jws': 'KeyProof',
  'vestibule-stays+jws': 'StaysStatement',
  'vestibule-reports+jws': 'ReportsStatement',
  'vestibule-succession+jws': 'SuccessionStatement',
  'vestibule-held-receipt+jws': 'ReceiptStatement',
};

test.each(byName)(
  'Given the operation %s, when its document is read, then each request and answer has examples that its schema takes',
  (_name, { requestBody, responses }) => {
    const contents = [requestBody?.content ?? {}, ...responses.map(({ content }) => content)];
    for (const { schema, examples } of contents.flatMap((content) => Object.values(content))) {
      expect(Object.keys(examples)).not.toEqual([]);
      for (const [name, example] of Object.entries(examples))
        expect(conformsTo(schema, example), name).toBe(true);
    }
  },
);

test.each(byName)(
  'Given the operation %s, when it fails, then the document says with which codes, each under its own status',
  (_name, { method, responses }) => {
    const failures = responses.filter(({ status }) => status >= 400);
    const statuses = failures.map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining([429, 500, 503]));
    if (method === 'POST') expect(statuses).toEqual(expect.arrayContaining([413, 415]));
    for (const { status, content } of failures) {
      for (const [code, example] of Object.entries(content['application/json']?.examples ?? {})) {
        expect(example).toMatchObject({ error: { code } });
        expect(new AuthorityError(code as 'internal', '').status).toBe(status);
      }
    }
  },
);

test('Given the closed list of error codes, when the operations are read, then each code is the answer of one of them', () => {
  const contents = operations.flatMap(({ responses }) => responses.map(({ content }) => content));
  const answered = new Set(
    contents.flatMap((content) => Object.keys(content['application/json']?.examples ?? {})),
  );
  const codes = (schemas['AuthorityErrorCode'] as { enum?: string[] }).enum ?? [];
  expect(codes.filter((code) => !answered.has(code))).toEqual([]);
});

test('Given the payloads of what is signed, when their examples are validated, then the schemas take them', () => {
  for (const name of [...Object.values(payloads), 'SealedQuestion', 'Question'] as const) {
    const { examples = [] } = schemas[name] as { examples?: unknown[] };
    expect(examples, name).not.toEqual([]);
    expect(examples.every((example) => conforms(name, example))).toBe(true);
  }
});

test('Given every signed example, when it is opened, then it says what it is and holds what the table says', () => {
  const found = new Set<string>();
  const contents = operations.flatMap(({ requestBody, responses }) => [
    requestBody?.content ?? {},
    ...responses.map(({ content }) => content),
  ]);
  const examples = contents.flatMap((content) => Object.values(content).map((one) => one.examples));
  for (const jws of JSON.stringify(examples).match(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{86}/g) ?? []) {
    const [header, payload] = jws
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
    const name = payloads[header.typ];
    if (name === undefined) continue;
    found.add(header.typ);
    expect(conforms(name, payload), header.typ).toBe(true);
  }
  expect([...found].sort()).toEqual(Object.keys(payloads).sort());
});

test('Given the operations, when they are grouped, then each stands in a group that the document has, under a name of its own', () => {
  const groups = tags.map(({ name }) => name);
  expect(operations.every((operation) => groups.includes(operation.tags[0]))).toBe(true);
  expect(new Set(byName.map(([name]) => name)).size).toBe(operations.length);
});
