/** The seam between drivers and whatever carries bytes to a device. Several implementations, each small. */
import type { VestibuleError } from '../../shared/domain/error';

/** A device as a transport sees it, before it is opened. */
export interface DeviceInfo {
  /** Stable while the device stays plugged in; unique over all transports. */
  readonly id: string;
  /** How the transport finds it again, for example `/dev/hidraw3`. */
  readonly path: string;
  /** What its reports are: HID reports, or pieces of a byte stream: SAM_V frames, lines of text, lines of an MRZ. */
  readonly speaks: 'hid' | 'sam-v' | 'lines' | 'mrz-lines';
  readonly vendorId: number;
  readonly productId: number;
  readonly vendor?: string;
  readonly product?: string;
  readonly serial?: string;
  /** Top-level usage, for HID devices. */
  readonly usagePage?: number;
  readonly usage?: number;
  /** For serial ports: how the line is set. */
  readonly line?: LineSettings;
  /** Other devices have these USB ids too: it is offered to the drivers once it has answered like a card reader. */
  readonly inDoubt?: boolean;
  /** Not a device but software: training. */
  readonly simulated: boolean;
}

/** How a serial line is set; `baudRate` in bits a second. */
export interface LineSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

/** A device that is open. All errors are VestibuleErrors: reader-permission, reader-gone, reader-failed. */
export interface OpenDevice {
  /** The HID report descriptor, where the operating system gives it. */
  readonly descriptor?: Uint8Array;
  /** One listener; reports that came before it are delivered to it first. With a report id it is the first byte. */
  onReport(listener: (report: Uint8Array) => void): void;
  /** Each listener is called once if the device goes away by itself. */
  onGone(listener: (error: VestibuleError) => void): void;
  /** Writes go out one after another. */
  write(bytes: Uint8Array): Promise<void>;
  sendFeature(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface Transport {
  readonly name: string;
  /** Every device that could be opened through it now. Rejects with reader-failed where the transport itself does not work. */
  list(): Promise<DeviceInfo[]>;
  open(device: DeviceInfo): Promise<OpenDevice>;
}
