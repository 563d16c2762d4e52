import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { HandoffPort, type HandoffRecord } from '../../shared/domain/handoff';
import { Allowance, hasToken, isLocalProgram } from './access';

/** Bytes of a request's body and of its headers. */
const LARGEST_BODY = 1_024;
const LARGEST_HEADERS = 8_192;
const MOST_CONNECTIONS = 16;
const LONGEST_WAIT_SECONDS = 30;
const MOST_RECORDS = 200;

export interface ApiParts {
  port: number;
  tokenSha256: string;
  monotonic(): number;
  /** What the answers say of this terminal. */
  terminal(): { terminal: string; site: string; training: boolean };
  acknowledged(): number;
  records(after: number, limit: number): { records: HandoffRecord[]; through: number };
  /** Resolves when something may be new, or the signal says that nobody waits any more. */
  somethingNew(signal: AbortSignal): Promise<void>;
  /** Takes an acknowledgement; many records take several turns. Throws bad-request where nothing was there to acknowledge. */
  acknowledge(through: number): Promise<void>;
}

/** The API as it listens; `port` is the one that was bound. */
export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 alone (docs/handoff.md). Throws port-taken. Nothing that is asked is written down; a fault of ours
 * is answered as `internal` without a word more.
 */
export async function openApi(parts: ApiParts): Promise<Api> {
  const asked = new Allowance(60, 20, parts.monotonic);
  /** Apart from the others, so that guessing does not keep the right program out. */
  const guessed = new Allowance(10, 0.5, parts.monotonic);
  const stopping = new AbortController();
  const server: Server = createServer(
    {
      maxHeaderSize: LARGEST_HEADERS,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
    },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = MOST_CONNECTIONS;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      mustBeAllowed(request);
      const signal = AbortSignal.any([gone.signal, stopping.signal]);
      send(response, 200, await replyTo(request, signal));
    } catch (thrown) {
      const [status, error, message] =
        thrown instanceof Refusal ? [thrown.status, thrown.error, thrown.message] : faultOf(thrown);
      send(response, status, { error, message });
    }
  };

  const mustBeAllowed = ({ headers }: IncomingMessage) => {
    if (!isLocalProgram(headers, portOf(server)))
      throw new Refusal(
        403,
        'forbidden',
        'This is for programs of this machine, not for pages in a browser.',
      );
    if (!hasToken(headers, parts.tokenSha256)) {
      if (!guessed.take()) throw new Refusal(429, 'too-many', 'Too many wrong tokens. Wait a few seconds.');
      throw new Refusal(401, 'token-wrong', 'The token is missing or wrong.');
    }
    if (!asked.take()) throw new Refusal(429, 'too-many', 'Too many requests. Wait a second.');
  };

  const replyTo = async (request: IncomingMessage, signal: AbortSignal): Promise<object> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const method = methods[pathname];
    if (method === undefined) throw new Refusal(404, 'unknown', 'There is nothing at this path.');
    if (request.method !== method) throw new Refusal(405, 'method', `This path takes ${method}.`);
    if (pathname === '/v1/status') return { ...parts.terminal(), acknowledged: parts.acknowledged() };
    if (pathname === '/v1/acknowledgements') {
      const { through } = parsed(Acknowledgement, await jsonIn(request));
      await parts.acknowledge(through);
      return { acknowledged: parts.acknowledged() };
    }
    const query = parsed(Query, Object.fromEntries(searchParams));
    const after = query.after ?? parts.acknowledged();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(query.wait * 1_000)]);
    for (let cursor = after; ;) {
      const { records, through } = parts.records(cursor, query.limit);
      // Entries that are nobody's business over there are passed over, and the place moves on.
      if (records.length > 0 || (through === cursor && patience.aborted)) return { records, next: through };
      if (through === cursor) await parts.somethingNew(patience);
      cursor = through;
    }
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new VestibuleError('port-taken', `Port ${parts.port} of 127.0.0.1 cannot be used.`, { cause })),
    );
    server.listen({ host: '127.0.0.1', port: parts.port, exclusive: true }, resolve);
  });
  return {
    port: portOf(server),
    close() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 500).unref();
      return closed;
    },
  };
}

const methods: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/v1/status': 'GET',
  '/v1/records': 'GET',
  '/v1/acknowledgements': 'POST',
};

const Query = z.strictObject({
  after: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(MOST_RECORDS).default(100),
  wait: z.coerce.number().min(0).max(LONGEST_WAIT_SECONDS).default(0),
});
const Acknowledgement = z.strictObject({ through: z.number().int().nonnegative() });

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

function faultOf(thrown: unknown): [number, string, string] {
  return thrown instanceof VestibuleError && thrown.code === 'bad-request'
    ? [400, 'bad-request', thrown.message]
    : [500, 'internal', 'Something unforeseen went wrong. Nothing is lost: ask again.'];
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.map(String).join('.') || 'the request');
  throw new Refusal(400, 'bad-request', `Not as it should be: ${[...new Set(fields)].join(', ')}.`);
}

async function jsonIn(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'too-large', 'The body is too large.');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'bad-request', 'The body is no JSON.');
  }
}

/** No page may read it, keep it or guess at its kind: there are no CORS headers at all. */
function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(status === 413 && { connection: 'close' }),
    ...(status === 429 && { 'retry-after': '5' }),
  });
  response.end(JSON.stringify(body));
}

function portOf(server: Server): number {
  const address = server.address();
  return HandoffPort.parse(typeof address === 'object' ? address?.port : undefined);
}
