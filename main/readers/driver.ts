/** What a driver is: it recognises devices, and once one is open it makes presentations of what comes. */
import type { ErrorCode } from '../../shared/domain/error';
import type { ReaderKind } from '../../shared/domain/reader';
import type { ReadEvent } from './framing/read-event';
import type { CardChannel } from './pcsc/card-channel';
import type { DeviceInfo, OpenDevice, Opened } from './transport';

/** Where a driver tells what it read. */
export interface ReadSink {
  /** `micros`: from the first report of this read to its last, in microseconds. */
  read(event: Extract<ReadEvent, { type: 'presentation' }>, micros: number): void;
  problem(code: ErrorCode): void;
  /** A document with a chip was laid down; it is the terminal's to talk to. */
  chip(card: CardChannel): void;
}

/** A device under a driver. `stop` ends its timers and says what was left half; it does not close the device. */
export interface RunningDriver {
  stop(): void;
}

export interface Driver<Device extends Opened = OpenDevice> {
  readonly name: string;
  readonly kind: ReaderKind;
  recognises(device: DeviceInfo): boolean;
  start(device: Device, info: DeviceInfo, sink: ReadSink): Promise<RunningDriver>;
}
