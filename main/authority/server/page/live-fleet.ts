import type { Parts } from '../parts';
import type { Arrival, Overview } from './overview';

/** Milliseconds between two looks, while somebody watches. */
const INTERVAL = 1_000;
/** A look at a large fleet goes through every terminal: so many times as long as it took nobody looks again. */
const REST = 20;
const MOST_TERMINALS = 200;
const MOST_REFUSED = 20;
const MOST_ARRIVALS = 12;
const MINUTE = 60_000;

/** Hears of each look. */
type Watcher = (overview: Overview) => Promise<void>;

/** Looks at the fleet while pages are open, once for all of them, and notes what arrived in between. */
export class LiveFleet {
  readonly #watchers = new Set<Watcher>();
  #timer: NodeJS.Timeout | undefined;
  #arrivals: Arrival[] = [];
  /** Entries by terminal when it was looked last. */
  #before = new Map<string, number>();
  readonly #totals: { at: number; entries: number }[] = [];

  constructor(private readonly parts: Pick<Parts, 'fleet' | 'trustLists' | 'now'>) {}

  async overview(): Promise<Overview> {
    const { fleet, trustLists, now } = this.parts;
    const at = now();
    const [figures, terminals, refused, trust] = await Promise.all([
      fleet.figures(at),
      fleet.terminals(MOST_TERMINALS, at),
      fleet.refused(MOST_REFUSED),
      trustLists.current(at),
    ]);
    this.#note(terminals, at.getTime());
    const perMinute = this.#perMinute(figures.entries, at.getTime());
    return { figures, perMinute, terminals, refused, arrivals: this.#arrivals, trust, now: at };
  }

  /** Calls back about once a second, less often where a look takes long, until the returned function is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    this.#timer ??= this.#after(INTERVAL);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.close();
    };
  }

  close(): void {
    this.#watchers.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #after(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => void this.#tell(), milliseconds);
  }

  async #tell(): Promise<void> {
    const begun = performance.now();
    const timer = this.#timer;
    // A database that cannot be asked now is asked again with the next look.
    const overview = await this.overview().catch(() => undefined);
    const took = performance.now() - begun;
    if (overview)
      await Promise.all([...this.#watchers].map((watcher) => watcher(overview).catch(() => undefined)));
    // Who left and came back meanwhile has begun anew.
    if (this.#timer === timer) this.#timer = this.#after(Math.max(INTERVAL, took * REST));
  }

  #note(terminals: Overview['terminals'], at: number): void {
    const fresh = terminals.flatMap(({ id, entries }): Arrival[] => {
      const grown = entries - (this.#before.get(id) ?? entries);
      return grown > 0 ? [{ terminal: id, entries: grown, at }] : [];
    });
    this.#arrivals = [...fresh, ...this.#arrivals].slice(0, MOST_ARRIVALS);
    this.#before = new Map(terminals.map(({ id, entries }) => [id, entries]));
  }

  #perMinute(entries: number, at: number): number {
    this.#totals.push({ at, entries });
    while ((this.#totals[0]?.at ?? at) < at - MINUTE) this.#totals.shift();
    return entries - (this.#totals[0]?.entries ?? entries);
  }
}
