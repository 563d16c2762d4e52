import type { Connection } from '../../../shared/domain/connection';
import type { WireEntry } from '../../../shared/domain/entry';
import type { Sample } from '../../../shared/domain/sample';
import type { TrustList } from '../../../shared/domain/trust-list';
import type { VerificationAnswer, VerificationQuestion } from '../../../shared/domain/verification';
import type * as Api from './api.generated';
import { AuthorisedExchange } from './authorised-exchange';
import { AuthorityClock } from './authority-clock';
import { AuthorityUrl } from './authority-url';
import { Batches, type DeliveryAnswer } from './batches';
import { withDeadline } from './deadline';
import type { Enrolment } from './enrolment';
import { Exchange, type Operation, invalid, mustBeAccepted, parseAnswer } from './exchange';
import { signedOrders } from './orders';
import { Questions } from './questions';
import { type BegunRequest, type RequestProgress, WalletRequests } from './wallet-requests';
import {
  Configuration,
  HeartbeatAnswer,
  type Order,
  ReportsStatement,
  Samples,
  SignedReports,
  type StaysStatement,
  SuccessionsAnswer,
} from './schemas';
import { SigningKey, type SuccessionSource } from './signing-key';
import { StayQuestions } from './stay-questions';
import { trustListIn } from './trust-list-answer';

/** How long each operation may take in milliseconds, all its round trips together. */
const TIMEOUTS = {
  /** A person stands there and waits. */
  ask: 5_000,
  askLate: 10_000,
  deliver: 30_000,
  /** Tells quickly whether anybody is there. */
  heartbeat: 4_000,
  compareStays: 10_000,
  reports: 10_000,
  trustList: 20_000,
  samples: 5_000,
  askWallet: 5_000,
  /** A long poll. */
  followWallet: 30_000,
};

/** How the terminal is, as the heartbeat tells it; the client adds the clock offset. */
export type Health = Omit<Api.Heartbeat, 'clockOffset'>;

/**
 * One enrolled terminal's talk with its authority. Every method rejects with an AuthorityFailure:
 * authority-unreachable (nothing in time, 5xx, 429) or what stands in the way (certificate-untrusted, proxy-failed), authority-refused (another 4xx, with the authority's code
 * in `problem`) or authority-answer-invalid (a shape, signature, nonce or status that is not what the protocol
 * demands). An aborted `signal` rejects as authority-unreachable.
 */
export interface AuthorityClient {
  /** Asks while the person waits. The code is consumed by the authority in the same instant. */
  ask(question: VerificationQuestion, signal?: AbortSignal): Promise<VerificationAnswer>;
  /** Asks a sealed question about the verdict it was sealed for. Asked again, it gets the same outcome. */
  askLate(sealed: string, verdict: string, signal?: AbortSignal): Promise<VerificationAnswer>;
  /** Seals a question that cannot be asked now: only the authority can open it. Needs no network. */
  seal(question: VerificationQuestion, verdict: string): Promise<string>;
  /** Delivers entries in order; each is acknowledged or refused by a signature over exactly this batch. */
  deliver(batch: readonly WireEntry[], signal?: AbortSignal): Promise<DeliveryAnswer>;
  /**
   * Asks who stays at the site by other terminals' records: the site's key, hex, and a list for each question. Without
   * a key yet nobody is asked about.
   */
  compareStays(
    stays: readonly Api.StayQuestion[],
    signal?: AbortSignal,
  ): Promise<Pick<StaysStatement, 'key' | 'elsewhere'>>;
  /** What became of the reports of this terminal's guests to the police, behind a change; `through` says how far that goes. */
  reports(since: number, signal?: AbortSignal): Promise<ReportsStatement>;
  /** Begins to ask a wallet for what this purpose sees (OpenID4VP). */
  askWallet(purpose: string, signal?: AbortSignal): Promise<BegunRequest>;
  /** How far that is: at once without `seen`, else when it is another state, or after a while. */
  followWallet(
    begun: BegunRequest,
    seen: RequestProgress['state'] | undefined,
    signal?: AbortSignal,
  ): Promise<RequestProgress>;
  /** Takes a request back, or lets the authority forget one whose answer is here. */
  endWallet(begun: BegunRequest, signal?: AbortSignal): Promise<void>;
  /** The signed trust list, or null while the one with this `etag` is the current one. Whether its version may replace ours is not judged here. */
  trustList(
    etag?: string,
    signal?: AbortSignal,
  ): Promise<{ list: TrustList; jws: string; etag?: string } | null>;
  /** The configuration of the site, as signed by the authority. */
  configuration(signal?: AbortSignal): Promise<Configuration>;
  /**
   * An issuer's status list as its issuer signed it (JWT), `token` null while the one with this `etag` is the current one,
   * and for how many seconds the authority has had it. Its signature is not judged here.
   */
  statusList(
    id: string,
    etag?: string,
    signal?: AbortSignal,
  ): Promise<{ token: string | null; etag?: string; ageSeconds: number }>;
  /** Says how the terminal is; hears the versions of the lists and how far the authority has the journal. */
  heartbeat(health: Health, signal?: AbortSignal): Promise<HeartbeatAnswer>;
  /** The orders of a heartbeat's answer that the authority signed for this terminal. */
  orders(answer: Pick<HeartbeatAnswer, 'orders'>, signal?: AbortSignal): Promise<Order[]>;
  /** Whether another signing key took the place of the pinned one, which is pinned from now on. AuthorityFailure succession-refused as everywhere. */
  succeeded(signal?: AbortSignal): Promise<boolean>;
  /** Training authorities only: sample codes to present. */
  samples(signal?: AbortSignal): Promise<Sample[]>;
  /** Milliseconds to add to our clock to get the authority's, 0 below one second; null until it was heard. */
  clockOffset(): number | null;
  /** When the authority last answered anything, by our clock. */
  lastReachedAt(): Date | null;
}

export interface AuthorityClientOptions {
  enrolment: Enrolment;
  now: () => Date;
  /** How the site's network is passed. */
  connection?: Connection | undefined;
  /** Hears of another signing key. Without it the enrolled one is the only one that is ever believed. */
  succession?: Omit<SuccessionSource, 'chain'>;
  /** Milliseconds an operation may take, where the usual time does not fit. */
  timeouts?: Partial<typeof TIMEOUTS>;
}

/** VestibuleError insecure-url if the enrolment names an address that may not be used. */
export function createAuthorityClient({
  enrolment,
  now,
  connection,
  succession,
  timeouts,
}: AuthorityClientOptions): AuthorityClient {
  const times = { ...TIMEOUTS, ...timeouts };
  const clock = new AuthorityClock(now);
  const exchange = new Exchange(new AuthorityUrl(enrolment.url), clock, now, connection);
  const authorised = new AuthorisedExchange(exchange, enrolment);
  const key = new SigningKey(enrolment, succession && { ...succession, chain: readChain });
  const questions = new Questions(enrolment, authorised, key);
  const batches = new Batches(enrolment, authorised, key);
  const wallets = new WalletRequests(enrolment, authorised, key);
  const stayQuestions = new StayQuestions(enrolment, authorised, key);
  return {
    ask: (question, signal) => withDeadline(times.ask, signal, (each) => questions.ask(question, each)),
    askLate: (sealed, verdict, signal) =>
      withDeadline(times.askLate, signal, (each) => questions.askLate(sealed, verdict, each)),
    seal: (question, verdict) => questions.seal(question, verdict, clock.offset),
    deliver: (batch, signal) => withDeadline(times.deliver, signal, (each) => batches.deliver(batch, each)),
    compareStays: (stays, signal) =>
      withDeadline(times.compareStays, signal, (each) => stayQuestions.compare(stays, each)),
    reports: (since, signal) => withDeadline(times.reports, signal, (each) => readReports(since, each)),
    askWallet: (purpose, signal) =>
      withDeadline(times.askWallet, signal, (each) => wallets.begin(purpose, each)),
    followWallet: (begun, seen, signal) =>
      withDeadline(times.followWallet, signal, (each) => wallets.follow(begun, seen, each)),
    endWallet: (begun, signal) => withDeadline(times.askWallet, signal, (each) => wallets.end(begun, each)),
    trustList: (etag, signal) => withDeadline(times.trustList, signal, (each) => readTrustList(etag, each)),
    configuration: (signal) => withDeadline(times.trustList, signal, readConfiguration),
    statusList: (id, etag, signal) =>
      withDeadline(times.trustList, signal, (each) => readStatusList(id, etag, each)),
    heartbeat: (health, signal) => withDeadline(times.heartbeat, signal, (each) => beat(health, each)),
    orders: (answer, signal) =>
      withDeadline(times.trustList, signal, (each) => signedOrders(answer, enrolment, key, each)),
    succeeded: (signal) => withDeadline(times.trustList, signal, (each) => key.follow(each)),
    samples: (signal) => withDeadline(times.samples, signal, readSamples),
    clockOffset: () => clock.offset,
    lastReachedAt: () => clock.lastReachedAt,
  };

  async function readTrustList(etag: string | undefined, signal: AbortSignal) {
    const operation: Operation = { method: 'GET', path: '/v1/trust-list' };
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    const answer = await exchange.send({ ...operation, headers, signal });
    mustBeAccepted(operation, answer);
    if (answer.status === 304 && etag !== undefined) return null;
    const jws = answer.text.trim();
    const list = trustListIn(operation, await key.open(jws, 'vestibule-trust-list+jws', signal));
    return { list, jws, etag: answer.headers.get('etag') ?? undefined };
  }

  async function readConfiguration(signal: AbortSignal): Promise<Configuration> {
    const operation: Operation = { method: 'GET', path: '/v1/configuration' };
    const { text } = await authorised.send({ ...operation, signal });
    const payload = await key.open(text.trim(), 'vestibule-configuration+jws', signal);
    const configuration = Configuration.safeParse(payload);
    if (!configuration.success)
      throw invalid(operation, 'the configuration is not signed by the authority, or malformed');
    return configuration.data;
  }

  async function readReports(since: number, signal: AbortSignal): Promise<ReportsStatement> {
    const operation: Operation = { method: 'GET', path: `/v1/reports?since=${since}` };
    const received = await authorised.send({ ...operation, signal });
    const { reports: jws } = parseAnswer(operation, received, SignedReports);
    const payload = await key.open(jws, 'vestibule-reports+jws', signal);
    const statement = ReportsStatement.safeParse(payload);
    if (!statement.success) throw invalid(operation, 'it is not signed by the authority, or malformed');
    const { terminal, since: asked, through } = statement.data;
    if (terminal !== enrolment.terminal || asked !== since || through < since)
      throw invalid(operation, 'it answers another question');
    return statement.data;
  }

  async function readStatusList(id: string, etag: string | undefined, signal: AbortSignal) {
    const operation: Operation = { method: 'GET', path: `/v1/status-lists/${id}` };
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    const answer = await exchange.send({ ...operation, headers, signal });
    mustBeAccepted(operation, answer);
    const age = /^\d{1,9}$/.exec(answer.headers.get('age') ?? '')?.[0];
    const ageSeconds = Number(age ?? 0);
    if (answer.status === 304 && etag !== undefined) return { token: null, ageSeconds };
    return { token: answer.text.trim(), etag: answer.headers.get('etag') ?? undefined, ageSeconds };
  }

  async function beat(health: Health, signal: AbortSignal): Promise<HeartbeatAnswer> {
    const operation: Operation = { method: 'POST', path: '/v1/heartbeats' };
    const heartbeat: Api.Heartbeat = { ...health, clockOffset: clock.offset };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(heartbeat);
    const answer = parseAnswer(
      operation,
      await authorised.send({ ...operation, headers, body, signal }),
      HeartbeatAnswer,
    );
    // The authority is there all the same: what a key that is refused signs is refused where it comes.
    await key.hear(answer.signingKey, signal).catch(() => undefined);
    return answer;
  }

  async function readChain(signal: AbortSignal): Promise<string[]> {
    const operation: Operation = { method: 'GET', path: '/v1/successions' };
    const answer = await exchange.send({ ...operation, signal });
    mustBeAccepted(operation, answer);
    return parseAnswer(operation, answer, SuccessionsAnswer).successions;
  }

  async function readSamples(signal: AbortSignal): Promise<Sample[]> {
    const operation: Operation = { method: 'GET', path: '/v1/training/samples' };
    const answer = await exchange.send({ ...operation, signal });
    mustBeAccepted(operation, answer);
    return parseAnswer(operation, answer, Samples).samples;
  }
}
