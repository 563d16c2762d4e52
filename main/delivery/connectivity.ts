import { Alarm, type Schedule } from './alarm';
import { backOff } from './back-off';

const HEARTBEAT = 10_000;
const LONGEST_WAIT = 3_600_000;
/** In the first minutes of an outage someone is standing there and waiting: a probe every two to four seconds. */
const EAGER_PROBES = 60;
const EAGER_LEAST = 2_000;
const EAGER_SPREAD = 2_000;

/**
 * Whether the authority answers, known by talking to it (PROTOCOL, Delivery), and when to ask
 * again: a heartbeat every 10 s while it does; while it does not, a probe every few seconds in the
 * first minutes and then with back-off. `onChange` is called once for each change.
 */
export class Connectivity {
  #state: 'unknown' | 'online' | 'offline' = 'unknown';
  #lostProbes = 0;
  #probeDue = true;
  /** True while the next probe waits for a long back-off that nobody but us chose. */
  #rare = false;
  readonly #alarm: Alarm;

  constructor(
    schedule: Schedule,
    private readonly random: () => number,
    private readonly handlers: { onChange: (online: boolean) => void; onProbeDue: () => void },
  ) {
    this.#alarm = new Alarm(schedule);
  }

  get online(): boolean {
    return this.#state === 'online';
  }

  get probeDue(): boolean {
    return this.#probeDue;
  }

  /** The authority answered. */
  reached(): void {
    this.#lostProbes = 0;
    if (this.#state === 'online' && !this.#probeDue) return;
    this.#probeIn(HEARTBEAT);
    this.#become('online');
  }

  /** A probe was not answered. `retryAfter` in milliseconds, if something asked us to wait. */
  lost(retryAfter?: number): void {
    this.#lostProbes += 1;
    this.#probeIn(Math.min(retryAfter ?? this.#waitOffline(), LONGEST_WAIT));
    this.#rare = retryAfter === undefined && this.#lostProbes > EAGER_PROBES;
    this.#become('offline');
  }

  /** Work failed in a way that makes one doubt the connection: the next probe decides, now. */
  doubt(): void {
    this.#alarm.cancel();
    this.#probeDue = true;
  }

  /** Someone is working at the terminal: where probes have become rare, one comes soon. */
  hasten(): void {
    if (this.#rare) this.#probeIn(EAGER_LEAST);
  }

  stop(): void {
    this.#alarm.cancel();
  }

  #become(state: 'online' | 'offline'): void {
    if (this.#state === state) return;
    this.#state = state;
    this.handlers.onChange(state === 'online');
  }

  #waitOffline(): number {
    const eager = EAGER_LEAST + Math.round(this.random() * EAGER_SPREAD);
    const late = this.#lostProbes - EAGER_PROBES;
    return late <= 0 ? eager : eager + backOff(late, this.random);
  }

  #probeIn(delay: number): void {
    this.#rare = false;
    this.#probeDue = false;
    this.#alarm.set(delay, () => {
      this.#probeDue = true;
      this.handlers.onProbeDue();
    });
  }
}
