import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { VestibuleError } from '../../../shared/domain/error';
import type { ErrorAnswer } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { Nonces } from './nonces';
import { GREATEST_BODY, readBodies } from './request-body';

/** A server that listens; closing it ends every connection. */
export interface Listening {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Adds the operations. `origins` are the ways in which a request may name this server. */
export type Routes = (server: FastifyInstance, origins: () => readonly string[]) => void;

interface ListenOptions {
  host: string;
  port: number;
  nonces: Nonces;
  now: () => Date;
}

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
 * Listens for the operations over plain HTTP, on the loopback interface only. Throws `VestibuleError`: insecure-url
 * for any other host, port-taken.
 */
export async function listen(routes: Routes, { host, port, nonces, now }: ListenOptions): Promise<Listening> {
  if (!isLoopback(host)) {
    throw new VestibuleError(
      'insecure-url',
      `Plain HTTP is served on the loopback interface only, not on ${host}. Let a server that ends TLS stand in front and listen on 127.0.0.1.`,
    );
  }
  const server = fastify({
    logger: false,
    bodyLimit: GREATEST_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
  });
  let origins: readonly string[] = [];
  readBodies(server);
  server.addHook('onRequest', async (_request, reply) => {
    // The authority's clock is the one that it was given; the server's own header would show the machine's.
    reply.header('date', now().toUTCString());
    reply.header('dpop-nonce', nonces.current(now()));
    reply.header('cache-control', 'no-store');
  });
  server.setErrorHandler((thrown, _request, reply) => {
    const error = asAuthorityError(thrown);
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
  await server.listen({ host, port }).catch((thrown: unknown) => {
    throw listenFailure(thrown, port);
  });
  const address = addressOf(server);
  const url = origin(host, address.port);
  origins = [
    ...new Set([url, ...['127.0.0.1', 'localhost', '::1'].map((name) => origin(name, address.port))]),
  ];
  return { url, host, port: address.port, close: () => server.close() };
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

function origin(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
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

/** What was not foreseen is `internal`, without its message, which could hold data. */
function asAuthorityError(thrown: unknown): AuthorityError {
  if (thrown instanceof AuthorityError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AuthorityError('too-large', 'The body is too large.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AuthorityError('unsupported-media-type', 'Bodies are application/json.');
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP_'))
    return new AuthorityError('bad-request', 'The body cannot be read.');
  return new AuthorityError('internal', 'Something unforeseen went wrong at the authority.');
}
