/** The reader host without its process: a roster at one end, a line to the terminal at the other. It holds no keys and no data. */
import type { z } from 'zod';
import {
  type FromReaderHost,
  type Isolation,
  ReaderSettings,
  ToReaderHost,
  type ToShell,
} from './host-contract';
import { listedOnceAnswered } from './answering-card-readers';
import type { Driver } from './driver';
import { hidPosScanner } from './drivers/hid-pos-scanner';
import { magstripeReader } from './drivers/magstripe-reader';
import { mrzScanner } from './drivers/mrz-scanner';
import { residentCardReader } from './drivers/resident-card-reader';
import { serialScanner } from './drivers/serial-scanner';
import { smartCardReader } from './drivers/smart-card-reader';
import { Driving } from './driving';
import { LaidChips } from './laid-chips';
import { Roster } from './roster';
import type { Opened, Transport } from './transport';
import { hidTransport } from './transports/hid';
import { pcscTransport } from './transports/pcsc';
import { serialTransport } from './transports/serial';
import { simulatedTransport } from './transports/simulated';

/** A line to the terminal, whatever carries it. */
export interface TerminalLine {
  post(message: FromReaderHost): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface ReaderHost {
  /** A (new) terminal is there: it hears of every reader first. What is read while none is there is dropped. */
  connect(line: TerminalLine): void;
  /** Resolves when everything that is plugged in now has been seen once more. */
  scan(): Promise<void>;
  /** Lets go of every device. */
  close(): Promise<void>;
  /** Whether a native call has not come back: the end of the process would wait for it. */
  busy(): boolean;
}

/** What the host needs to survive its devices, and other drivers than the usual ones. */
export interface HostOptions {
  isolation?: Isolation;
  /** Has handed a message on when it returns. */
  tellShell?(message: ToShell): void;
  drivers?: readonly Driver<Opened>[];
}

type Sample = Extract<z.output<typeof ToReaderHost>, { type: 'simulate' }>['sample'];

const usualDrivers: readonly Driver<Opened>[] = [
  hidPosScanner,
  residentCardReader,
  serialScanner,
  mrzScanner,
  magstripeReader,
  smartCardReader,
];

/**
 * Starts looking for readers at once. `onShutdown` is called when the terminal asks the host to end; `settings` is
 * what the installer says about readers.
 */
export function openReaderHost(
  onShutdown: () => void,
  transports?: readonly Transport<Opened>[],
  settings: ReaderSettings = ReaderSettings.parse({}),
  { isolation, tellShell = () => undefined, drivers = usualDrivers }: HostOptions = {},
): ReaderHost {
  let current: TerminalLine | null = null;
  const tell = (message: FromReaderHost) => current?.post(message);
  const chips = new LaidChips(tell);
  const simulated = simulatedTransport();
  const all = [...(transports ?? machineTransports(settings)), simulated];
  const roster = new Roster({
    transports: all,
    drivers,
    tell,
    chips,
    now: () => new Date(),
    isolation,
    driving: new Driving(tellShell),
  });
  roster.start();

  const obey = (message: z.output<typeof ToReaderHost>) => {
    switch (message.type) {
      case 'shutdown':
        return onShutdown();
      case 'transmit':
        return void chips.transmit(message);
      case 'release-chip':
        return chips.release(message.chip);
      case 'simulated-answer':
        return simulated.document.answer(message.exchange, Buffer.from(message.answerBase64, 'base64'));
      case 'lift-simulated':
        return simulated.document.lift();
      case 'plug-simulated':
        return plugSimulated();
      case 'simulate':
        plugSimulated();
        return present(message.sample);
    }
  };
  const plugSimulated = () => {
    if (simulated.plug()) void roster.scan();
  };
  const present = (sample: Sample) => {
    if (sample.kind === 'code') simulated.scan(sample.text, sample.symbology);
    else if (sample.kind === 'card') simulated.lay(sample.card);
    else {
      simulated.document.lay((exchange, command) => {
        const commandBase64 = Buffer.from(command).toString('base64');
        tell({ type: 'simulated-command', exchange, commandBase64 });
      });
    }
  };

  return {
    connect(line) {
      current = line;
      for (const reader of roster.readers()) line.post({ type: 'reader', reader });
      chips.announce();
      line.onMessage((message) => {
        const parsed = ToReaderHost.safeParse(message);
        if (parsed.success && current === line) obey(parsed.data);
      });
    },
    scan: () => roster.scan(),
    async close() {
      current = null;
      await roster.stop();
    },
    busy: () => all.some((transport) => transport.busy?.() ?? false),
  };
}

/** Everything a reader can be plugged into on this machine. */
function machineTransports(settings: ReaderSettings): Transport<Opened>[] {
  const asked = [hidTransport(), serialTransport(settings)].map((transport) => listedOnceAnswered(transport));
  return [...asked, pcscTransport()];
}
