import type { Bridge } from '../../shared/contract/bridge';
import { type CallName, type Reply, type Request, calls } from '../../shared/contract/calls';
import { type EventMessage, events } from '../../shared/contract/events';
import { ErrorReport, VestibuleError } from '../../shared/domain/error';

/** The terminal as a window sees it: calls that answer or throw a VestibuleError, and events. */
export interface Client {
  /** Throws VestibuleError: the terminal's own report, or `internal` when the answer does not fit the contract. */
  call<C extends CallName>(name: C, request: Request<C>): Promise<Reply<C>>;
  /** Hears each event that fits the contract; the answer stops it. */
  listen(listener: (message: EventMessage) => void): () => void;
}

/** Speaks through the bridge and checks by the contract whatever comes back. */
export function createClient(bridge: Bridge): Client {
  const listeners = new Set<(message: EventMessage) => void>();
  let silence: (() => void) | undefined;
  /** Checked once, however many listen. */
  const hear = (message: unknown) => {
    const known = readEvent(message);
    if (known) for (const listener of listeners) listener(known);
  };
  return {
    async call<C extends CallName>(name: C, request: Request<C>): Promise<Reply<C>> {
      const answer: unknown = await bridge.call(name, request).catch(() => undefined);
      if (!isAnswer(answer)) throw outOfContract(name);
      if (!answer.ok) {
        const report = ErrorReport.safeParse(answer.error);
        throw report.success
          ? new VestibuleError(report.data.code, report.data.message, { acts: report.data.acts })
          : outOfContract(name);
      }
      const reply = calls[name].reply.safeParse(answer.reply);
      if (!reply.success) throw outOfContract(name);
      return reply.data as Reply<C>;
    },
    listen(listener) {
      // A function of its own: whoever listens twice is heard twice, and stops one at a time.
      const one = (message: EventMessage) => listener(message);
      listeners.add(one);
      silence ??= bridge.listen(hear);
      return () => {
        listeners.delete(one);
        if (listeners.size > 0) return;
        silence?.();
        silence = undefined;
      };
    },
  };
}

/** An event as the contract has it, or undefined for anything else. */
export function readEvent(message: unknown): EventMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if (!('event' in message) || !('payload' in message) || typeof message.event !== 'string') return undefined;
  if (!Object.hasOwn(events, message.event)) return undefined;
  const event = message.event as keyof typeof events;
  const payload = events[event].safeParse(message.payload);
  return payload.success ? ({ event, payload: payload.data } as EventMessage) : undefined;
}

function isAnswer(answer: unknown): answer is { ok: boolean; reply?: unknown; error?: unknown } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

function outOfContract(name: CallName): VestibuleError {
  return new VestibuleError('internal', `The answer to ${name} does not fit the contract.`);
}
