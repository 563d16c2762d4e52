import type { DeviceInfo } from './transport';

/** Where the rule belongs; before 73, else the seat's user gets nothing from `uaccess`. */
export const UDEV_RULES_FILE = '/etc/udev/rules.d/70-vestibule.rules';

/** The udev rule that lets the person at the seat open this device. Both ATTRS match on one parent, the USB device. */
export function udevRule({ vendorId, productId, line }: Identified): string {
  const node = line ? 'SUBSYSTEM=="tty"' : 'KERNEL=="hidraw*"';
  const ids = `ATTRS{idVendor}=="${hex4(vendorId)}", ATTRS{idProduct}=="${hex4(productId)}"`;
  return `${node}, ${ids}, MODE="0660", TAG+="uaccess"`;
}

type Identified = Pick<DeviceInfo, 'vendorId' | 'productId' | 'line'>;

/** What to do about a device that may not be opened, in words for the installer. */
export function permissionAdvice(device: DeviceInfo, platform: string = process.platform): string {
  if (platform === 'linux') return device.line && device.vendorId === 0 ? groupAdvice : ruleAdvice(device);
  if (platform === 'darwin' && !device.line) {
    return 'Allow Vestibule under System Settings, Privacy & Security, Input Monitoring, then plug the reader in again.';
  }
  return 'Another program holds this reader. Close it, then plug the reader in again.';
}

const ruleAdvice = (device: DeviceInfo) =>
  `Put this line into ${UDEV_RULES_FILE} and plug the reader in again: ${udevRule(device)}`;

/** A port on the mainboard has no USB ids that a rule could name. */
const groupAdvice =
  'Put this account into the group that owns serial ports and sign in again: sudo usermod -aG dialout NAME';

const hex4 = (id: number) => id.toString(16).padStart(4, '0');
