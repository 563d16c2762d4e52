import type { Parts } from '../parts';
import type { Arrival, Overview } from './overview';

/** Milliseconds between two looks, while somebody watches. */
const INTERVAL = 1_000;
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

  /** Calls back about once a second until the returned function is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    this.#timer ??= setInterval(() => void this.#tell(), INTERVAL);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.close();
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #tell(): Promise<void> {
    // A database that cannot be asked now is asked again with the next look.
    const overview = await this.overview().catch(() => undefined);
    if (!overview) return;
    await Promise.all([...this.#watchers].map((watcher) => watcher(overview).catch(() => undefined)));
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
