import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorityError } from './authority-error';
import { Crowd } from './crowd';
import type { Metrics } from './metrics';
import { RateLimit, type Rate } from './rate-limit';
import { type LogLine, failureLine } from './request-log';

/** How often one address may ask. A fleet behind one address shares it. */
const PER_ADDRESS: Rate = { perSecond: 1_000, burst: 5_000 };

/** Looks at each request as it comes and goes: too many from one address, how long it took, how it ended. */
export class Watch {
  readonly #limit: RateLimit;
  readonly #crowd = new Crowd();
  readonly #codes = new WeakMap<FastifyRequest, string>();

  constructor(
    readonly metrics: Metrics,
    private readonly now: () => Date,
    private readonly log: ((line: LogLine) => void) | undefined,
    rate: Rate = PER_ADDRESS,
  ) {
    this.#limit = new RateLimit(rate);
  }

  /**
   * Throws `AuthorityError`: rate-limited for an address that asks without end, unavailable for a batch where too many are
   * worked on already.
   */
  begins(request: FastifyRequest, reply: FastifyReply): void {
    const wait = this.#limit.wait(request.ip, this.now());
    if (wait > 0) throw new AuthorityError('rate-limited', 'Too many requests come from here.', wait);
    if (request.routeOptions.url !== '/v1/entries') return;
    const again = this.#crowd.enter(this.now().getTime());
    if (again > 0) throw new AuthorityError('unavailable', 'Too many batches come at once.', again);
    // Also where the sender goes before it is answered.
    reply.raw.once('close', () => this.#crowd.leave());
  }

  refused(request: FastifyRequest, code: string, thrown: unknown): void {
    this.#codes.set(request, code);
    // A crowd is no failure.
    if (code === 'internal' || (code === 'unavailable' && !(thrown instanceof AuthorityError)))
      this.log?.(failureLine(thrown, operationOf(request), this.now()));
  }

  answered(request: FastifyRequest, reply: FastifyReply): void {
    const operation = operationOf(request);
    this.metrics.answered(operation, reply.statusCode, reply.elapsedTime / 1000);
    const code = this.#codes.get(request);
    this.log?.({
      at: this.now().toISOString(),
      event: 'request',
      operation,
      status: reply.statusCode,
      ...(code !== undefined && { code }),
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    });
  }
}

/** Method and pattern of the route: a path could hold what somebody typed. */
function operationOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
}
