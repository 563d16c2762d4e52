import type { WireEntry } from '../../../shared/domain/entry';
import type { VerificationAnswer } from '../../../shared/domain/verification';
import type { AuthorityClient, DeliveryAnswer, HeartbeatAnswer } from '../../../main/authority/client';
import { AuthorityFailure } from '../../../main/authority/client/authority-failure';
import type { VirtualTime } from './virtual-time';

/** What the authority, or the network before it, does with one request. */
export const faults = [
  'works',
  'slow',
  'late',
  'lost',
  'twice',
  'half',
  'wrong',
  'silent',
  'error-500',
  'busy',
  'reset',
  'not-authorised',
] as const;
export type Fault = (typeof faults)[number];

/** How long the client waits for an answer, and how long a busy authority asks to be left alone. */
const TIMEOUT = 20_000;
export const BUSY = 30_000;

/** An authority with its network and its client in one, which does what a script says and then works. */
export class ScriptedAuthority implements Pick<AuthorityClient, 'deliver' | 'askLate' | 'heartbeat'> {
  /** Faults still to come, for each operation. */
  readonly script: Record<'deliver' | 'heartbeat' | 'askLate', Fault[]> = {
    deliver: [],
    heartbeat: [],
    askLate: [],
  };
  /** While true, nothing gets through at all. */
  unplugged = false;
  /** What the authority has, in the order in which it took it. */
  readonly stored: { id: string; seq: number; hash: string; body: boolean }[] = [];
  /** Entries whose body the authority calls malformed, and entries it refuses as business. */
  readonly poison = new Set<string>();
  readonly unwelcome = new Set<string>();
  /** Entries of which not even the header is taken. */
  readonly poisonHeaders = new Set<string>();
  /** Questions that are turned down, and those that have been answered. */
  readonly unanswerable = new Set<string>();
  readonly answered = new Map<string, number>();
  readonly violations: string[] = [];
  readonly calls: { operation: string; at: number; size: number }[] = [];
  #inFlight = 0;

  constructor(private readonly time: VirtualTime) {}

  async deliver(batch: readonly WireEntry[], signal?: AbortSignal): Promise<DeliveryAnswer> {
    if (this.#inFlight > 0) this.violations.push('two batches in flight');
    if (batch.length > 100) this.violations.push('a batch of more than 100');
    if (new Set(batch.map(({ header }) => header.epoch)).size > 1)
      this.violations.push('two epochs in a batch');
    this.#inFlight += 1;
    try {
      return await this.#exchange('deliver', batch.length, signal, (fault) => {
        this.#take(fault === 'half' ? batch.slice(0, batch.length / 2) : batch);
        if (fault === 'twice') this.#take(batch);
        return this.#acknowledge(batch);
      });
    } finally {
      this.#inFlight -= 1;
    }
  }

  async heartbeat(_health: unknown, signal?: AbortSignal): Promise<HeartbeatAnswer> {
    return this.#exchange('heartbeat', 0, signal, () => ({
      state: 'active',
      epoch: 1,
      cursor: this.stored.length,
      trustListVersion: 1,
      configurationVersion: 1,
    }));
  }

  async askLate(sealed: string, verdict: string, signal?: AbortSignal): Promise<VerificationAnswer> {
    return this.#exchange('askLate', 1, signal, () => {
      if (sealed !== `sealed ${verdict}`) this.violations.push('a question under another verdict');
      if (this.unanswerable.has(verdict)) throw refused(404, 'unknown-question');
      this.answered.set(verdict, (this.answered.get(verdict) ?? 0) + 1);
      return { outcome: 'verified', claims: {}, training: true, answer: `signed ${verdict}` };
    });
  }

  async #exchange<T>(
    operation: 'deliver' | 'heartbeat' | 'askLate',
    size: number,
    signal: AbortSignal | undefined,
    work: (fault: Fault) => T,
  ): Promise<T> {
    this.calls.push({ operation, at: this.time.now().getTime(), size });
    if (this.unplugged) throw unreachable();
    const fault = this.script[operation].shift() ?? 'works';
    switch (fault) {
      case 'works':
      case 'twice':
        await this.#pass(20, signal);
        return work(fault);
      case 'slow':
        await this.#pass(8_000, signal);
        return work(fault);
      case 'late':
        void this.time.sleep(TIMEOUT + 7_000).then(() => void quietly(() => work(fault)));
        await this.#pass(TIMEOUT, signal);
        throw unreachable();
      case 'lost':
      case 'half':
        await this.#pass(20, signal);
        work(fault);
        throw unreachable();
      case 'wrong':
        await this.#pass(20, signal);
        work(fault);
        throw new AuthorityFailure('authority-answer-invalid', 'The signature does not verify.');
      case 'silent':
        await this.#pass(TIMEOUT, signal);
        throw unreachable();
      case 'error-500':
        throw unreachable({ status: 500 });
      case 'busy':
        throw unreachable({ status: 429, retryAfter: BUSY });
      case 'reset':
        throw unreachable();
      case 'not-authorised':
        throw refused(401, 'token-invalid');
    }
  }

  /** Time on the wire, which an aborted signal ends. */
  async #pass(duration: number, signal: AbortSignal | undefined): Promise<void> {
    const end = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => resolve(), { signal: end.signal });
    });
    await Promise.race([this.time.sleep(duration), aborted]);
    end.abort();
    if (signal?.aborted) throw unreachable();
  }

  /** Takes entries as an authority must: by sequence without a gap, the same entry once in effect. */
  #take(batch: readonly WireEntry[]): void {
    const malformed = batch.find(
      ({ header, bodyBase64 }) =>
        this.poisonHeaders.has(header.id) || (bodyBase64 !== undefined && this.poison.has(header.id)),
    );
    if (malformed) throw refused(400, 'bad-request');
    for (const { header, hash, bodyBase64 } of batch) {
      const known = this.stored[header.seq - 1];
      if (known) {
        if (known.id !== header.id || known.hash !== hash)
          this.violations.push('the same sequence with other content');
        continue;
      }
      if (header.seq !== this.stored.length + 1) this.violations.push(`a gap before ${header.seq}`);
      this.stored.push({ id: header.id, seq: header.seq, hash, body: bodyBase64 !== undefined });
    }
  }

  #acknowledge(batch: readonly WireEntry[]): DeliveryAnswer {
    const results = batch.map(({ header }) =>
      this.unwelcome.has(header.id)
        ? { entry: header.id, status: 'refused' as const, reason: 'not-permitted' }
        : { entry: header.id, status: 'acknowledged' as const },
    );
    return { results, acknowledgement: 'signed', cursor: this.stored.length };
  }
}

function unreachable(details: { status?: number; retryAfter?: number } = {}): AuthorityFailure {
  return new AuthorityFailure('authority-unreachable', 'The authority does not answer.', details);
}

function refused(status: number, problem: string): AuthorityFailure {
  return new AuthorityFailure('authority-refused', 'The authority refuses.', { status, problem });
}

function quietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // Nobody waits for this answer any more.
  }
}
