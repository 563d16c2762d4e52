import type { EventMessage } from '../../shared/contract/events';
import type { ReaderHostState } from '../../shared/contract/terminal-state';
import { reportOf } from '../../shared/domain/error';
import type { Presentation, PresentationContent } from '../../shared/domain/presentation';
import type { Reader } from '../../shared/domain/reader';
import type { ReaderWatch } from './reader-watch';
import { FromReaderHost, type ToReaderHost } from '../readers/host-contract';
import { ChipLink, type ChipWatcher } from './chip-link';

/** A line to the reader host, whatever carries it: a MessagePort, or a child process's pipe. */
export interface HostLine {
  post(message: ToReaderHost): void;
  onMessage(listener: (message: unknown) => void): void;
}

type OnPresentation = (
  reader: Presentation['reader'],
  content: PresentationContent,
  symbology: string | undefined,
  micros: number | undefined,
) => Promise<unknown>;

/** The terminal's end of the line to the reader host: who is plugged in, and what they read. */
export class ReaderLink {
  readonly #readers = new Map<string, Reader>();
  readonly #chips: ChipLink;
  /** Training: what the chip of the simulated document answers. */
  onSimulatedCommand: (command: Uint8Array) => Uint8Array = () => NOT_THERE;
  #line: HostLine | null = null;
  #away = false;
  #lostAt: number[] = [];

  constructor(
    private readonly present: OnPresentation,
    private readonly emit: (message: EventMessage) => void,
    private readonly changed: () => void,
    /** Milliseconds. */
    private readonly monotonic: () => number,
    private readonly watch: ReaderWatch,
    watcher: ChipWatcher,
  ) {
    this.#chips = new ChipLink((message) => this.tell(message), watcher);
  }

  /** A (new) host is there. What the one before had open is forgotten: this one reports afresh. */
  connect(line: HostLine): void {
    this.#forget();
    this.#line = line;
    this.#away = false;
    line.onMessage((message) => {
      const parsed = FromReaderHost.safeParse(message);
      if (parsed.success && this.#line === line) this.#hear(parsed.data);
    });
    this.changed();
  }

  /** The host is gone, and with it all that it had open. */
  lost(): void {
    this.#forget();
    this.#line = null;
    this.#away = true;
    this.#lostAt = [...this.#recentlyLost(), this.monotonic()];
    this.changed();
  }

  host(): ReaderHostState {
    return { away: this.#away, lost: this.#recentlyLost().length };
  }

  get connected(): boolean {
    return this.#line !== null;
  }

  list(): Reader[] {
    return [...this.#readers.values()];
  }

  close(): void {
    this.watch.stop();
  }

  tell(message: ToReaderHost): void {
    this.#line?.post(message);
  }

  #forget(): void {
    this.#readers.clear();
    this.watch.allGone();
    this.#chips.lost();
  }

  #recentlyLost(): number[] {
    return this.#lostAt.filter((at) => this.monotonic() - at < HOUR_MS);
  }

  #hear(message: FromReaderHost): void {
    switch (message.type) {
      case 'reader':
        this.#readers.set(message.reader.id, message.reader);
        this.watch.hear(message.reader);
        this.emit({ event: 'reader', payload: message.reader });
        this.changed();
        return;
      case 'gone':
        this.#readers.delete(message.id);
        this.watch.gone(message.id);
        this.changed();
        return;
      case 'chip':
      case 'chip-gone':
      case 'chip-answer':
        return this.#chips.hear(message, (id) => this.#readerNamed(id));
      case 'simulated-command': {
        const answer = this.onSimulatedCommand(Buffer.from(message.commandBase64, 'base64'));
        const answerBase64 = Buffer.from(answer).toString('base64');
        return this.tell({ type: 'simulated-answer', exchange: message.exchange, answerBase64 });
      }
      case 'presentation': {
        const reader = this.#readerNamed(message.reader);
        this.present(reader, message.content, message.symbology, message.micros).catch((thrown: unknown) =>
          this.emit({ event: 'problem', payload: { reader: reader.id, code: reportOf(thrown).code } }),
        );
        return;
      }
      case 'problem':
        this.emit({ event: 'problem', payload: { reader: message.reader, code: message.code } });
        return;
    }
  }

  #readerNamed(id: string): Presentation['reader'] {
    const known = this.#readers.get(id);
    return known ? { id: known.id, kind: known.kind, name: known.name } : { id, kind: 'simulated', name: id };
  }
}

const HOUR_MS = 60 * 60_000;

/** Status word: no such file or application. */
const NOT_THERE = Uint8Array.of(0x6a, 0x82);
