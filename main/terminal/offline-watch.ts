import type { OfflineCause, OfflineStep } from '../../shared/domain/offline-standing';
import type { Purpose } from '../../shared/domain/purpose';
import type { Journal } from '../journal/journal';
import { offlineStanding } from '../verification/offline-limits';

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 60_000;
const REACHED = 'authority-reached';

interface OfflineWatchParts {
  journal: Pick<Journal, 'vault' | 'outbox' | 'awaiting' | 'entry'>;
  now(): Date;
  online(): boolean;
  /** When the authority last answered in this run. */
  lastReachedAt(): Date | null;
  freeDiskBytes(): number | null;
  /** The rules of the purpose that this verdict's entry was recorded for. */
  lateVerdictHours(entry: string): number;
  /** A record has waited for its late verdict for longer than its purpose allows. */
  onOverdue(entry: string): void;
  changed(): void;
}

/**
 * How long the authority has been away, over restarts too, and what the rules of working offline say of it. Looks
 * after the records that wait too long for their late verdict.
 */
export class OfflineWatch {
  #timer: ReturnType<typeof setInterval> | undefined;
  /** When the authority was last reached in an earlier run; when this terminal was first opened, if it never was. */
  readonly #reachedBefore: Date;
  readonly #told = new Set<string>();

  constructor(private readonly parts: OfflineWatchParts) {
    const stored = parts.journal.vault.get(REACHED);
    this.#reachedBefore = stored ? new Date(new TextDecoder().decode(stored)) : parts.now();
    if (!stored) this.#keep(this.#reachedBefore);
  }

  /** RFC 3339; undefined while the authority answers. */
  since(): string | undefined {
    return this.parts.online() ? undefined : this.#reached().toISOString();
  }

  standing(rules: Purpose['offline']): { step: OfflineStep; cause?: OfflineCause } {
    const { journal, online, now, freeDiskBytes } = this.parts;
    const { outbox } = journal;
    const away = Math.max(1, now().getTime() - this.#reached().getTime());
    return offlineStanding(rules, {
      hours: online() ? 0 : away / HOUR_MS,
      entries: outbox.counts().queued,
      bytes: outbox.queuedBytes(),
      freeDiskBytes: freeDiskBytes(),
    });
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Writes down when the authority was last reached. */
  stop(): void {
    clearInterval(this.#timer);
    this.remember();
  }

  /** Once a minute: an hour that passes changes what holds, though nothing else happened. */
  look(): void {
    this.remember();
    for (const { entry, presentedAt } of this.parts.journal.awaiting.list()) {
      const waited = (this.parts.now().getTime() - Date.parse(presentedAt)) / HOUR_MS;
      if (this.#told.has(entry) || waited < this.parts.lateVerdictHours(entry)) continue;
      this.#told.add(entry);
      this.parts.onOverdue(entry);
    }
    this.parts.changed();
  }

  remember(): void {
    const reached = this.parts.lastReachedAt();
    if (reached) this.#keep(reached);
  }

  #reached(): Date {
    return this.parts.lastReachedAt() ?? this.#reachedBefore;
  }

  /** A disk that refuses it is told to those who record; this is written again in a minute. */
  #keep(at: Date): void {
    try {
      this.parts.journal.vault.set(REACHED, new TextEncoder().encode(at.toISOString()));
    } catch {
      return;
    }
  }
}
