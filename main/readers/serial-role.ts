/** What a serial port is for: it does not say so itself, so settings and USB ids decide. Ports without a role are left alone. */
import type { ReaderSettings, SerialPortSetting } from './host-contract';
import { SCANNER_VENDORS } from './scanner-vendors';
import type { DeviceInfo, LineSettings } from './transport';

/** A serial port as the operating system lists it. */
export interface SerialPortInfo {
  readonly path: string;
  /** USB ids, for ports that have any. */
  readonly vendorId?: number;
  readonly productId?: number;
  readonly vendor?: string;
  readonly product?: string;
  readonly serial?: string;
}

export type SerialRole = Pick<DeviceInfo, 'speaks' | 'inDoubt'> & { readonly line: LineSettings };

const CARD_READER_LINE: LineSettings = { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 };
const SCANNER_LINE: LineSettings = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 };

/** USB-to-serial bridges in which card readers are sold, and printers and anything else too. */
const BRIDGES: readonly string[] = [
  '0403:6001', // FTDI FT232
  '0403:6015', // FTDI FT-X
  '0483:5740', // ST virtual COM port
  '067b:2303', // Prolific PL2303
  '067b:23a3', // Prolific PL2303GC
  '10c4:ea60', // Silicon Labs CP210x
  '1a86:55d4', // WCH CH9102
  '1a86:7523', // WCH CH340
];

const SPEAKS = { 'card-reader': 'sam-v', scanner: 'lines', 'mrz-scanner': 'mrz-lines' } as const;

/** The role of a port: what its name is set to, else what its USB ids are set to, else what its ids say by themselves. */
export function roleOf(
  port: SerialPortInfo,
  { serialPorts, askBridges }: ReaderSettings,
): SerialRole | undefined {
  const ids = usbIds(port);
  const setting =
    serialPorts.find((candidate) => candidate.port === port.path) ??
    serialPorts.find((candidate) => candidate.port.toLowerCase() === ids);
  if (setting) return configured(setting);
  if (port.vendorId !== undefined && SCANNER_VENDORS.includes(port.vendorId)) {
    return { speaks: 'lines', line: SCANNER_LINE };
  }
  const isAsked = askBridges && ids !== undefined && BRIDGES.includes(ids);
  return isAsked ? { speaks: 'sam-v', line: CARD_READER_LINE, inDoubt: true } : undefined;
}

function configured({ reader, ...setting }: SerialPortSetting): SerialRole | undefined {
  if (reader === 'none') return undefined;
  const usual = reader === 'card-reader' ? CARD_READER_LINE : SCANNER_LINE;
  const { baudRate = usual.baudRate, dataBits = usual.dataBits } = setting;
  const { parity = usual.parity, stopBits = usual.stopBits } = setting;
  return { speaks: SPEAKS[reader], line: { baudRate, dataBits, parity, stopBits } };
}

function usbIds({ vendorId, productId }: SerialPortInfo): string | undefined {
  if (vendorId === undefined || productId === undefined) return undefined;
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
}
