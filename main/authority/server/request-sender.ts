import type { FastifyRequest } from 'fastify';
import { AuthorityError } from './authority-error';
import type { Parts } from './parts';
import type { Terminal } from './terminals';

/** Tells which terminal sent a request. */
export interface RequestSender {
  /** The terminal, by its access token and its proof. Throws `AuthorityError`: token-invalid, proof-invalid, use-dpop-nonce. */
  of(request: FastifyRequest): Promise<Terminal>;
  /** The same for what a terminal in quarantine may not do: terminal-quarantined too. */
  activeOf(request: FastifyRequest): Promise<Terminal>;
  /** The ways in which a request may name what it is sent to. */
  urls(request: FastifyRequest): string[];
}

export function requestSender(origins: () => readonly string[], parts: Parts): RequestSender {
  const urls = (request: FastifyRequest) => origins().map((origin) => origin + pathOf(request));
  const of = async (request: FastifyRequest): Promise<Terminal> => {
    const accessToken = /^DPoP ([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (accessToken === undefined) throw new AuthorityError('token-invalid', 'An access token is missing.');
    const key = await parts.senderProof.check(
      { method: request.method, urls: urls(request), proof: header(request, 'dpop'), accessToken },
      parts.now(),
    );
    return parts.accessTokens.terminalOf(accessToken, key, parts.now());
  };
  return {
    of,
    urls,
    async activeOf(request) {
      const terminal = await of(request);
      if (terminal.state === 'quarantined')
        throw new AuthorityError(
          'terminal-quarantined',
          'This terminal is in quarantine until it enrols anew.',
        );
      return terminal;
    },
  };
}

export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}
