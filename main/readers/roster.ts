/** What is plugged in: one scan a second over all transports, each new device offered to the drivers (READERS). */
import { reportOf } from '../../shared/domain/error';
import type { Reader } from '../../shared/domain/reader';
import { AbsentTransport } from './absent-transport';
import type { Driver } from './driver';
import { Driving } from './driving';
import type { FromReaderHost, Isolation } from './host-contract';
import { KEYBOARD_MODE_ADVICE, inKeyboardMode } from './keyboard-mode';
import { LaidChips } from './laid-chips';
import { PluggedReader, readerOf } from './plugged-reader';
import { Quarantine } from './quarantine';
import type { DeviceInfo, Opened, Transport } from './transport';

const SCAN_EVERY = 1_000;
/** While suspects of an earlier crash wait for their turn. */
const SCAN_SUSPECTS_EVERY = 250;

interface Parts {
  readonly transports: readonly Transport<Opened>[];
  readonly drivers: readonly Driver<Opened>[];
  tell(message: FromReaderHost): void;
  now(): Date;
  /** Who may have brought an earlier host down; nobody by default. */
  readonly isolation?: Isolation;
  /** Whom to tell what is being done; nobody by default. */
  readonly driving?: Driving;
  /** Where the chips of documents are talked to; by default they are only announced. */
  readonly chips?: LaidChips;
}

export class Roster {
  readonly #parts: Parts;
  readonly #plugged = new Map<string, PluggedReader>();
  /** Readers that are listed and not driven: scanners in keyboard mode, transports that do not work. */
  readonly #listed = new Map<string, Reader>();
  readonly #listedBefore = new Set<string>();
  readonly #quarantine: Quarantine;
  readonly #driving: Driving;
  readonly #chips: LaidChips;
  #suspectsWait = false;
  #scanning: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#quarantine = new Quarantine(parts.isolation ?? { suspects: [], setAside: [] });
    this.#driving = parts.driving ?? new Driving(() => undefined);
    this.#chips = parts.chips ?? new LaidChips(parts.tell);
  }

  /** Scans now and then at least once a second, each scan after the one before has ended. */
  start(): void {
    if (this.#stopped) return;
    void this.scan().finally(() => {
      const pause = this.#suspectsWait ? SCAN_SUSPECTS_EVERY : SCAN_EVERY;
      if (!this.#stopped) this.#timer = setTimeout(() => this.start(), pause);
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
      if (!this.#mayList(transport, seen)) continue;
      const devices = await this.#listDevices(transport, seen);
      if (this.#stopped) return;
      for (const device of devices) this.#offer(device, transport, seen);
      for (const device of inKeyboardMode(devices)) this.#list(seen, keyboardReader(device));
    }
    await this.#forget(seen);
    this.#suspectsWait = this.#quarantine.letInNext(this.#driving.isOpening);
  }

  #mayList(transport: Transport<Opened>, seen: Set<string>): boolean {
    const id = transportId(transport);
    if (this.#quarantine.isSetAside(id)) this.#list(seen, setAside(brokenTransport(transport, '')));
    return !this.#quarantine.isSetAside(id) && this.#quarantine.admits(id);
  }

  async #listDevices(transport: Transport<Opened>, seen: Set<string>): Promise<DeviceInfo[]> {
    const id = transportId(transport);
    const first = !this.#listedBefore.has(id);
    this.#listedBefore.add(id);
    try {
      return await (first ? this.#driving.opening(id, () => transport.list()) : transport.list());
    } catch (thrown) {
      const absent = thrown instanceof AbsentTransport;
      const reader = brokenTransport(transport, reportOf(thrown).message);
      this.#list(seen, absent ? { ...reader, ...absence(thrown) } : reader);
      return [];
    }
  }

  /** A device that takes long to open keeps no other waiting. */
  #offer(device: DeviceInfo, transport: Transport<Opened>, seen: Set<string>): void {
    const driver = this.#parts.drivers.find((candidate) => candidate.recognises(device));
    if (!driver) return;
    const { id } = device;
    if (this.#quarantine.isSetAside(id)) return this.#list(seen, setAside(readerOf(device, driver)));
    if (!this.#quarantine.admits(id)) return;
    seen.add(id);
    const { tell, now } = this.#parts;
    const plugged =
      this.#plugged.get(id) ??
      new PluggedReader({
        info: device,
        driver,
        transport,
        driving: this.#driving,
        chips: this.#chips,
        tell,
        now,
      });
    this.#plugged.set(id, plugged);
    void plugged.tryOpen(performance.now());
  }

  #list(seen: Set<string>, reader: Reader): void {
    seen.add(reader.id);
    const before = this.#listed.get(reader.id);
    if (before?.state === reader.state && before.advice === reader.advice) return;
    this.#listed.set(reader.id, reader);
    this.#parts.tell({ type: 'reader', reader });
    if (reader.state === 'set-aside') {
      this.#parts.tell({ type: 'problem', reader: reader.id, code: 'reader-set-aside' });
    }
  }

  async #forget(seen: ReadonlySet<string>): Promise<void> {
    for (const [id, plugged] of this.#plugged) {
      if (seen.has(id)) continue;
      this.#plugged.delete(id);
      await plugged.leave();
      this.#parts.tell({ type: 'gone', id });
    }
    for (const [id, { state }] of this.#listed) {
      if (seen.has(id)) continue;
      this.#listed.delete(id);
      if (state === 'set-aside') {
        this.#quarantine.letGo(id);
        this.#driving.letGo(id);
      }
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

function brokenTransport(transport: Transport<Opened>, advice: string): Reader {
  const name = `${transport.name} readers`;
  const id = transportId(transport);
  return { id, kind: 'hid-pos', name, driver: transport.name, state: 'failing', advice, reads: 0, errors: 0 };
}

const transportId = ({ name }: Pick<Transport, 'name'>) => `transport:${name}`;

/** What is not there has not failed. */
const absence = ({ kind, adviceCode }: AbsentTransport) => ({ kind, adviceCode, state: 'gone' as const });

function setAside(reader: Reader): Reader {
  return { ...reader, state: 'set-aside', advice: SET_ASIDE_ADVICE, adviceCode: 'set-aside' };
}

const SET_ASIDE_ADVICE =
  'It brought the reader program down three times within a minute and is left alone. Unplug it, wait two seconds, ' +
  'plug it in again. If it happens again, replace it.';
