import type { Consented } from '../../shared/domain/consent';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';
import { masked } from '../../shared/domain/masked';
import { VestibuleError } from '../../shared/domain/error';

/** How many verdicts stay at hand. A clerk acts on the last one; a party of fifty is the longest line imagined. */
const KEPT = 200;
/** And for how long, in milliseconds: nobody records a guest of an hour ago from a scan. */
const KEPT_FOR = 30 * 60_000;

/** A verdict as judged, with the entry that recorded it. */
export interface KnownVerdict {
  verdict: Verdict;
  entry: string;
  /** Keyed digest of what was presented. */
  digest: string;
  /** The entry of its check-in, once there is one. */
  checkIn?: string;
  /** What the customer last answered to the purpose's text. */
  consent?: Consented;
  /** Milliseconds of the monotonic clock. */
  since: number;
}

/** The verdicts a clerk can still act on, in memory only: unmasked, and gone with the process. */
export class RecentVerdicts {
  readonly #known = new Map<string, KnownVerdict>();

  constructor(private readonly monotonic: () => number) {}

  remember({ verdict, entry, digest }: Pick<KnownVerdict, 'verdict' | 'entry' | 'digest'>): void {
    this.#known.set(verdict.id, { verdict, entry, digest, since: this.monotonic() });
    this.#forgetOld();
    const oldest = this.#known.keys().next();
    if (this.#known.size > KEPT && !oldest.done) this.#known.delete(oldest.value);
  }

  /** The entry of the check-in made from this verdict, if both are still at hand. */
  checkInOf(id: string): string | undefined {
    return this.#known.get(id)?.checkIn;
  }

  /** Throws unknown-verdict when it is not among the last ones. */
  get(id: string): KnownVerdict {
    this.#forgetOld();
    const known = this.#known.get(id);
    if (!known)
      throw new VestibuleError('unknown-verdict', 'This verdict is not at hand any more. Scan again.');
    return known;
  }

  /** A verdict that can be recorded for this purpose. Throws unknown-verdict, verdict-refused, not-permitted. */
  recordable(id: string, purpose: Purpose): KnownVerdict {
    const known = this.get(id);
    if (known.verdict.outcome === 'refused') {
      throw new VestibuleError('verdict-refused', 'A refused document cannot be recorded.');
    }
    if (known.verdict.purpose !== purpose.name) {
      const message = `This document was presented for ${known.verdict.purpose} alone.`;
      throw new VestibuleError('not-permitted', message);
    }
    return known;
  }

  #forgetOld(): void {
    const before = this.monotonic() - KEPT_FOR;
    for (const [id, { since }] of this.#known) if (since < before) this.#known.delete(id);
  }
}

/** The verdict as a window may see it: numbers masked to their last four characters. */
export function maskedVerdict(verdict: Verdict): Verdict {
  const { documentNumber, passNumber, ...claims } = verdict.claims;
  return {
    ...verdict,
    claims: {
      ...claims,
      ...(documentNumber !== undefined && { documentNumber: masked(documentNumber) }),
      ...(passNumber !== undefined && { passNumber: masked(passNumber) }),
    },
  };
}
