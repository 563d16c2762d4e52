/** A USB device made of software: a scanner (HID POS) and a keyboard on one cable, plugged into dummy_hcd. */
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

const FOLDER = '/sys/kernel/config/usb_gadget/scanner';
const SCANNER_DESCRIPTOR =
  '058c0902a10185020912a102150026ff00750895010501093b8102058c09fb810209fc810209fd8102953809fe8202019502' +
  '0660ff09018102058c25017501950109ff810275078103c085fe0910150026ff00750895010920b102c0';
const KEYBOARD_DESCRIPTOR =
  '05010906a101050719e029e71500250175019508810295017508810395067508150025650507190029658100c0';

/** Describes the device to the kernel; `plug` puts the cable in. */
export function makeGadget() {
  write('', { idVendor: '0x0c2e', idProduct: '0x0b61', bcdDevice: '0x0100', bcdUSB: '0x0200' });
  write('strings/0x409', { manufacturer: 'ACME', product: 'HID POS Scanner', serialnumber: 'SN0001' });
  write('configs/c.1', {});
  write('functions/hid.scanner', { protocol: '0', subclass: '0', report_length: '64', no_out_endpoint: '1' });
  write('functions/hid.scanner', { report_desc: Buffer.from(SCANNER_DESCRIPTOR, 'hex') });
  write('functions/hid.keyboard', { protocol: '1', subclass: '1', report_length: '8' });
  write('functions/hid.keyboard', { report_desc: Buffer.from(KEYBOARD_DESCRIPTOR, 'hex') });
  for (const name of ['hid.scanner', 'hid.keyboard']) {
    symlinkSync(path.join(FOLDER, 'functions', name), path.join(FOLDER, 'configs/c.1', name));
  }
}

export const plug = () => writeFileSync(path.join(FOLDER, 'UDC'), 'dummy_udc.0');
export const unplug = () => writeFileSync(path.join(FOLDER, 'UDC'), '\n');

/** Sends reports as the device does: each waits until the bus has fetched it. */
export function send(reports) {
  const device = openSync('/dev/hidg0', 'r+');
  try {
    for (const report of reports) writeSync(device, report);
  } finally {
    closeSync(device);
  }
}

/** The reports of one code: 56 bytes each, all but the last continued. */
export function reportsOf(text) {
  const data = Buffer.from(text);
  const count = Math.max(1, Math.ceil(data.length / 56));
  return Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * 56, (index + 1) * 56);
    const report = Buffer.alloc(64);
    report.set([2, part.length, ...Buffer.from(']Q1'), ...part]);
    report[63] = index < count - 1 ? 1 : 0;
    return report;
  });
}

function write(folder, attributes) {
  mkdirSync(path.join(FOLDER, folder), { recursive: true });
  for (const [name, value] of Object.entries(attributes)) {
    writeFileSync(path.join(FOLDER, folder, name), value);
  }
}
