import { createHash, randomUUID } from 'node:crypto';
import { signCompact, signWithEmbeddedKey } from '../../crypto/jws';
import type * as Api from './api.generated';
import type { Enrolment } from './enrolment';
import { type Answer, type Exchange, type OperationRequest, mustBeAccepted, parseAnswer } from './exchange';
import { TokenAnswer } from './schemas';

const TOKENS = { method: 'POST', path: '/v1/tokens' } as const;
/** A token is renewed so many milliseconds before it ends, so that none ends on the way. */
const MARGIN = 15_000;
const ASSERTION_SECONDS = 120;

interface Token {
  value: string;
  endsAt: number;
}

/** Sends requests with the terminal's access token and a DPoP proof (RFC 9449) by its enrolled key. */
export class AuthorisedExchange {
  #token: Token | null = null;
  #nonce: string | undefined;

  constructor(
    private readonly exchange: Exchange,
    private readonly enrolment: Pick<Enrolment, 'terminal' | 'privateKey'>,
  ) {}

  /** The answer of an accepted request. Rejects as Exchange does, and with authority-refused. */
  async send(request: OperationRequest): Promise<Answer> {
    let answer = await this.#sendOnce(request);
    if (answer.problem === 'token-invalid') {
      this.#token = null;
      answer = await this.#sendOnce(request);
    }
    mustBeAccepted(request, answer);
    return answer;
  }

  /** A proof with an old nonce is made once again with the nonce of that answer (RFC 9449 §9). */
  async #sendOnce(request: OperationRequest): Promise<Answer> {
    const token = await this.#validToken(request.signal);
    const answer = await this.#prove(request, token);
    return answer.problem === 'use-dpop-nonce' ? this.#prove(request, token) : answer;
  }

  async #prove(request: OperationRequest, token?: string): Promise<Answer> {
    const { clock, url } = this.exchange;
    const claims = {
      jti: randomUUID(),
      htm: request.method,
      // Without the query (RFC 9449, 4.2).
      htu: url.of(request.path.split('?')[0] ?? ''),
      iat: Math.floor(clock.time().getTime() / 1000),
      ...(this.#nonce !== undefined && { nonce: this.#nonce }),
      ...(token !== undefined && { ath: createHash('sha256').update(token).digest('base64url') }),
    };
    const proof = await signWithEmbeddedKey(claims, this.enrolment.privateKey, 'dpop+jwt');
    const answer = await this.exchange.send({
      ...request,
      headers: {
        ...request.headers,
        dpop: proof,
        ...(token !== undefined && { authorization: `DPoP ${token}` }),
      },
    });
    this.#nonce = answer.headers.get('dpop-nonce') ?? this.#nonce;
    return answer;
  }

  async #validToken(signal: AbortSignal): Promise<string> {
    const { clock } = this.exchange;
    if (this.#token && this.#token.endsAt - MARGIN > clock.time().getTime()) return this.#token.value;
    const answer = await this.#askForToken(signal);
    mustBeAccepted(TOKENS, answer);
    const { accessToken, expiresIn } = parseAnswer(TOKENS, answer, TokenAnswer);
    this.#token = { value: accessToken, endsAt: clock.time().getTime() + expiresIn * 1_000 };
    return accessToken;
  }

  /** The first answers tell the nonce and the authority's time; what was made without them is made again with them. */
  async #askForToken(signal: AbortSignal): Promise<Answer> {
    let answer = await this.#prove(await this.#tokenRequest(signal));
    for (const curable of ['use-dpop-nonce', 'assertion-invalid', 'use-dpop-nonce']) {
      if (answer.problem === curable) answer = await this.#prove(await this.#tokenRequest(signal));
    }
    return answer;
  }

  async #tokenRequest(signal: AbortSignal): Promise<OperationRequest> {
    const { clock, url } = this.exchange;
    const { terminal, privateKey } = this.enrolment;
    const iat = Math.floor(clock.time().getTime() / 1000);
    const assertion: Api.ClientAssertion = {
      iss: terminal,
      sub: terminal,
      aud: url.of(TOKENS.path),
      iat,
      exp: iat + ASSERTION_SECONDS,
      jti: randomUUID(),
    };
    const body: Api.TokenRequest = {
      clientAssertion: await signCompact(assertion, privateKey, 'vestibule-client+jws'),
    };
    return { ...TOKENS, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal };
  }
}
