import type { Reader, ReaderState } from '../../shared/domain/reader';
import type { EntryBodyOf } from '../../shared/domain/entry-body';

/** A state counts once it has held for so long: a plug that is pushed in, and a host that restarts, are no news. */
const SETTLED_MS = 10_000;
/** And no reader writes more often than this, however loose its plug. */
const AT_MOST_EVERY_MS = 10 * 60_000;

/** A reader that changed so often and is as it was has a loose plug. */
const FLICKERS = 4;

interface Watched {
  reader: Pick<Reader, 'id' | 'kind' | 'name'>;
  /** What the journal was told last; a reader nobody told of is gone. */
  told: ReaderState;
  toldAt: number;
  state: ReaderState;
  changes: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Journals which readers came, went and failed: what settled, not each flicker. */
export class ReaderWatch {
  readonly #watched = new Map<string, Watched>();

  constructor(
    private readonly write: (body: EntryBodyOf<'reader'>) => void,
    /** Milliseconds. */
    private readonly monotonic: () => number,
  ) {}

  hear({ id, kind, name, state }: Pick<Reader, 'id' | 'kind' | 'name' | 'state'>): void {
    // Trying to open is a moment between two states, and nothing to write down.
    if (state === 'opening') return;
    const known = this.#watched.get(id);
    const watched: Watched = known ?? {
      reader: { id, kind, name },
      told: 'gone',
      toldAt: -Infinity,
      state: 'gone',
      changes: 0,
      timer: undefined,
    };
    if (watched.state === state) return;
    watched.state = state;
    watched.changes += 1;
    this.#watched.set(id, watched);
    clearTimeout(watched.timer);
    const rest = watched.toldAt + AT_MOST_EVERY_MS - this.monotonic();
    watched.timer = setTimeout(() => this.#settle(watched), Math.max(SETTLED_MS, rest));
    watched.timer.unref();
  }

  /** A reader is not there any more. */
  gone(id: string): void {
    const watched = this.#watched.get(id);
    if (watched) this.hear({ ...watched.reader, state: 'gone' });
  }

  /** The reader host went away with all it had open; what is plugged in still comes back at once. */
  allGone(): void {
    for (const id of this.#watched.keys()) this.gone(id);
  }

  stop(): void {
    for (const { timer } of this.#watched.values()) clearTimeout(timer);
  }

  #settle(watched: Watched): void {
    const { reader, state, changes } = watched;
    // Where it is as it was told, it only flickered: a restart of the host, which is no news, or a loose plug.
    if (watched.told !== state || changes >= FLICKERS) {
      this.write({ reader: reader.id, kind: reader.kind, name: reader.name, state, changes });
      watched.told = state;
      watched.toldAt = this.monotonic();
    }
    watched.changes = 0;
  }
}
