import type { ChipState, FileProgress } from '../../shared/domain/chip-state';
import { type ErrorCode, VestibuleError, reportOf } from '../../shared/domain/error';
import type { ChipReading, Presentation } from '../../shared/domain/presentation';
import { type ChipStep, type Secret, mrzKeyIn, readChip } from '../credentials/emrtd';
import { Refusal } from '../crypto/refusal';
import type { ChipWatcher, LaidChip } from './chip-link';

/** How long what opens a chip is remembered while no document is laid down, in milliseconds. */
const KEY_KEPT_FOR = 120_000;

interface Parts {
  /** Judges a reading and journals the outcome, as with every presentation. */
  present(reader: Presentation['reader'], content: ChipReading, purpose?: string): Promise<unknown>;
  tell(state: ChipState): void;
}

/** What opens a chip, and what the person is asked for; without a purpose, the one that is selected. */
interface Opening {
  readonly secret: Secret;
  readonly purpose: string | undefined;
}

/** A reading under way. */
interface Reading {
  readonly chip: LaidChip;
  readonly ending: AbortController;
}

/**
 * The chip of a document at the desk: brings together what opens it (printed lines, or typed) and the document that is
 * laid down, in either order; reads it, and presents what was read. One at a time; the document laid down last counts.
 * What opens a chip is kept in memory until it has been used, another thing is presented, or two minutes have passed.
 */
export class ChipDesk implements ChipWatcher {
  #chip: LaidChip | null = null;
  #opening: Opening | null = null;
  #reading: Reading | null = null;
  #state: ChipState = { step: 'none' };
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: Parts) {}

  get state(): ChipState {
    return this.#state;
  }

  laid(chip: LaidChip): void {
    this.#stopReading();
    this.#chip = chip;
    this.#goOn();
  }

  gone(id: string): void {
    // What is being read fails by itself, and says why.
    if (this.#chip?.id !== id) return;
    this.#chip = null;
    if (this.#reading) return;
    if (this.#state.step === 'needs-key') this.#become({ step: 'none' });
    if (this.#state.step === 'failed') this.#become({ ...this.#state, lies: false });
  }

  /** A text was presented. Printed lines open the chip that lies there, or the next one; anything else is about somebody else. */
  presented(text: string | undefined, purpose?: string): void {
    const mrz = text === undefined ? undefined : keyIn(text);
    if (mrz === undefined) return this.forget();
    this.#remember({ secret: { mrz }, purpose });
    if (this.#chip) this.#goOn();
    else if (this.#state.step !== 'none') this.#waitForDocument(undefined);
  }

  /** Somebody typed what opens the chip. */
  open(secret: Secret, purpose?: string): void {
    this.#remember({ secret, purpose });
    if (this.#chip) this.#goOn();
    else this.#waitForDocument(undefined);
  }

  /** Throws `VestibuleError` bad-request where nothing failed, or nothing opens the chip any more. */
  retry(): void {
    if (this.#state.step !== 'failed' || !this.#opening) {
      throw new VestibuleError('bad-request', 'There is no reading to try again.');
    }
    if (this.#chip) this.#goOn();
    else this.#waitForDocument(undefined);
  }

  /** Ends what is going on and forgets what opens a chip. A document that lies there is left alone until something opens it. */
  forget(): void {
    this.#stopReading();
    this.#forgetOpening();
    if (this.#state.step !== 'none') this.#become({ step: 'none' });
  }

  #forgetOpening(): void {
    clearTimeout(this.#expiry);
    this.#opening = null;
  }

  #remember(opening: Opening): void {
    this.#opening = opening;
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(() => {
      if (!this.#reading) this.forget();
    }, KEY_KEPT_FOR);
    this.#expiry.unref();
  }

  /** A document lies there. */
  #goOn(): void {
    if (!this.#chip) return;
    if (this.#opening) void this.#read(this.#chip, this.#opening);
    else this.#become({ step: 'needs-key' });
  }

  #waitForDocument(problem: ErrorCode | undefined): void {
    if (!this.#opening) return;
    this.#become({
      step: 'needs-document',
      openedWith: openedWith(this.#opening.secret),
      ...withProblem(problem),
    });
  }

  async #read(chip: LaidChip, opening: Opening): Promise<void> {
    const isAnew = this.#reading?.chip === chip;
    this.#stopReading();
    // The chip must not take the first command for one of the session before.
    if (isAnew) chip.release();
    const reading: Reading = { chip, ending: new AbortController() };
    this.#reading = reading;
    const isCurrent = () => this.#reading === reading;
    const begun = { step: 'reading' as const, openedWith: openedWith(opening.secret) };
    this.#become({ ...begun, stage: 'opening', files: [] });
    const files = new Map<FileProgress['file'], FileProgress>();
    const onStep = (step: ChipStep) => {
      if (!isCurrent()) return;
      if (step.step === 'reading')
        files.set(step.file, { file: step.file, read: step.read, total: step.total });
      this.#become({ ...begun, stage: STAGES[step.step], files: [...files.values()] });
    };
    try {
      const content = await readChip(chip, opening.secret, { onStep, signal: reading.ending.signal });
      if (!isCurrent()) return;
      this.#become({ ...begun, stage: 'judging', files: [...files.values()] });
      await this.parts.present(chip.reader, content, opening.purpose);
      if (!isCurrent()) return;
      this.#reading = null;
      this.forget();
    } catch (thrown) {
      if (!isCurrent()) return;
      this.#reading = null;
      this.#failed(thrown instanceof Refusal ? 'chip-unsupported' : reportOf(thrown).code, opening);
    } finally {
      // Also where it was called off; but not from under another reading of the same chip.
      if (this.#reading?.chip !== chip) chip.release();
    }
  }

  #failed(problem: ErrorCode, opening: Opening): void {
    const lies = this.#chip !== null;
    if (problem === 'chip-key-wrong') {
      this.#forgetOpening();
      return this.#become(lies ? { step: 'needs-key', problem } : { step: 'failed', problem, lies });
    }
    this.#remember(opening);
    if (problem === 'card-gone' && !lies) return this.#waitForDocument(problem);
    this.#become({ step: 'failed', problem, lies });
  }

  #stopReading(): void {
    const reading = this.#reading;
    this.#reading = null;
    reading?.ending.abort();
  }

  #become(state: ChipState): void {
    this.#state = state;
    this.parts.tell(state);
  }
}

const STAGES = { opening: 'opening', opened: 'files', reading: 'files', proving: 'proving' } as const;

const openedWith = (secret: Secret) => ('mrz' in secret ? ('mrz' as const) : ('can' as const));
const withProblem = (problem: ErrorCode | undefined) => (problem === undefined ? {} : { problem });

/** The key in printed lines; undefined for any other text, and for lines that were misread. */
function keyIn(text: string) {
  try {
    return mrzKeyIn(text);
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
