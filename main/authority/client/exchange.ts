import type { z } from 'zod';
import type { Connection } from '../../../shared/domain/connection';
import type { AuthorityClock } from './authority-clock';
import { AuthorityFailure, type AuthorityFailureDetails } from './authority-failure';
import type { AuthorityUrl } from './authority-url';
import { type Fetch, fetchThrough } from './fetch-through';
import { networkCode, networkFault } from './network-fault';
import { ErrorAnswer } from './schemas';

/** More than any answer of the protocol; a trust list with all CSCA certificates is the largest. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

/** One operation of openapi.yaml. */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  /** Such as `/v1/entries`. */
  path: string;
}

export interface OperationRequest extends Operation {
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  signal: AbortSignal;
}

/** What came back: the authority's own answer, success or refusal. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The authority's code where it is a refusal. */
  problem: string | undefined;
}

/** Sends requests and sorts out what is no answer of an authority. Nothing is cached, no redirect is followed. */
export class Exchange {
  readonly #fetchUrl: Fetch;
  readonly #throughProxy: boolean;

  constructor(
    readonly url: AuthorityUrl,
    readonly clock: AuthorityClock,
    private readonly now: () => Date,
    connection: Connection = {},
  ) {
    this.#fetchUrl = fetchThrough(url.base, connection);
    this.#throughProxy = connection.proxy !== undefined;
  }

  /**
   * The answer, a 2xx, 304 or 4xx. AuthorityFailure: authority-unreachable (nothing in time, 5xx, 429) or what stands
   * in the way (certificate-untrusted, proxy-failed, clock-wrong), authority-answer-invalid (anything that no authority says).
   */
  async send(request: OperationRequest): Promise<Answer> {
    const sentAt = this.now();
    const { status, headers, text } = await this.#fetch(request);
    const problem = problemIn(status, text);
    const details = { status, problem, retryAfter: retryAfterIn(headers, this.clock) };
    if (status >= 500 || status === 429) throw unreachable(request, `status ${status}`, details);
    const known = (status >= 200 && status < 300) || status === 304 || problem !== undefined;
    if (known) this.clock.heard(headers, sentAt);
    // A proxy in between may turn down a large body in words of its own.
    if (!known && status !== 413) {
      throw invalid(request, `status ${status} in a form that no authority uses`, { status });
    }
    return { status, headers, text, problem };
  }

  async #fetch(request: OperationRequest): Promise<{ status: number; headers: Headers; text: string }> {
    const { method, path, headers, body, signal } = request;
    try {
      const response = await this.#fetchUrl(this.url.of(path), {
        method,
        headers,
        body,
        signal,
        redirect: 'manual',
        cache: 'no-store',
      });
      return { status: response.status, headers: response.headers, text: await readText(request, response) };
    } catch (thrown) {
      if (thrown instanceof AuthorityFailure) throw thrown;
      const why = networkCode(thrown);
      const code = networkFault(why, this.#throughProxy);
      throw new AuthorityFailure(code, noAnswer(request, why), {}, { cause: thrown });
    }
  }
}

/** Rejects an answer that is not the success that was hoped for: AuthorityFailure authority-refused. */
export function mustBeAccepted({ method, path }: Operation, answer: Answer): void {
  const { status, problem } = answer;
  if (status < 400) return;
  throw new AuthorityFailure(
    'authority-refused',
    `The authority refused ${method} ${path}: ${problem ?? `status ${status}`}.`,
    { status, problem },
  );
}

/** The JSON of an answer in the shape that the protocol gives it. AuthorityFailure: authority-answer-invalid. */
export function parseAnswer<T>(operation: Operation, answer: Answer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(json(answer.text));
  if (!parsed.success)
    throw invalid(operation, 'a shape that is not the protocol’s', { status: answer.status });
  return parsed.data;
}

/** The failure that says why an answer is not believed. */
export function invalid(
  { method, path }: Operation,
  why: string,
  details: AuthorityFailureDetails = {},
): AuthorityFailure {
  return new AuthorityFailure(
    'authority-answer-invalid',
    `The answer to ${method} ${path} cannot be believed: ${why}.`,
    details,
  );
}

function unreachable(operation: Operation, why: string, details: AuthorityFailureDetails): AuthorityFailure {
  return new AuthorityFailure('authority-unreachable', noAnswer(operation, why), details);
}

function noAnswer({ method, path }: Operation, why: string): string {
  return `The authority does not answer ${method} ${path} (${why}).`;
}

async function readText(request: OperationRequest, response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > LONGEST_ANSWER) throw invalid(request, 'longer than any answer may be');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function problemIn(status: number, text: string): string | undefined {
  if (status < 400) return undefined;
  const answer = ErrorAnswer.safeParse(json(text));
  return answer.success ? answer.data.error.code : undefined;
}

/** Milliseconds of a `Retry-After`: seconds or a date (RFC 9110 §10.2.3). */
function retryAfterIn(headers: Headers, clock: AuthorityClock): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.time().getTime());
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
