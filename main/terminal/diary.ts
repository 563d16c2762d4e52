import type { Core } from './core';

/** So much is kept for a journal that is not open yet; a terminal that stays closed does not fill its memory. */
const KEPT = 50;

/** What happens to the terminal beside the check-ins, written when the journal is there to write it into. */
export class Diary {
  #waiting: ((core: Core) => void)[] = [];

  constructor(private readonly core: () => Core | null) {}

  write(work: (core: Core) => void): void {
    const core = this.core();
    if (core) attempt(() => work(core));
    else this.#waiting = [...this.#waiting, work].slice(-KEPT);
  }

  /** The journal is open: what waited is written. */
  open(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) this.write(work);
  }
}

/** A disk that refuses it is told to those who record; a reader or a setting must not stop with it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
