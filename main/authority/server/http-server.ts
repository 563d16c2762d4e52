import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { VestibuleError } from '../../../shared/domain/error';
import type { ErrorAnswer } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { Nonces } from './nonces';
import { GREATEST_BODY, readBodies } from './request-body';
import { isUnavailable } from './storage/unavailable';
import type { Tls } from './tls';
import type { Watch } from './watch';

/** A server that listens; closing it ends every connection. */
export interface Listening {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Adds the operations. `origins` are the ways in which a request may name this server. */
export type Routes = (server: FastifyInstance, origins: () => readonly string[]) => void;

export interface ListenOptions {
  /** Plain HTTP is served on the loopback interface only. */
  host: string;
  port: number;
  /** Whether other processes listen on this port too (SO_REUSEPORT). */
  shared?: boolean | undefined;
  tls?: Tls | undefined;
  nonces: Nonces;
  now: () => Date;
  /** Hears of each answer. */
  watch: Watch;
  /** Whose word counts for where a request came from. */
  trustedProxies?: readonly string[] | undefined;
  /** Milliseconds in which a request has to be here whole. */
  requestWithin?: number | undefined;
}

/** A batch of the greatest size at 20 kilobytes a second. Whoever sends more slowly keeps a place from the others. */
const REQUEST_WITHIN = 30_000;

/** Listens on this port, or on a free one where somebody else has it. */
export async function listenNear(
  routes: Routes,
  port: number,
  options: Omit<ListenOptions, 'port'>,
): Promise<Listening> {
  try {
    return await listen(routes, { ...options, port });
  } catch (thrown) {
    if (!(thrown instanceof VestibuleError && thrown.code === 'port-taken')) throw thrown;
    return listen(routes, { ...options, port: 0 });
  }
}

/**
 * Listens for the operations. Throws `VestibuleError`: insecure-url for plain HTTP on any host but the loopback
 * interface, port-taken, not-permitted.
 */
export async function listen(routes: Routes, options: ListenOptions): Promise<Listening> {
  const { host, port, shared = false, tls, nonces, now, watch } = options;
  if (!tls && !isLoopback(host)) {
    throw new VestibuleError(
      'insecure-url',
      `Plain HTTP is served on the loopback interface only, not on ${host}. Give --tls-cert and --tls-key, or let a server that ends TLS stand in front and listen on 127.0.0.1.`,
    );
  }
  const server = newServer(options);
  let origins: readonly string[] = [];
  readBodies(server);
  server.addHook('onRequest', async (request, reply) => {
    // The authority's clock is the one that it was given; the server's own header would show the machine's.
    reply.header('date', now().toUTCString());
    reply.header('dpop-nonce', nonces.current(now()));
    reply.header('cache-control', 'no-store');
    watch.begins(request, reply);
  });
  server.addHook('onResponse', async (request, reply) => watch.answered(request, reply));
  server.setErrorHandler((thrown, request, reply) => {
    const error = asAuthorityError(thrown);
    watch.refused(request, error.code, thrown);
    if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
    const challenge = challenges[error.code];
    if (challenge) reply.header('www-authenticate', `DPoP error="${challenge}", algs="ES256"`);
    const answer: ErrorAnswer = { error: { code: error.code, message: error.message } };
    return reply.code(error.status).send(answer);
  });
  server.setNotFoundHandler(() => {
    throw new AuthorityError('not-found', 'There is no such operation.');
  });
  routes(server, () => origins);
  await server.listen({ host, port, ...(shared && { reusePort: true }) }).catch((thrown: unknown) => {
    throw listenFailure(thrown, port);
  });
  const address = addressOf(server);
  const scheme = tls ? 'https' : 'http';
  const url = origin(scheme, tls?.names[0] ?? host, address.port);
  const names = [host, ...(tls?.names ?? []), '127.0.0.1', 'localhost', '::1'];
  origins = [...new Set([url, ...names.map((name) => origin(scheme, name, address.port))])];
  return {
    url,
    host,
    port: address.port,
    close: () => server.close(),
  };
}

function newServer({ tls, trustedProxies, requestWithin = REQUEST_WITHIN }: ListenOptions): FastifyInstance {
  // Node looks at it only where it is given when the server is made; Fastify would take it away again.
  const within = { requestTimeout: requestWithin, connectionsCheckingInterval: Math.ceil(requestWithin / 6) };
  const options = {
    logger: false,
    bodyLimit: GREATEST_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
    trustProxy: trustedProxies ? [...trustedProxies] : false,
    requestTimeout: requestWithin,
  };
  // Over TLS it is the same server for every route; only its type names another socket.
  return tls
    ? (fastify({ ...options, https: { ...tls, ...within } }) as unknown as FastifyInstance)
    : fastify({ ...options, http: within });
}

/** Errors of RFC 6750 and RFC 9449 by our own codes. */
const challenges: Partial<Record<string, string>> = {
  'token-invalid': 'invalid_token',
  'proof-invalid': 'invalid_dpop_proof',
  'use-dpop-nonce': 'use_dpop_nonce',
};

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** As a URL writes it: without the port that the scheme has by itself. */
function origin(scheme: 'http' | 'https', host: string, port: number): string {
  return new URL(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;
}

function listenFailure(thrown: unknown, port: number): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EADDRINUSE')
    return new VestibuleError('port-taken', `Another program listens on port ${port} already.`);
  if (code === 'EACCES')
    return new VestibuleError('not-permitted', `This user may not listen on port ${port}.`);
  return thrown;
}

function addressOf(server: FastifyInstance): AddressInfo {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
}

/** Seconds after which a database that could not be used is worth another try. */
const DATABASE_PAUSE = 5;

/** What was not foreseen is `internal`, without its message, which could hold data. */
function asAuthorityError(thrown: unknown): AuthorityError {
  if (thrown instanceof AuthorityError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AuthorityError('too-large', 'The body is too large.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AuthorityError('unsupported-media-type', 'Bodies are application/json.');
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP_'))
    return new AuthorityError('bad-request', 'The body cannot be read.');
  if (isUnavailable(thrown))
    return new AuthorityError('unavailable', 'The database cannot be used now.', DATABASE_PAUSE);
  return new AuthorityError('internal', 'Something unforeseen went wrong at the authority.');
}
