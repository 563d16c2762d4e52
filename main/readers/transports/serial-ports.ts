/** Which serial ports there are. On Linux sysfs is read: the driver's own list starts `udevadm` anew at every look. */
import { readFile, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { SerialPortInfo } from '../serial-role';

/** Serial ports of USB devices; those on the mainboard always exist, plugged or not, and count only where settings name them. */
const USB_PORT = /^tty(?:USB|ACM)\d+$/;
/** From a port's own folder up to its USB device: interface, device, and what some drivers put between. */
const LEVELS = 4;

/** The USB serial ports of a Linux machine. `root` is where its classes of devices are listed. */
export async function portsInSysfs(root = '/sys/class/tty'): Promise<SerialPortInfo[]> {
  const names = (await readdir(root).catch(() => [])).filter((name) => USB_PORT.test(name));
  return Promise.all(
    names.map(async (name) => ({
      path: `/dev/${name}`,
      ...(await usbDevice(path.join(root, name, 'device'))),
    })),
  );
}

/** The ids and names of the USB device that a port belongs to. */
async function usbDevice(link: string): Promise<Omit<SerialPortInfo, 'path'>> {
  let folder = await realpath(link).catch(() => undefined);
  for (let level = 0; folder !== undefined && level <= LEVELS; level++) {
    const vendorId = await hexIn(folder, 'idVendor');
    const productId = await hexIn(folder, 'idProduct');
    if (vendorId !== undefined && productId !== undefined) {
      const [vendor, product, serial] = await Promise.all(
        ['manufacturer', 'product', 'serial'].map((name) => textIn(folder ?? '', name)),
      );
      return { vendorId, productId, vendor, product, serial };
    }
    folder = path.dirname(folder);
  }
  return {};
}

async function hexIn(folder: string, name: string): Promise<number | undefined> {
  const text = await textIn(folder, name);
  return text !== undefined && /^[0-9a-f]{4}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

async function textIn(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
  return text.trim() || undefined;
}
