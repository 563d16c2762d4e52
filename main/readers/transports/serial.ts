/** Serial lines through serialport (READERS, Serial). Loaded on first use: it is native code. */
import { access, realpath } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import { VestibuleError } from '../../../shared/domain/error';
import type { ReaderSettings } from '../host-contract';
import { ReportQueue } from '../report-queue';
import { type SerialPortInfo, roleOf } from '../serial-role';
import type { DeviceInfo, OpenDevice, Transport } from '../transport';
import { portsInSysfs } from './serial-ports';

/** The part of serialport that is used. */
export interface SerialBinding {
  readonly SerialPort: typeof SerialPort;
}

/**
 * Lists the ports that have a role by their USB ids or by the settings; no other is ever opened. Every error that
 * comes out is a VestibuleError.
 */
export function serialTransport(
  settings: ReaderSettings,
  load: () => Promise<SerialBinding> = () => import('serialport'),
): Transport {
  let loading: Promise<SerialBinding> | null = null;
  const binding = async () => {
    try {
      return await (loading ??= load());
    } catch (cause) {
      loading = null;
      throw new VestibuleError('reader-failed', 'The driver for serial ports could not be loaded.', {
        cause,
      });
    }
  };
  const ports = async () => {
    if (process.platform === 'linux') return portsInSysfs();
    const { SerialPort } = await binding();
    try {
      return (await SerialPort.list()).map(portOf);
    } catch (cause) {
      throw new VestibuleError('reader-failed', 'The serial ports could not be listed.', { cause });
    }
  };
  return {
    name: 'serial',
    async list() {
      const listed = await ports();
      const named = await portsNamed(settings, listed);
      return [...named, ...listed.filter((port) => !named.some(isAlso(port)))].flatMap((port) => {
        const role = roleOf(port, settings);
        return role ? [{ ...infoOf(port), ...role }] : [];
      });
    },
    async open(info) {
      const { SerialPort } = await binding();
      if (!info.line) throw new VestibuleError('reader-failed', 'This is no serial port.');
      return opened(new SerialPort({ path: info.path, ...info.line, autoOpen: false }));
    },
  };
}

/** A port that the settings name, with its other name where the list has it under one. */
interface NamedPort extends SerialPortInfo {
  readonly device: string;
}

/** The ports that the settings name and that exist: some are in no list (the mainboard's, and links to a port). */
async function portsNamed({ serialPorts }: ReaderSettings, listed: readonly SerialPortInfo[]) {
  const named: NamedPort[] = [];
  for (const { port: name } of serialPorts) {
    const device = await realpath(name).catch(() => name);
    const same = listed.find(({ path }) => path === name || path === device);
    if (same || (await exists(name))) named.push({ ...same, path: name, device });
  }
  return named;
}

const isAlso = (port: SerialPortInfo) => (named: NamedPort) =>
  named.path === port.path || named.device === port.path;

async function exists(name: string): Promise<boolean> {
  return (
    name.startsWith('/') &&
    (await access(name).then(
      () => true,
      () => false,
    ))
  );
}

function infoOf({ path, vendorId = 0, productId = 0, vendor, product, serial }: SerialPortInfo): DeviceInfo {
  const ids = [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
  const names = { vendor, product: product ?? `Serial port ${path}`, serial };
  return {
    id: `serial:${path}:${ids}`,
    path,
    speaks: 'lines',
    vendorId,
    productId,
    ...names,
    simulated: false,
  };
}

function portOf(port: Awaited<ReturnType<typeof SerialPort.list>>[number]): SerialPortInfo {
  const { path, manufacturer: vendor, serialNumber: serial } = port;
  const number = (hex: string | undefined) => (hex === undefined ? undefined : Number.parseInt(hex, 16));
  return { path, vendor, serial, vendorId: number(port.vendorId), productId: number(port.productId) };
}

/** The listener is attached before the port is opened: nothing that comes early is lost. */
async function opened(port: SerialPort): Promise<OpenDevice> {
  const pieces = new ReportQueue();
  const goneListeners: ((error: VestibuleError) => void)[] = [];
  let gone: VestibuleError | null = null;
  let closing: Promise<void> | null = null;
  let letGo = false;

  const lost = (code: 'reader-gone' | 'reader-failed', message: string, cause?: unknown) => {
    if (gone || letGo) return;
    gone = new VestibuleError(code, message, { cause });
    pieces.flush();
    for (const listener of goneListeners) listener(gone);
  };
  port.on('data', (piece: Buffer) => pieces.push(piece));
  port.on('close', () => lost('reader-gone', 'The reader was unplugged.'));
  port.on('error', (cause: unknown) => lost('reader-failed', 'The serial port failed.', cause));
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(openingError(error)) : resolve()));
  });

  return {
    onReport: (listener) => pieces.listen(listener),
    onGone(listener) {
      if (gone) listener(gone);
      else goneListeners.push(listener);
    },
    // Once the port is closed, serialport neither writes nor says so: it waits for an opening that does not come.
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (gone || !port.isOpen) return reject(gone ?? unwritten());
        goneListeners.push(reject);
        port.write(Buffer.from(bytes), (error) => {
          goneListeners.splice(goneListeners.indexOf(reject), 1);
          if (error) reject(unwritten(error));
          else resolve();
        });
      }),
    sendFeature: async () => {
      throw new VestibuleError('reader-failed', 'A serial line has no feature reports.');
    },
    close() {
      letGo = true;
      return (closing ??= closed(port));
    },
  };
}

/** A port that is gone cannot be closed well; there is nothing left to lose. */
function closed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}

const unwritten = (cause?: unknown) =>
  new VestibuleError('reader-failed', 'The reader takes no data.', { cause });

/** serialport's errors have no codes, only words: those of its Unix and of its Windows part. */
function openingError(cause: Error): VestibuleError {
  const words = cause.message;
  if (/permission denied|not permitted|access (is )?denied/i.test(words)) {
    return new VestibuleError('reader-permission', 'This user may not open the serial port.', { cause });
  }
  if (/cannot lock port|resource busy/i.test(words)) {
    return new VestibuleError('reader-failed', 'Another program holds the serial port.', { cause });
  }
  if (/no such (file|device)|file not found|not configured/i.test(words)) {
    return new VestibuleError('reader-gone', 'The reader was unplugged.', { cause });
  }
  return new VestibuleError('reader-failed', 'The serial port could not be opened.', { cause });
}
