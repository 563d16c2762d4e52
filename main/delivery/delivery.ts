import type { DeliveryState } from '../../shared/domain/delivery-state';
import type { VerificationAnswer } from '../../shared/domain/verification';
import type { AuthorityClient, Health } from '../authority/client/authority-client';
import type { HeartbeatAnswer } from '../authority/client/schemas';
import type { Journal } from '../journal';
import { Alarm, type Schedule, machineSchedule } from './alarm';
import { Circuit } from './circuit';
import { Connectivity } from './connectivity';
import { isGap, isRefused, retryAfterOf } from './failure';
import { LateVerdicts } from './late-verdicts';
import { OutboxSender } from './outbox-sender';
import { reconcile } from './reconcile';

/** After this many failures in a row without any progress, `drain` says that nothing can move. */
const DRAIN_FAILURES = 3;
/** The longest `Retry-After` for which a drain waits. */
const DRAIN_PATIENCE = 10_000;

export type DeliveryEvent =
  | { type: 'online' | 'offline' }
  /** The authority has what this journal never wrote: it is an earlier copy, and nothing more is sent from it. */
  | { type: 'rolled-back' }
  /** The authority had been restored from a backup; so many entries are sent again. */
  | { type: 'resending'; entries: number }
  | { type: 'delivery'; entry: string; state: DeliveryState; reason?: string };

export interface DeliveryOptions {
  journal: Pick<Journal, 'outbox' | 'awaiting'>;
  client: Pick<AuthorityClient, 'deliver' | 'askLate' | 'heartbeat'>;
  now: () => Date;
  /**
   * A late answer, to be written before this returns; if it throws, the question stays and is asked again. After
   * a crash the same verdict can come twice. Where nobody answered within 72 h, the answer is refused:
   * expired, and its `answer` is empty.
   */
  onLateVerdict: (verdict: string, answer: VerificationAnswer) => void;
  onEvent: (event: DeliveryEvent) => void;
  /** What the heartbeat says beside how much waits. */
  health?: () => Omit<Health, 'queued' | 'oldestQueuedAt' | 'awaitingVerdict'>;
  /** What each heartbeat heard: newer lists to fetch, or a quarantine. */
  onHeartbeat?: (answer: HeartbeatAnswer) => void;
  schedule?: Schedule;
  random?: () => number;
}

/** The way from the outbox to the authority (PROTOCOL, Delivery). */
export interface Delivery {
  /** Queues again what was being sent when the process ended, and begins to talk to the authority. */
  start(): void;
  /** Something was recorded. It is sent at once unless the authority is failing. */
  nudge(): void;
  /** The operating system says that the network changed: asks the authority now. */
  networkChanged(): void;
  /** Sends now, whatever back-off and circuit say; resolves when the outbox is empty and every late verdict has been asked for, or when nothing can move. */
  drain(): Promise<void>;
  /** Sends a heartbeat now, whatever else goes on. Rejects as AuthorityClient does. */
  tell(): Promise<void>;
  /** Whether the authority answered when it was last talked to. */
  online(): boolean;
  /** Ends what is in flight (its entries stay queued); nothing is called after it resolved. */
  stop(): Promise<void>;
}

/** At least once on the wire, once in effect: entries leave in order and stay queued until the authority has signed for them. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { client, onEvent } = options;
  const { outbox, awaiting } = options.journal;
  const schedule = options.schedule ?? machineSchedule;
  const random = options.random ?? Math.random;
  const stopping = new AbortController();
  const { signal } = stopping;

  const connectivity = new Connectivity(schedule, random, { onChange, onProbeDue: wake });
  const entries = new Circuit(schedule, random, wake);
  const late = new Circuit(schedule, random, wake);
  const pause = new Alarm(schedule);
  const sender = new OutboxSender({ outbox, client, onSettled, signal });
  const lateVerdicts = new LateVerdicts({ ...options, awaiting, schedule, onDue: wake, signal });

  let started = false;
  let turnWaits = false;
  let rolledBack = false;
  let last: Promise<unknown> = Promise.resolve();

  return {
    start() {
      if (started || signal.aborted) return;
      started = true;
      outbox.requeue();
      wake();
    },
    nudge() {
      connectivity.hasten();
      wake();
    },
    networkChanged() {
      entries.networkBack();
      late.networkBack();
      connectivity.doubt();
      wake();
    },
    drain: () => oneAtATime(drainNow),
    tell: async () => {
      await client.heartbeat(healthNow(), signal);
    },
    online: () => connectivity.online,
    async stop() {
      stopping.abort();
      await last;
      for (const part of [connectivity, entries, late, lateVerdicts]) part.stop();
    },
  };

  /** Asks for a turn; while one waits to begin, another would do nothing more. */
  function wake(): void {
    if (!started || turnWaits) return;
    turnWaits = true;
    void oneAtATime(async () => {
      turnWaits = false;
      await turn();
    });
  }

  async function turn(): Promise<void> {
    try {
      if (connectivity.probeDue) await probe();
      if (lateVerdicts.due()) await attempt(late, () => lateVerdicts.askAll());
      // Last of them: this clock may be the one that is wrong, and the authority goes by its own.
      lateVerdicts.dropOverdue();
      if (!rolledBack && outbox.counts().queued > 0) await attempt(entries, () => sender.sendAll());
    } catch {
      // The journal failed, which it tells those who record. Delivery tries again after the back-off.
      entries.failed();
    }
  }

  async function attempt(circuit: Circuit, work: () => Promise<number>): Promise<void> {
    if (signal.aborted || !connectivity.online || !circuit.closed) return;
    try {
      if ((await work()) > 0) noteSuccess(circuit);
    } catch (thrown) {
      await noteFailure(circuit, thrown);
    }
  }

  function noteSuccess(circuit: Circuit): void {
    circuit.succeeded();
    connectivity.reached();
  }

  /** A refusal proves that the authority is there; after any other failure a probe decides at once. */
  async function noteFailure(circuit: Circuit, thrown: unknown): Promise<void> {
    if (signal.aborted) return;
    circuit.failed(retryAfterOf(thrown));
    if (isRefused(thrown)) {
      connectivity.reached();
      // From where to send is what the authority's heartbeat says.
      if (isGap(thrown)) await probe();
    } else {
      connectivity.doubt();
      await probe();
    }
  }

  async function probe(): Promise<void> {
    if (signal.aborted) return;
    const health = healthNow();
    let answer: HeartbeatAnswer;
    try {
      answer = await client.heartbeat(health, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      if (isRefused(thrown)) connectivity.reached();
      else connectivity.lost(retryAfterOf(thrown));
      return;
    }
    connectivity.reached();
    compare(answer);
    options.onHeartbeat?.(answer);
  }

  function compare(answer: HeartbeatAnswer): void {
    const found = reconcile(answer, outbox);
    if (found === 'resent') onEvent({ type: 'resending', entries: outbox.counts().queued });
    if (found === 'rolled-back' && !rolledBack) {
      rolledBack = true;
      onEvent({ type: 'rolled-back' });
    }
  }

  function healthNow(): Health {
    const { queued, oldestAt } = outbox.counts();
    const rest = options.health?.() ?? { appVersion: 'unknown' };
    return { ...rest, queued, oldestQueuedAt: oldestAt, awaitingVerdict: awaiting.count() };
  }

  async function drainNow(): Promise<void> {
    let failures = 0;
    let settled = settledCount();
    while (!signal.aborted) {
      if (rolledBack) return;
      let circuit = entries;
      try {
        const sent = await sender.sendAll();
        if (sent > 0) noteSuccess(entries);
        circuit = late;
        const asked = lateVerdicts.due() ? await lateVerdicts.askAll() : 0;
        if (asked > 0) noteSuccess(late);
        // What late verdicts wrote wants to be sent too.
        if (asked === 0 || outbox.counts().queued === 0) return;
      } catch (thrown) {
        await noteFailure(circuit, thrown);
        const progressed = settledCount() > settled;
        settled = settledCount();
        failures = progressed ? 1 : failures + 1;
        const retryAfter = retryAfterOf(thrown) ?? 0;
        if (isRefused(thrown) || failures >= DRAIN_FAILURES || retryAfter > DRAIN_PATIENCE) return;
        await rest(retryAfter);
      }
    }
  }

  function onChange(online: boolean): void {
    onEvent({ type: online ? 'online' : 'offline' });
    if (!online) return;
    entries.networkBack();
    late.networkBack();
    wake();
  }

  function onSettled(entry: string, state: DeliveryState, reason?: string): void {
    onEvent({ type: 'delivery', entry, state, ...(reason === undefined ? {} : { reason }) });
  }

  function settledCount(): number {
    const { acknowledged, refused } = outbox.counts();
    return acknowledged + refused;
  }

  function rest(delay: number): Promise<void> {
    if (delay === 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      pause.set(delay, resolve);
      signal.addEventListener('abort', () => {
        pause.cancel();
        resolve();
      });
    });
  }

  /** Talking to the authority happens one thing after the other: a probe never competes with a batch. */
  function oneAtATime(work: () => Promise<void>): Promise<void> {
    const done = last.then(() => (signal.aborted ? undefined : work()));
    last = done.catch(() => undefined);
    return done;
  }
}
