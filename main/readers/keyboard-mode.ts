import { SCANNER_VENDORS } from './scanner-vendors';
import type { DeviceInfo } from './transport';

export const KEYBOARD_MODE_ADVICE =
  'This scanner types like a keyboard and works so. For the surest reading scan the bar code "USB HID POS" ' +
  'in its manual; it is then driven directly and cannot type into other programs.';

/** Scanners among the devices that are set to keyboard mode: a keyboard (01/06) of a scanner's vendor without a POS interface beside it. */
export function inKeyboardMode(devices: readonly DeviceInfo[]): DeviceInfo[] {
  const isPos = (device: DeviceInfo) => device.usagePage === 0x8c;
  return devices.filter(
    (device) =>
      device.usagePage === 0x01 &&
      device.usage === 0x06 &&
      SCANNER_VENDORS.includes(device.vendorId) &&
      !devices.some((other) => isPos(other) && isSameUnit(device, other)),
  );
}

const isSameUnit = (one: DeviceInfo, other: DeviceInfo) =>
  one.vendorId === other.vendorId && one.productId === other.productId && one.serial === other.serial;
