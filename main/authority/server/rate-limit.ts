/** How often something may happen: `burst` times at once, then `perSecond` times a second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** More senders than this are forgotten together with those that have been quiet. */
const GREATEST_MEMORY = 50_000;

/**
 * A brake on one sender who asks without end: a token bucket each, in the memory of this process. It protects the
 * process, not a secret; what guards secrets is counted in the database (`EnrolmentCodes`).
 */
export class RateLimit {
  readonly #left = new Map<string, { tokens: number; at: number }>();

  constructor(private readonly rate: Rate) {}

  /** Seconds to wait, 0 where the sender may go on. */
  wait(sender: string, now: Date): number {
    const { perSecond, burst } = this.rate;
    const at = now.getTime();
    const before = this.#left.get(sender) ?? { tokens: burst, at };
    const gained = (Math.max(0, at - before.at) / 1000) * perSecond;
    const tokens = Math.min(burst, before.tokens + gained);
    if (this.#left.size >= GREATEST_MEMORY) this.#forgetQuiet(at);
    this.#left.set(sender, { tokens: Math.max(0, tokens - 1), at });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
  }

  #forgetQuiet(at: number): void {
    const full = (this.rate.burst / this.rate.perSecond) * 1000;
    for (const [sender, { at: last }] of this.#left) if (at - last > full) this.#left.delete(sender);
    if (this.#left.size >= GREATEST_MEMORY) this.#left.clear();
  }
}
