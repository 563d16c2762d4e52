import type { Reader } from '../../shared/domain/reader';
import type { DeviceInfo } from './transport';

/** Where the rule belongs; before 73, else the seat's user gets nothing from `uaccess`. */
const UDEV_RULES_FILE = '/etc/udev/rules.d/70-vestibule.rules';

/** The udev rule that lets the person at the seat open this device. Both ATTRS match on one parent, the USB device. */
export function udevRule({ vendorId, productId, line }: Identified): string {
  return ruleFor(line ? 'tty' : 'hidraw', { vendorId, productId });
}

/** A rule for one device by its USB ids, or for all of a maker's. */
export function ruleFor(node: 'hidraw' | 'tty', ids: { vendorId: number; productId?: number }): string {
  const matches = [
    node === 'tty' ? 'SUBSYSTEM=="tty"' : 'KERNEL=="hidraw*"',
    `ATTRS{idVendor}=="${hex4(ids.vendorId)}"`,
    ...(ids.productId === undefined ? [] : [`ATTRS{idProduct}=="${hex4(ids.productId)}"`]),
  ];
  return `${matches.join(', ')}, MODE="0660", TAG+="uaccess"`;
}

type Identified = Pick<DeviceInfo, 'vendorId' | 'productId' | 'line'>;

/** What to do about a device that may not be opened: in words for the installer, and as a code for windows of any language. */
export function permissionAdvice(
  device: DeviceInfo,
  platform: string = process.platform,
): Pick<Reader, 'advice' | 'adviceCode' | 'rule'> {
  if (platform === 'linux' && device.line && device.vendorId === 0) return GROUP_ADVICE;
  if (platform === 'linux') {
    const rule = udevRule(device);
    const advice = `Put this line into ${UDEV_RULES_FILE} and plug the reader in again: ${rule}`;
    return { advice, adviceCode: 'udev-rule', rule };
  }
  return platform === 'darwin' && !device.line ? MONITORING_ADVICE : IN_USE_ADVICE;
}

/** A port on the mainboard has no USB ids that a rule could name. */
const GROUP_ADVICE = {
  advice:
    'Put this account into the group that owns serial ports and sign in again: sudo usermod -aG dialout NAME',
  adviceCode: 'serial-group',
} as const;
const MONITORING_ADVICE = {
  advice:
    'Allow Vestibule under System Settings, Privacy & Security, Input Monitoring, then plug the reader in again.',
  adviceCode: 'input-monitoring',
} as const;
const IN_USE_ADVICE = {
  advice: 'Another program holds this reader. Close it, then plug the reader in again.',
  adviceCode: 'in-use',
} as const;

const hex4 = (id: number) => id.toString(16).padStart(4, '0');
