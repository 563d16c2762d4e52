import type { Isolation } from './host-contract';

/** Scans that a suspect waits at most for others that are still opening. */
const PATIENCE = 10;

/**
 * Keeps those that may have brought an earlier host down apart: suspects come after all others and one at a time, so
 * that the next crash has one name; those that are set aside do not come at all.
 */
export class Quarantine {
  #suspects: string[];
  readonly #setAside: Set<string>;
  readonly #waiting = new Set<string>();
  #waited = 0;

  constructor({ suspects, setAside }: Isolation) {
    this.#suspects = [...suspects];
    this.#setAside = new Set(setAside);
  }

  isSetAside(id: string): boolean {
    return this.#setAside.has(id);
  }

  /** Whether it may be opened in this scan. A suspect may not until it was let in. */
  admits(id: string): boolean {
    if (!this.#suspects.includes(id)) return true;
    this.#waiting.add(id);
    return false;
  }

  /** At the end of a scan: lets in the next suspect, unless another device is opening. Answers whether any are waiting. */
  letInNext(isOpening: boolean): boolean {
    const next = this.#suspects.find((id) => this.#waiting.has(id));
    this.#waiting.clear();
    if (next === undefined) return false;
    this.#waited += 1;
    if (isOpening && this.#waited < PATIENCE) return true;
    this.#waited = 0;
    this.#suspects = this.#suspects.filter((id) => id !== next);
    return true;
  }

  /** It is unplugged: when it comes back it is like any other. */
  letGo(id: string): void {
    this.#setAside.delete(id);
  }
}
