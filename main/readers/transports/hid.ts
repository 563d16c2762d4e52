/** USB HID through node-hid (READERS, node-hid). Loaded on first use: it is native code. */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Device, HIDAsync } from 'node-hid';
import { VestibuleError } from '../../../shared/domain/error';
import { ReportQueue } from '../report-queue';
import type { DeviceInfo, OpenDevice, Transport } from '../transport';

/** The part of node-hid that is used. */
export interface HidBinding {
  devicesAsync(): Promise<Device[]>;
  HIDAsync: { open(path: string): Promise<HIDAsync> };
}

/** Every error that comes out is a VestibuleError, whatever node-hid made of it. */
export function hidTransport(load: () => Promise<HidBinding> = () => import('node-hid')): Transport {
  let loading: Promise<HidBinding> | null = null;
  const binding = async () => {
    try {
      return await (loading ??= load());
    } catch (cause) {
      loading = null;
      throw new VestibuleError('reader-failed', 'The USB HID driver could not be loaded.', { cause });
    }
  };
  return {
    name: 'hid',
    async list() {
      const { devicesAsync } = await binding();
      try {
        return (await devicesAsync()).flatMap(infoOf);
      } catch (cause) {
        throw new VestibuleError('reader-failed', 'The USB HID devices could not be listed.', { cause });
      }
    },
    async open(info) {
      const { HIDAsync } = await binding();
      try {
        return await opened(await HIDAsync.open(info.path), info);
      } catch (cause) {
        throw await openingError(info, cause);
      }
    },
  };
}

function infoOf(device: Device): DeviceInfo[] {
  if (!device.path) return [];
  const { path, vendorId, productId, usagePage, usage } = device;
  const id = `hid:${path}:${(usagePage ?? 0).toString(16)}:${(usage ?? 0).toString(16)}`;
  const vendor = device.manufacturer?.trim() || undefined;
  const product = device.product?.trim() || undefined;
  const serial = device.serialNumber?.trim() || undefined;
  const names = { vendor, product, serial };
  return [{ id, path, speaks: 'hid', vendorId, productId, ...names, usagePage, usage, simulated: false }];
}

/** The listener is attached at once: the kernel keeps 64 reports and loses the rest without a word. */
async function opened(device: HIDAsync, info: DeviceInfo): Promise<OpenDevice> {
  const reports = new ReportQueue();
  const goneListeners: ((error: VestibuleError) => void)[] = [];
  let gone: VestibuleError | null = null;
  let closing: Promise<void> | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  device.on('data', (report: Buffer) => reports.push(report));
  // The error comes as a plain string; reading has ended by then.
  device.on('error', () => {
    if (gone || closing) return;
    const error = new VestibuleError('reader-gone', 'The reader was unplugged.');
    gone = error;
    reports.flush();
    for (const listener of goneListeners) listener(error);
  });

  const sendNow = async (send: () => Promise<unknown>) => {
    if (gone) throw gone;
    try {
      await send();
    } catch (cause) {
      throw new VestibuleError('reader-failed', 'The reader takes no data.', { cause });
    }
  };
  const oneAfterAnother = (send: () => Promise<unknown>) => {
    const sent = writing.then(() => sendNow(send));
    writing = sent.catch(() => undefined);
    return sent;
  };

  return {
    descriptor: await descriptorOf(info.path),
    onReport: (listener) => reports.listen(listener),
    onGone(listener) {
      if (gone) listener(gone);
      else goneListeners.push(listener);
    },
    write: (bytes) => oneAfterAnother(() => device.write(Buffer.from(bytes))),
    sendFeature: (report) => oneAfterAnother(() => device.sendFeatureReport(Buffer.from(report))),
    // A device that is gone cannot be closed well; there is nothing left to lose.
    close: () => (closing ??= device.close().catch(() => undefined)),
  };
}

/** node-hid does not hand the report descriptor out; Linux shows it in sysfs, the others not at all. */
async function descriptorOf(devicePath: string): Promise<Uint8Array | undefined> {
  const name = path.basename(devicePath);
  if (process.platform !== 'linux' || !/^hidraw\d+$/.test(name)) return undefined;
  try {
    return await readFile(`/sys/class/hidraw/${name}/device/report_descriptor`);
  } catch {
    return undefined;
  }
}

/** Tells a missing permission and a vanished device from everything else that can stop an open. */
async function openingError(info: DeviceInfo, cause: unknown): Promise<VestibuleError> {
  const reason = await accessProblem(info.path);
  const words = cause instanceof Error ? cause.message : String(cause);
  if (reason === 'EACCES' || reason === 'EPERM' || /permission denied|not permitted|privilege/i.test(words)) {
    return new VestibuleError('reader-permission', 'This user may not open the reader.', { cause });
  }
  if (reason === 'ENOENT') return new VestibuleError('reader-gone', 'The reader was unplugged.', { cause });
  return new VestibuleError('reader-failed', 'The reader could not be opened.', { cause });
}

async function accessProblem(devicePath: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    await access(devicePath, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
  }
}
