import type { VerificationAnswer } from '../../shared/domain/verification';
import type { AuthorityClient } from '../authority/client/authority-client';
import { AuthorityFailure } from '../authority/client/authority-failure';
import type { Awaiting } from '../journal';
import { Alarm, type Schedule } from './alarm';

/** A sealed code is kept no longer than this (FORMATS 2). */
const LONGEST_WAIT = 72 * 3_600_000;
/** A question that the authority turns down is asked again after this time, until it is too old. */
const ASK_AGAIN = 300_000;

/** What is told where nobody answered in time: refused, expired, and no signed answer. */
const nobodyAnswered: VerificationAnswer = {
  outcome: 'refused',
  reason: 'expired',
  claims: {},
  training: false,
  answer: '',
};

export interface LateVerdictsOptions {
  awaiting: Awaiting;
  client: Pick<AuthorityClient, 'askLate'>;
  now: () => Date;
  onLateVerdict: (verdict: string, answer: VerificationAnswer) => void;
  schedule: Schedule;
  /** Called when a question that was turned down may be asked again. */
  onDue: () => void;
  signal: AbortSignal;
}

/** Asks for the verdicts that could not be had when the person stood there. */
export class LateVerdicts {
  readonly #turnedDown = new Map<string, Alarm>();

  constructor(private readonly options: LateVerdictsOptions) {}

  /** Whether there is a question that may be asked now. */
  due(): boolean {
    const { awaiting } = this.options;
    return awaiting.count() > 0 && awaiting.list().some(this.#mayAsk);
  }

  /**
   * Asks every question that waits, oldest first, and answers how many it asked. An answer is handed over and only then forgotten;
   * a question that the authority turns down stays and does not hold up the others. Rejects with
   * the failure where the authority cannot be reached or its answer cannot be believed.
   */
  async askAll(): Promise<number> {
    const { awaiting, client, onLateVerdict, signal } = this.options;
    const waiting = awaiting.list().filter(this.#mayAsk);
    for (const { verdict, sealed } of waiting) {
      try {
        const answer = await client.askLate(sealed, verdict, signal);
        onLateVerdict(verdict, answer);
        awaiting.remove(verdict);
      } catch (thrown) {
        if (!isTurnedDown(thrown)) throw thrown;
        this.#setAside(verdict);
      }
    }
    return waiting.length;
  }

  /** Drops the sealed codes that are older than 72 h by the clock that they were presented by, and tells their outcome. */
  dropOverdue(): void {
    const { awaiting, now, onLateVerdict } = this.options;
    if (awaiting.count() === 0) return;
    const time = now().getTime();
    for (const { verdict, presentedAt } of awaiting.list()) {
      if (time - Date.parse(presentedAt) <= LONGEST_WAIT) continue;
      onLateVerdict(verdict, nobodyAnswered);
      awaiting.remove(verdict);
    }
  }

  stop(): void {
    for (const alarm of this.#turnedDown.values()) alarm.cancel();
    this.#turnedDown.clear();
  }

  readonly #mayAsk = ({ verdict }: { verdict: string }): boolean => !this.#turnedDown.has(verdict);

  #setAside(verdict: string): void {
    const alarm = new Alarm(this.options.schedule);
    this.#turnedDown.set(verdict, alarm);
    alarm.set(ASK_AGAIN, () => {
      this.#turnedDown.delete(verdict);
      this.options.onDue();
    });
  }
}

function isTurnedDown(thrown: unknown): boolean {
  return thrown instanceof AuthorityFailure && thrown.code === 'authority-refused';
}
