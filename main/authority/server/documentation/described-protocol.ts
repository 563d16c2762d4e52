import { z } from 'zod';

/** A JSON Schema as openapi.yaml writes it; a reference, or what it says itself. */
export type Schema = z.infer<typeof Schema>;
const Schema = z.looseObject({ $ref: z.string().optional(), description: z.string().optional() });

const Content = z.record(
  z.string(),
  z.object({ schema: Schema, examples: z.record(z.string(), z.unknown()).default({}) }),
);
const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: Schema,
});
const Response = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.unknown()).default({}),
  content: Content.default({}),
});
const Operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ required: z.literal(true), content: Content }).optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.unknown()),
});
const Path = z.object({
  parameters: z.array(z.unknown()).default([]),
  get: Operation.optional(),
  post: Operation.optional(),
  delete: Operation.optional(),
});
const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), summary: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string().optional() })),
  paths: z.record(z.string().startsWith('/'), Path),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

export type DescribedContent = z.infer<typeof Content>;
export type DescribedParameter = z.infer<typeof Parameter>;
export interface DescribedResponse extends z.infer<typeof Response> {
  readonly status: number;
}
/** One operation with its references followed, those to schemas excepted. */
export interface DescribedOperation extends Omit<z.infer<typeof Operation>, 'parameters' | 'responses'> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly DescribedParameter[];
  readonly responses: readonly DescribedResponse[];
}
export interface DescribedProtocol {
  readonly info: z.infer<typeof Document>['info'];
  readonly tags: z.infer<typeof Document>['tags'];
  readonly operations: readonly DescribedOperation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** An OpenAPI document as far as openapi.yaml goes. Throws where it says more than this, or refers to what is not there. */
export function describedProtocol(whole: unknown): DescribedProtocol {
  const { info, tags, paths, components } = Document.parse(whole);
  const followed = (value: unknown): unknown => {
    const reference = Reference.safeParse(value);
    return reference.success ? at(whole, reference.data.$ref) : value;
  };
  const content = (given: DescribedContent): DescribedContent =>
    Object.fromEntries(
      Object.entries(given).map(([type, { schema, examples }]) => [
        type,
        {
          schema,
          examples: Object.fromEntries(
            Object.entries(examples).map(([name, example]) => [name, valueOf(followed(example))]),
          ),
        },
      ]),
    );
  const described = (
    method: DescribedOperation['method'],
    path: string,
    shared: readonly unknown[],
    operation: z.infer<typeof Operation>,
  ): DescribedOperation => ({
    ...operation,
    method,
    path,
    parameters: [...shared, ...operation.parameters].map((parameter) => Parameter.parse(followed(parameter))),
    ...(operation.requestBody && {
      requestBody: { required: true, content: content(operation.requestBody.content) },
    }),
    responses: Object.entries(operation.responses).map(([status, response]) => {
      const read = Response.parse(followed(response));
      return { ...read, status: Number(status), content: content(read.content) };
    }),
  });
  const operations = Object.entries(paths).flatMap(([path, { parameters, ...methods }]) =>
    Object.entries(methods).map(([method, operation]) =>
      described(Method.parse(method.toUpperCase()), path, parameters, operation),
    ),
  );
  return { info, tags, operations, schemas: components.schemas };
}

// Made once: a schema that is made anew for each of a thousand values costs more than all of them.
const Method = z.enum(['GET', 'POST', 'DELETE']);
const Reference = z.object({ $ref: z.string() });
const Example = z.object({ value: z.unknown() });
const Members = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

function at(whole: unknown, reference: string): unknown {
  const names = reference.replace(/^#\//, '').split('/');
  return names.reduce((value, name) => Members.parse(value)[name], whole);
}

function valueOf(example: unknown): unknown {
  return Example.parse(example).value;
}
