import type { DeviceInfo } from './transport';

/** Where the rule belongs; before 73, else the seat's user gets nothing from `uaccess`. */
export const UDEV_RULES_FILE = '/etc/udev/rules.d/70-vestibule.rules';

/** The udev rule that lets the person at the seat open this device. Both ATTRS match on one parent, the USB device. */
export function udevRule({ vendorId, productId }: Pick<DeviceInfo, 'vendorId' | 'productId'>): string {
  const ids = `ATTRS{idVendor}=="${hex4(vendorId)}", ATTRS{idProduct}=="${hex4(productId)}"`;
  return `KERNEL=="hidraw*", ${ids}, MODE="0660", TAG+="uaccess"`;
}

/** What to do about a device that may not be opened, in words for the installer. */
export function permissionAdvice(device: DeviceInfo, platform: string = process.platform): string {
  if (platform === 'linux') {
    return `Put this line into ${UDEV_RULES_FILE} and plug the reader in again: ${udevRule(device)}`;
  }
  if (platform === 'darwin') {
    return 'Allow Vestibule under System Settings, Privacy & Security, Input Monitoring, then plug the reader in again.';
  }
  return 'Another program holds this reader. Close it, then plug the reader in again.';
}

const hex4 = (id: number) => id.toString(16).padStart(4, '0');
