import { setTimeout as pause } from 'node:timers/promises';
import type { Purpose } from '../../../../shared/domain/purpose';
import { signCompact } from '../../../crypto/jws';
import type { TrustView } from '../../../trust/trust-view';
import type {
  PresentationStatement,
  WalletProgress,
  WalletQuestion,
  WalletRequest,
  WalletRequestState,
} from '../../client/api.generated';
import { AuthorityError } from '../authority-error';
import type { AuthorityKeys } from '../authority-keys';
import type { Place } from '../enrolment-codes';
import type { Terminal } from '../terminals';
import { askedClaims, dcqlQuery, walletFormats } from './dcql-query';
import type { PresentationRequest, PresentationRequests } from './presentation-requests';
import { requestObject } from './request-object';
import type { Verifier } from './verifier';
import { readWalletAnswer } from './wallet-answer';
import { type WalletFinding, judgeWalletAnswer } from './wallet-judgement';

/** How often a long poll looks: several processes may share the database, and any of them may take the answer. */
const LOOK_EVERY = 200;

export interface WalletParts {
  readonly requests: PresentationRequests;
  readonly verifier: Verifier;
  readonly keys: AuthorityKeys;
  readonly mode: 'training' | 'live';
  /** For which people are asked at a terminal. */
  purposesOf(place: Place): Promise<readonly Purpose[]>;
  /** The purpose of that name, used by a site today or not. */
  purposeOf(name: string): Purpose | undefined;
  /** Name of the site at which this terminal stands, as wallets show it. */
  siteOf(terminal: string): Promise<string>;
  trust(now: Date): Promise<TrustView>;
  now(): Date;
}

/** Asks wallets on behalf of terminals (OpenID4VP 1.0): what one terminal began, one wallet answers, once. */
export class WalletPresentations {
  constructor(private readonly parts: WalletParts) {}

  /** Begins a request. Throws `AuthorityError`: bad-request for a purpose that takes no wallets, rate-limited. */
  async begin(asked: WalletQuestion, terminal: Terminal, origin: string): Promise<WalletRequest> {
    const { requests, verifier, now } = this.parts;
    const { nonce, responseMode = 'direct_post.jwt' } = asked;
    const used = await this.parts.purposesOf(terminal);
    const purpose = used.find(({ name }) => name === asked.purpose);
    const formats = purpose ? walletFormats(purpose, asked.formats ?? ['sd-jwt-vc', 'mdoc']) : [];
    if (!purpose || formats.length === 0) {
      throw new AuthorityError('bad-request', 'This terminal has no such purpose, or it takes no wallets.');
    }
    const request = await requests.begin(
      { terminal: terminal.id, nonce, purpose: purpose.name, formats, responseMode },
      now(),
    );
    const parameters = new URLSearchParams({
      client_id: verifier.clientId,
      request_uri: `${origin}/v1/wallet-requests/${request.id}`,
    });
    return {
      id: request.id,
      walletUri: `openid4vp://?${parameters}`,
      number: request.number,
      claims: askedClaims(purpose),
      expiresAt: request.expiresAt.toISOString(),
    };
  }

  /** How far it has come: at once, or when it is not `seen` any more, or after `wait` milliseconds. Throws `AuthorityError` not-found. */
  async follow(
    id: string,
    terminal: Terminal,
    { seen, wait }: { seen?: WalletRequestState; wait: number },
  ): Promise<WalletProgress> {
    const until = performance.now() + wait;
    for (;;) {
      const { state, answer } = await this.#own(id, terminal);
      if (state !== seen || performance.now() >= until) {
        return { state, ...(answer !== undefined && { answer }) };
      }
      await pause(LOOK_EVERY);
    }
  }

  /** Takes a request back, or gets rid of one whose answer has arrived. Throws `AuthorityError` not-found. */
  async forget(id: string, terminal: Terminal): Promise<void> {
    const request = await this.#own(id, terminal);
    await this.parts.requests.forget(request.id);
  }

  /** What a wallet fetches. Throws `AuthorityError`: not-found, request-over. */
  async requestObject(id: string, origin: string): Promise<string> {
    const { requests, verifier, now } = this.parts;
    const request = await this.#open(id);
    await requests.opened(id);
    return requestObject(
      {
        request,
        query: dcqlQuery(this.#purpose(request), request.formats),
        responseUri: responseUri(origin, id),
        site: await this.parts.siteOf(request.terminal),
      },
      verifier,
      now(),
    );
  }

  /** Takes a wallet's answer. Throws `AuthorityError`: not-found, request-over, bad-request. */
  async answer(id: string, form: Readonly<Record<string, unknown>>, origin: string): Promise<void> {
    const { requests, now } = this.parts;
    const request = await this.#open(id);
    const answer = await readWalletAnswer(form, request);
    if (answer === undefined) {
      if (!(await requests.failed(id))) await this.#end(request, UNREADABLE);
      throw new AuthorityError('bad-request', 'This is not an answer to the request.');
    }
    if ('declined' in answer) {
      if (!(await requests.end(id, 'declined', now()))) throw isOver();
      return;
    }
    const { verifier, mode, trust } = this.parts;
    const asked = {
      request,
      purpose: this.#purpose(request),
      clientId: verifier.clientId,
      responseUri: responseUri(origin, id),
      trust: await trust(now()),
      mode,
    };
    if (!(await this.#end(request, await judgeWalletAnswer(answer, asked, now())))) throw isOver();
  }

  /** Ends the request with what was found. Whether this was what ended it. */
  async #end(request: PresentationRequest, finding: WalletFinding): Promise<boolean> {
    const { requests, keys, now } = this.parts;
    const { format, outcome, reason, checks, claims, issuer, validUntil, training } = finding;
    const statement: PresentationStatement = {
      nonce: request.nonce,
      terminal: request.terminal,
      request: request.id,
      purpose: request.purpose,
      number: request.number,
      format,
      outcome: outcome === 'verified' ? 'verified' : 'refused',
      reason,
      checks,
      claims,
      issuer: issuer && { id: issuer.id, name: { ...issuer.name, en: issuer.name['en'] ?? issuer.id } },
      validUntil,
      training,
      judgedAt: now().toISOString(),
    };
    const answer = await signCompact(statement, keys.signing, 'vestibule-presentation+jws');
    return requests.end(request.id, 'answered', now(), answer);
  }

  /** The request, while a wallet may still answer it. */
  async #open(id: string): Promise<PresentationRequest> {
    const request = await this.parts.requests.find(id, this.parts.now());
    if (!request) throw notFound();
    if (request.state !== 'waiting' && request.state !== 'opened') throw isOver();
    return request;
  }

  async #own(id: string, terminal: Terminal): Promise<PresentationRequest> {
    const request = await this.parts.requests.find(id, this.parts.now());
    if (request?.terminal !== terminal.id) throw notFound();
    return request;
  }

  #purpose({ purpose }: PresentationRequest): Purpose {
    const found = this.parts.purposeOf(purpose);
    if (!found) throw isOver();
    return found;
  }
}

const UNREADABLE: WalletFinding = {
  outcome: 'refused',
  reason: 'malformed',
  checks: [{ name: 'understood', ok: false }],
  claims: {},
  training: false,
};

const responseUri = (origin: string, id: string): string => `${origin}/v1/wallet-responses/${id}`;

const notFound = () => new AuthorityError('not-found', 'There is no such request.');
const isOver = () =>
  new AuthorityError('request-over', 'This request was answered, taken back, or its time has passed.');
