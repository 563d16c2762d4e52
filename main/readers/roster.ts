/** What is plugged in: one scan a second over all transports, each new device offered to the drivers (READERS). */
import { reportOf } from '../../shared/domain/error';
import type { Reader } from '../../shared/domain/reader';
import type { Driver } from './driver';
import type { FromReaderHost } from './host-contract';
import { KEYBOARD_MODE_ADVICE, inKeyboardMode } from './keyboard-mode';
import { PluggedReader } from './plugged-reader';
import type { DeviceInfo, Transport } from './transport';

const SCAN_EVERY = 1_000;

interface Parts {
  readonly transports: readonly Transport[];
  readonly drivers: readonly Driver[];
  tell(message: FromReaderHost): void;
  now(): Date;
}

export class Roster {
  readonly #parts: Parts;
  readonly #plugged = new Map<string, PluggedReader>();
  /** Readers that are listed and not driven: scanners in keyboard mode, transports that do not work. */
  readonly #listed = new Map<string, Reader>();
  #scanning: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Scans now and then once a second, each scan after the one before has ended. */
  start(): void {
    if (this.#stopped) return;
    void this.scan().finally(() => {
      if (!this.#stopped) this.#timer = setTimeout(() => this.start(), SCAN_EVERY);
    });
  }

  readers(): Reader[] {
    return [...[...this.#plugged.values()].map((plugged) => plugged.reader), ...this.#listed.values()];
  }

  /** A scan that begins after this call and after any other; resolves when it has ended. Never rejects. */
  scan(): Promise<void> {
    return (this.#scanning = this.#scanning.then(() => this.#scan()));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#plugged.values()].map((plugged) => plugged.leave()));
    this.#plugged.clear();
    this.#listed.clear();
  }

  async #scan(): Promise<void> {
    const seen = new Set<string>();
    for (const transport of this.#parts.transports) {
      const devices = await this.#listDevices(transport, seen);
      if (this.#stopped) return;
      for (const device of devices) this.#offer(device, transport, seen);
      for (const device of inKeyboardMode(devices)) this.#list(seen, keyboardReader(device));
    }
    await this.#forget(seen);
  }

  async #listDevices(transport: Transport, seen: Set<string>): Promise<DeviceInfo[]> {
    try {
      return await transport.list();
    } catch (thrown) {
      this.#list(seen, brokenTransport(transport, reportOf(thrown).message));
      return [];
    }
  }

  /** A device that takes long to open keeps no other waiting. */
  #offer(device: DeviceInfo, transport: Transport, seen: Set<string>): void {
    const driver = this.#parts.drivers.find((candidate) => candidate.recognises(device));
    if (!driver) return;
    seen.add(device.id);
    const { tell, now } = this.#parts;
    const plugged =
      this.#plugged.get(device.id) ?? new PluggedReader({ info: device, driver, transport, tell, now });
    this.#plugged.set(device.id, plugged);
    void plugged.tryOpen(performance.now());
  }

  #list(seen: Set<string>, reader: Reader): void {
    seen.add(reader.id);
    if (this.#listed.has(reader.id)) return;
    this.#listed.set(reader.id, reader);
    this.#parts.tell({ type: 'reader', reader });
  }

  async #forget(seen: ReadonlySet<string>): Promise<void> {
    for (const [id, plugged] of this.#plugged) {
      if (seen.has(id)) continue;
      this.#plugged.delete(id);
      await plugged.leave();
      this.#parts.tell({ type: 'gone', id });
    }
    for (const id of this.#listed.keys()) {
      if (seen.has(id)) continue;
      this.#listed.delete(id);
      this.#parts.tell({ type: 'gone', id });
    }
  }
}

function keyboardReader(device: DeviceInfo): Reader {
  return {
    id: device.id,
    kind: 'keyboard',
    name: device.product ?? 'Keyboard scanner',
    vendor: device.vendor,
    product: device.product,
    serial: device.serial,
    driver: 'keyboard',
    state: 'live',
    advice: KEYBOARD_MODE_ADVICE,
    adviceCode: 'keyboard-mode',
    reads: 0,
    errors: 0,
  };
}

function brokenTransport(transport: Transport, advice: string): Reader {
  const name = `${transport.name} readers`;
  const id = `transport:${transport.name}`;
  return { id, kind: 'hid-pos', name, driver: transport.name, state: 'failing', advice, reads: 0, errors: 0 };
}
