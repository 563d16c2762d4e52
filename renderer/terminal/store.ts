import type { EventMessage } from '../../shared/contract/events';
import { reportOf } from '../../shared/domain/error';
import type { Settings } from '../../shared/domain/settings';
import type { Client } from './client';
import { type View, nextView, readingEnds, unknownView, withReading, withoutFault } from './view';

const RETRY_MILLISECONDS = 500;
/** A verdict that comes sooner comes without "one moment" before it: nothing is drawn, and nothing read out, in between. */
const QUIET_MILLISECONDS = 120;
/** After this long without a verdict, "one moment" would be a lie. */
const READING_MILLISECONDS = 20_000;
/** How long a reader's fault stays on the screen. */
const PROBLEM_MILLISECONDS = 20_000;

/** The external store of a window: holds the view, hears the events, asks for the first state until it comes. */
export class Store {
  #view: View = unknownView;
  readonly #watchers = new Set<() => void>();
  #readingTimer: ReturnType<typeof setTimeout> | undefined;
  #problemTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {}

  /** Begins to listen and to ask; the answer stops both. */
  start(): () => void {
    const silence = this.client.listen((message) => this.#hear(message));
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answered = await this.#readState();
      if (!answered && !stopped) timer = setTimeout(() => void ask(), RETRY_MILLISECONDS);
    };
    void this.#readSettings();
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(this.#readingTimer);
      clearTimeout(this.#problemTimer);
      silence();
    };
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly read = (): View => this.#view;

  /** A presentation from this window has begun or has ended without a verdict. */
  readonly setReading = (reading: boolean): void => {
    if (reading) return this.#beginReading();
    clearTimeout(this.#readingTimer);
    this.#show(withReading(this.#view, false));
  };

  /** What a reader of this window could not deliver; null once a person has read it. */
  readonly setReaderProblem = (readerProblem: View['readerProblem']): void => {
    this.#show(readerProblem ? { ...this.#view, readerProblem } : withoutFault(this.#view));
    this.#forgetProblemLater();
  };

  /** Shows the change at once, and what the shell made of it when it answers. */
  readonly changeSettings = async (change: Partial<Settings>): Promise<void> => {
    this.#show({ ...this.#view, settings: { ...this.#view.settings, ...change } });
    const settings = await this.client.call('settings.write', change).catch(() => null);
    if (settings) this.#show({ ...this.#view, settings });
    else await this.#readSettings();
  };

  /** Takes an alert away and tells the terminal that a person has seen it. */
  readonly dismissAlert = async (id: string): Promise<void> => {
    const { state } = this.#view;
    if (state) {
      this.#show({ ...this.#view, state: { ...state, alerts: state.alerts.filter((one) => one.id !== id) } });
    }
    await this.client.call('alert.dismiss', { id }).catch(() => undefined);
  };

  #hear(message: EventMessage): void {
    // What else is told meanwhile does not make the moment longer.
    if (message.event === 'reading') this.#beginReading();
    else if (readingEnds.has(message.event)) clearTimeout(this.#readingTimer);
    this.#show(nextView(this.#view, message));
    this.#forgetProblemLater();
    // A terminal that came back tells its state by itself; asking makes sure.
    if (message.event === 'process' && message.payload.up) void this.#readState();
  }

  #beginReading(): void {
    clearTimeout(this.#readingTimer);
    const say = () => {
      this.#show(withReading(this.#view, true));
      this.#readingTimer = setTimeout(() => this.setReading(false), READING_MILLISECONDS);
    };
    if (this.#view.reading) say();
    else this.#readingTimer = setTimeout(say, QUIET_MILLISECONDS);
  }

  #forgetProblemLater(): void {
    clearTimeout(this.#problemTimer);
    if (!this.#view.readerProblem) return;
    const forget = () => this.#show({ ...this.#view, readerProblem: null });
    this.#problemTimer = setTimeout(forget, PROBLEM_MILLISECONDS);
  }

  async #readState(): Promise<boolean> {
    try {
      // Asked first: what is told meanwhile must be in the view that the answer is added to.
      const payload = await this.client.call('state.read', {});
      this.#show(nextView(this.#view, { event: 'state', payload }));
      return true;
    } catch (thrown) {
      const report = reportOf(thrown);
      if (report.code !== 'terminal-restarting') this.#show({ ...this.#view, startProblem: report });
      return false;
    }
  }

  async #readSettings(): Promise<void> {
    const before = this.#view.settings;
    const settings = await this.client.call('settings.read', {}).catch(() => null);
    // Settings that were told meanwhile are newer than this answer, which may have been overtaken.
    if (settings && this.#view.settings === before) this.#show({ ...this.#view, settings });
  }

  #show(view: View): void {
    if (view === this.#view) return;
    this.#view = view;
    for (const watcher of this.#watchers) watcher();
  }
}
