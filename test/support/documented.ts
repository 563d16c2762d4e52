import { type Schemas } from '../../main/authority/client/api.generated';
import {
  type DescribedOperation,
  type DescribedProtocol,
  type Schema,
  describedProtocol,
} from '../../main/authority/server/documentation/described-protocol';
import document from '../../main/authority/server/openapi.generated.json';
import { conforms } from '../../main/authority/server/protocol';

/** What openapi.yaml describes. */
export const protocol: DescribedProtocol = describedProtocol(document);

/** The operation that a request is, or undefined where the document has none. */
export function operationOf(method: string, url: string): DescribedOperation | undefined {
  const { pathname } = new URL(url);
  return protocol.operations.find((operation) => {
    const pattern = new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`);
    return operation.method === method && pattern.test(pathname);
  });
}

/** Whether a value is what a schema says that is nothing but a reference. */
export function conformsTo({ $ref }: Schema, value: unknown): boolean {
  return conforms(($ref ?? '').replace('#/components/schemas/', '') as keyof Schemas, value);
}

/**
 * Throws where the document does not know an answer: another status, media type, error code, body or header than it says. A
 * request that is no operation has to be answered `not-found`.
 */
export function requireDocumented(
  method: string,
  url: string,
  { status, headers, body }: { status: number; headers: Headers; body: unknown },
): void {
  const operation = operationOf(method, url);
  const code = (body as { error?: { code?: string } } | undefined)?.error?.code;
  if (!operation) {
    if (code !== 'not-found') throw new Error(`${method} ${url} is not in openapi.yaml`);
    return;
  }
  const where = `${operation.operationId}, status ${status}`;
  const response = operation.responses.find((each) => each.status === status);
  if (!response) throw new Error(`${where} is not in openapi.yaml`);
  const missing = Object.entries(response.headers).filter(
    ([name, header]) => isRequired(header) && !headers.has(name),
  );
  if (missing.length > 0) throw new Error(`${where}: ${missing.join(', ')} is missing`);
  const type = headers.get('content-type')?.split(';')[0];
  const content = type === undefined ? undefined : response.content[type];
  if (!content) {
    if (Object.keys(response.content).length > 0 || (type !== undefined && body !== ''))
      throw new Error(`${where}: ${type} is not in openapi.yaml`);
    return;
  }
  if (!conformsTo(content.schema, body)) throw new Error(`${where}: the body is not what openapi.yaml says`);
  if (code !== undefined && !(code in content.examples))
    throw new Error(`${where}: the code ${code} is not in openapi.yaml`);
}

function isRequired(header: unknown): boolean {
  const reference = (header as { $ref?: string }).$ref;
  // Every header that is described by name is one that has to be there.
  return reference !== undefined || (header as { required?: boolean }).required === true;
}
