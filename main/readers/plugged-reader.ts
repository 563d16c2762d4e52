/** One device that is plugged in, from its opening to its unplugging: state, retries with back-off, statistics. */
import { type VestibuleError, reportOf } from '../../shared/domain/error';
import type { Reader, ReaderState } from '../../shared/domain/reader';
import type { Driver, ReadSink, RunningDriver } from './driver';
import type { Driving } from './driving';
import type { FromReaderHost } from './host-contract';
import type { LaidChips } from './laid-chips';
import { RunningMedian } from './running-median';
import { touching } from './touching';
import type { DeviceInfo, Opened, Transport } from './transport';
import { permissionAdvice } from './udev-rule';

/** Milliseconds until the next try to open, by how often it failed in a row. */
const BACK_OFF = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

interface Parts {
  readonly info: DeviceInfo;
  readonly driver: Driver<Opened>;
  readonly transport: Transport<Opened>;
  readonly driving: Driving;
  readonly chips: LaidChips;
  tell(message: FromReaderHost): void;
  now(): Date;
}

export class PluggedReader {
  readonly #parts: Parts;
  #reader: Reader;
  #device: Opened | null = null;
  #running: RunningDriver | null = null;
  readonly #times = new RunningMedian();
  #failures = 0;
  #tryAfter = -Infinity;
  #left = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#reader = readerOf(parts.info, parts.driver);
  }

  get reader(): Reader {
    return this.#reader;
  }

  /** Opens the device unless it is open, being opened, or was tried too short ago. `at`: milliseconds, any steady clock. */
  async tryOpen(at: number): Promise<void> {
    if (this.#left || this.#device || this.#reader.state === 'opening' || at < this.#tryAfter) return;
    this.#become('opening');
    const began = performance.now();
    try {
      const { driving, info } = this.#parts;
      if (info.simulated) await this.#open();
      else await driving.opening(info.id, () => this.#open());
    } catch (thrown) {
      await this.#drop();
      if (this.#left) return;
      this.#failures += 1;
      const failedAt = at + performance.now() - began;
      this.#tryAfter = failedAt + (BACK_OFF[Math.min(this.#failures, BACK_OFF.length) - 1] ?? 0);
      const { code, message } = reportOf(thrown);
      const permission = code === 'reader-permission';
      if (permission) this.#become('no-permission', permissionAdvice(this.#parts.info));
      else this.#become('failing', { advice: message });
    }
  }

  /** It is no longer listed, or the host ends: lets go of the device. */
  async leave(): Promise<void> {
    this.#left = true;
    await this.#drop();
  }

  async #open(): Promise<void> {
    const { transport, driver, driving, info } = this.#parts;
    const device = await transport.open(info);
    this.#device = device;
    device.onGone((error) => void this.#gone(error));
    const watched = info.simulated ? device : touching(device, () => driving.touch(info.id));
    const running = await driver.start(watched, info, this.#sink());
    if (this.#left || this.#device !== device) {
      running.stop();
      await device.close();
      return;
    }
    this.#running = running;
    this.#failures = 0;
    this.#become('live');
  }

  /** The device went away under us. If the next scan still lists it, it is opened anew. */
  async #gone(error: VestibuleError): Promise<void> {
    if (this.#left) return;
    await this.#drop();
    this.#become(error.code === 'reader-gone' ? 'gone' : 'failing');
  }

  async #drop(): Promise<void> {
    const [running, device] = [this.#running, this.#device];
    this.#running = null;
    this.#device = null;
    running?.stop();
    await device?.close();
  }

  #sink(): ReadSink {
    const { tell, now, chips } = this.#parts;
    const { id } = this.#reader;
    return {
      read: ({ content, symbology }, micros) => {
        tell({ type: 'presentation', reader: id, content, symbology, micros });
        this.#times.tell(micros);
        const { reads } = this.#reader;
        this.#update({ reads: reads + 1, lastReadAt: now().toISOString(), medianMicros: this.#times.median });
      },
      problem: (code) => {
        tell({ type: 'problem', reader: id, code });
        this.#update({ errors: this.#reader.errors + 1 });
      },
      chip: (card) => {
        chips.lay(id, card);
        this.#update({ reads: this.#reader.reads + 1, lastReadAt: now().toISOString() });
      },
    };
  }

  #become(state: ReaderState, advice: Pick<Reader, 'advice' | 'adviceCode' | 'rule'> = {}): void {
    this.#update({ state, advice: undefined, adviceCode: undefined, rule: undefined, ...advice });
  }

  #update(change: Partial<Reader>): void {
    this.#reader = { ...this.#reader, ...change };
    this.#parts.tell({ type: 'reader', reader: this.#reader });
  }
}

export function readerOf(info: DeviceInfo, driver: Driver<Opened>): Reader {
  return {
    id: info.id,
    kind: info.simulated ? 'simulated' : driver.kind,
    name: info.product ?? info.vendor ?? 'USB reader',
    vendor: info.vendor,
    product: info.product,
    serial: info.serial,
    driver: driver.name,
    state: 'gone',
    reads: 0,
    errors: 0,
  };
}
