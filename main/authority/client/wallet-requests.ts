import { randomBytes } from 'node:crypto';
import type * as Api from './api.generated';
import type { AuthorisedExchange } from './authorised-exchange';
import type { Enrolment } from './enrolment';
import { type Operation, invalid, parseAnswer } from './exchange';
import { SigningKey } from './signing-key';
import { PresentationStatement, WalletProgress, WalletRequest } from './wallet-schemas';

const BEGIN = { method: 'POST', path: '/v1/presentation-requests' } as const;
/** Seconds that one poll waits for news. */
const WAIT = 20;

/** A request to a wallet that this terminal began. */
export interface BegunRequest extends WalletRequest {
  readonly purpose: string;
  readonly nonce: string;
}

/** How far it has come; with `answered`, what was found, signed by the authority for exactly this request. */
export interface RequestProgress {
  readonly state: Api.WalletRequestState;
  readonly found?: PresentationStatement;
}

/** Asks wallets through the authority, and believes only what it signed for the request, its nonce and its purpose. */
export class WalletRequests {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly exchange: Pick<AuthorisedExchange, 'send'>,
    private readonly key = new SigningKey(enrolment),
  ) {}

  async begin(purpose: string, signal: AbortSignal): Promise<BegunRequest> {
    const question: Api.WalletQuestion = { nonce: randomBytes(24).toString('base64url'), purpose };
    const headers = { 'content-type': 'application/json' };
    const answer = await this.exchange.send({ ...BEGIN, headers, body: JSON.stringify(question), signal });
    return { ...parseAnswer(BEGIN, answer, WalletRequest), purpose, nonce: question.nonce };
  }

  /** Resolves when the state is not `seen` any more, or after a while with the same one. */
  async follow(
    begun: BegunRequest,
    seen: Api.WalletRequestState | undefined,
    signal: AbortSignal,
  ): Promise<RequestProgress> {
    const query = new URLSearchParams({ ...(seen !== undefined && { seen, wait: String(WAIT) }) });
    const operation: Operation = { method: 'GET', path: `${BEGIN.path}/${begun.id}?${query}` };
    const received = await this.exchange.send({ ...operation, signal });
    const { state, answer } = parseAnswer(operation, received, WalletProgress);
    if (state !== 'answered') return { state };
    const payload = await this.key.open(answer ?? '', 'vestibule-presentation+jws', signal);
    const found = PresentationStatement.safeParse(payload);
    if (!found.success) throw invalid(operation, 'it is not signed by the authority, or malformed');
    const { nonce, terminal, purpose, request } = found.data;
    const isOurs = nonce === begun.nonce && terminal === this.enrolment.terminal && request === begun.id;
    if (!isOurs || purpose !== begun.purpose) throw invalid(operation, 'it answers another request');
    return { state, found: found.data };
  }

  /** Takes the request back, or lets the authority forget one whose answer is here. */
  async end({ id }: BegunRequest, signal: AbortSignal): Promise<void> {
    await this.exchange.send({ method: 'DELETE', path: `${BEGIN.path}/${id}`, signal });
  }
}
