/** The seam between drivers and whatever carries bytes to a device. Several implementations, each small. */
import type { VestibuleError } from '../../shared/domain/error';
import type { CardChannel } from './pcsc/card-channel';

/** A device as a transport sees it, before it is opened. */
export interface DeviceInfo {
  /** Stable while the device stays plugged in; unique over all transports. */
  readonly id: string;
  /** How the transport finds it again, for example `/dev/hidraw3`. */
  readonly path: string;
  /**
   * What its reports are: HID reports, or pieces of a byte stream: SAM_V frames, lines of text, lines of an MRZ.
   * `apdu`: it sends none, but takes cards that answer APDUs.
   */
  readonly speaks: 'hid' | 'sam-v' | 'lines' | 'mrz-lines' | 'apdu';
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

/** A reader that is open and takes cards. Errors are as with an open device. */
export interface CardReader {
  /** One listener, called for each card that is laid down, also for one that lies there already. */
  onCard(listener: (card: CardChannel) => void): void;
  onGone(listener: (error: VestibuleError) => void): void;
  close(): Promise<void>;
}

export type Opened = OpenDevice | CardReader;

export interface Transport<Device extends Opened = OpenDevice> {
  readonly name: string;
  /**
   * Every device that could be opened through it now. Rejects with reader-failed where the transport itself does not
   * work, with an AbsentTransport where this machine does not have it.
   */
  list(): Promise<DeviceInfo[]>;
  open(device: DeviceInfo): Promise<Device>;
  /** Whether a native call is under way: the end of the process would wait for it. */
  busy?(): boolean;
}
