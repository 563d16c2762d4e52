import type { Guest, GuestFilter, GuestPage } from '../../shared/contract/guest';
import { type ErrorCode, reportOf } from '../../shared/domain/error';

/** How many rows one question brings. */
const PAGE = 50;
/** How many pages are kept at hand: what scrolled away is asked for again. */
const KEPT = 40;
/** A scroll that goes on is waited for; so are changes that come close together. */
const PATIENCE_MILLISECONDS = 60;

/** What is listed: the guests of a day or of all days, or those that a search finds. */
export interface ListQuery {
  readonly day: string | undefined;
  readonly search: string;
  readonly filter: GuestFilter;
}

export interface Page {
  /** A place whose guest was erased is null. */
  readonly guests: readonly (Guest | null)[];
  readonly counts: GuestPage['counts'];
}

/** What is known of a list: how many rows it has, and those at hand. */
export interface KnownRows {
  /** Null until the first answer. */
  readonly counts: GuestPage['counts'] | null;
  readonly problem: ErrorCode | null;
  readonly pages: ReadonlyMap<number, Page['guests']>;
}

const nothing: KnownRows = { counts: null, problem: null, pages: new Map() };

/** A long list of guests of which only the rows in view are asked for. It keeps itself up to date by `outdated`. */
export class GuestRows {
  #known = nothing;
  #query: ListQuery;
  #wanted: readonly number[] = [0];
  #stale = new Set<number>([0]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  /** The pages at hand are of the list before. */
  #isAnother = false;
  #changes = 0;
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly ask: (query: ListQuery, offset: number, limit: number) => Promise<Page>,
    query: ListQuery,
  ) {
    this.#query = query;
  }

  readonly read = (): KnownRows => this.#known;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    this.#soon();
    return () => this.#watchers.delete(watcher);
  };

  /** These rows are in view. */
  readonly want = (first: number, end: number): void => {
    const from = Math.floor(first / PAGE);
    const to = Math.max(from, Math.floor(Math.max(first, end - 1) / PAGE));
    this.#wanted = Array.from({ length: to - from + 1 }, (_, place) => from + place);
    this.#soon();
  };

  /** Lists something else. What is on the screen stays until the first answer. */
  list(query: ListQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#query = query;
    this.#wanted = [0];
    this.#stale = new Set([0]);
    this.#isAnother = true;
    this.#soon();
  }

  /** Something was recorded or delivered: what is at hand is asked for again when it is in view. `changes` counts them. */
  outdated(changes: number): void {
    if (changes === this.#changes) return;
    this.#changes = changes;
    this.#stale = new Set(this.#known.pages.keys());
    for (const page of this.#wanted) this.#stale.add(page);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PATIENCE_MILLISECONDS);
  }

  async #look(): Promise<void> {
    if (this.#asking || this.#watchers.size === 0) return;
    const page = this.#wanted.find((one) => this.#stale.has(one) || !this.#known.pages.has(one));
    if (page === undefined) return;
    this.#asking = true;
    const query = this.#query;
    this.#stale.delete(page);
    try {
      const { guests, counts } = await this.ask(query, page * PAGE, PAGE);
      if (query === this.#query) {
        const pages = this.#isAnother ? new Map([[page, guests]]) : this.#withPage(page, guests);
        this.#isAnother = false;
        this.#show({ counts, problem: null, pages });
      }
    } catch (thrown) {
      if (query === this.#query) {
        this.#show({ ...this.#known, problem: reportOf(thrown).code });
        return;
      }
    } finally {
      this.#asking = false;
    }
    void this.#look();
  }

  #withPage(page: number, guests: Page['guests']): KnownRows['pages'] {
    const kept = [...this.#known.pages].filter(([one]) => one !== page).slice(-(KEPT - 1));
    return new Map([...kept, [page, guests]]);
  }

  #show(known: KnownRows): void {
    this.#known = known;
    for (const watcher of this.#watchers) watcher();
  }
}

/** One row of what is known; undefined until it has been asked for. */
export function rowAt({ pages }: KnownRows, index: number): Guest | null | undefined {
  return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}
