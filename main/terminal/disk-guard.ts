import { statfsSync } from 'node:fs';
import type { ErrorReport } from '../../shared/domain/error';
import type { Journal } from '../journal/journal';
import { BALLAST_BYTES, dropBallast, layBallast } from './ballast';

/** Check-ins begin again when there is so much more room than the ballast takes. */
const ROOM = 4 * BALLAST_BYTES;
const LOOK_EVERY_MS = 5_000;
const RETENTION = { class: 'journal', days: 3_650 };

/**
 * Watches over the disk of the journal (STORAGE, Tests 3): on a full one the ballast makes room to journal that,
 * and check-ins stop until there is room again. Reading and delivering go on.
 */
export class DiskGuard {
  #stopped: ErrorReport | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly parts: {
      folder: string;
      journal: Pick<Journal, 'append'>;
      changed(): void;
    },
  ) {}

  /** Why nothing may be recorded, or null. */
  get stopped(): ErrorReport | null {
    return this.#stopped;
  }

  start(): void {
    layBallast(this.parts.folder);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The journal found no room for an entry. */
  full(): void {
    if (this.#stopped) return;
    this.#stopped = {
      code: 'journal-full',
      message:
        'The disk is full. What is recorded is safe; check-ins go on by themselves as soon as there is room.',
    };
    const freeBytes = this.freeBytes() ?? 0;
    dropBallast(this.parts.folder);
    this.#write('full', freeBytes);
    this.parts.changed();
  }

  /** Whether there is room again: then check-ins go on. */
  look(): void {
    const freeBytes = this.freeBytes() ?? 0;
    if (!this.#stopped || freeBytes < BALLAST_BYTES + ROOM || !layBallast(this.parts.folder)) return;
    if (!this.#write('room', freeBytes)) return;
    this.#stopped = null;
    this.parts.changed();
  }

  #write(state: 'full' | 'room', freeBytes: number): boolean {
    try {
      this.parts.journal.append('disk', { state, freeBytes }, { retention: RETENTION });
      return true;
    } catch {
      return false;
    }
  }

  /** Bytes that this user may still write, null where nobody can tell. */
  freeBytes(): number | null {
    try {
      const { bavail, bsize } = statfsSync(this.parts.folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  }
}
