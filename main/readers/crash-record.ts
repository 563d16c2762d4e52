/**
 * Who was being driven when the reader host died. Kept by whoever starts the host, since the host forgets. A device
 * that was there at three crashes within a minute is set aside until it is unplugged.
 */
import { type Isolation, ToShell } from './host-contract';

const CRASHES = 3;
const WITHIN_MS = 60_000;
/** Ended from outside (interrupt, kill, terminate): no device did that. The codes are as Electron gives them on POSIX. */
const FROM_OUTSIDE: readonly number[] = [0, 2, 9, 15];

export class CrashRecord {
  #driving: { opening: string[]; last?: string } = { opening: [] };
  readonly #crashes = new Map<string, number[]>();
  readonly #setAside = new Set<string>();

  /** A message of the host. What is not of the contract is nothing. */
  hear(message: unknown): void {
    const parsed = ToShell.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === 'driving') this.#driving = parsed.data;
    else if (parsed.data.type === 'let-go') this.#forget(parsed.data.id);
  }

  /** The host ended by itself, or was ended because it hung. `exitCode`: the number of the signal where one ended it. `at`: milliseconds. */
  died(exitCode: number, at: number, hung = false): void {
    const { opening, last } = this.#driving;
    this.#driving = { opening: [] };
    if (!hung && FROM_OUTSIDE.includes(exitCode)) return;
    const driven = opening.length > 0 ? opening : last === undefined ? [] : [last];
    for (const id of driven) {
      const crashes = [...this.#recent(id, at), at];
      this.#crashes.set(id, crashes);
      if (crashes.length >= CRASHES) this.#setAside.add(id);
    }
  }

  /** What the next host has to know before it opens anything. */
  isolation(at: number): Isolation {
    const counted = [...this.#crashes.keys()].map((id) => ({ id, count: this.#recent(id, at).length }));
    const suspects = counted
      .filter(({ id, count }) => count > 0 && !this.#setAside.has(id))
      .sort((one, other) => one.count - other.count);
    return { suspects: suspects.map(({ id }) => id), setAside: [...this.#setAside] };
  }

  #recent(id: string, at: number): number[] {
    return (this.#crashes.get(id) ?? []).filter((crash) => at - crash < WITHIN_MS);
  }

  #forget(id: string): void {
    this.#setAside.delete(id);
    this.#crashes.delete(id);
  }
}
