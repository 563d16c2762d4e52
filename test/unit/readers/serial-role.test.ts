import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReaderSettings } from '../../../main/readers/host-contract';
import { type SerialPortInfo, roleOf } from '../../../main/readers/serial-role';
import { portsInSysfs } from '../../../main/readers/transports/serial-ports';
import { permissionAdvice } from '../../../main/readers/udev-rule';

const settings = (change: object = {}) => ReaderSettings.parse(change);
const bridge: SerialPortInfo = { path: '/dev/ttyUSB0', vendorId: 0x1a86, productId: 0x7523 };
const scanner: SerialPortInfo = { path: '/dev/ttyACM0', vendorId: 0x05e0, productId: 0x1701 };
const mainboard: SerialPortInfo = { path: '/dev/ttyS0' };

describe('Given serial ports and no settings', () => {
  it('when a maker of scanners made one, then a scanner is there', () => {
    expect(roleOf(scanner, settings())).toMatchObject({ speaks: 'lines', line: { baudRate: 9_600 } });
  });

  it('when nobody knows what is behind one, then it is left alone', () => {
    expect(roleOf(bridge, settings())).toBeUndefined();
    expect(roleOf(mainboard, settings())).toBeUndefined();
  });
});

describe('Given what an installer says about ports', () => {
  it('when bridges may be asked, then one is perhaps a card reader, and a mainboard’s port is still left alone', () => {
    const asking = settings({ askBridges: true });
    expect(roleOf(bridge, asking)).toEqual({
      speaks: 'sam-v',
      inDoubt: true,
      line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    });
    expect(roleOf(mainboard, asking)).toBeUndefined();
    expect(roleOf({ ...bridge, productId: 0x1234 }, asking)).toBeUndefined();
  });

  it('when a port is named, then it is what it is said to be, without doubt', () => {
    const named = settings({ serialPorts: [{ port: '/dev/ttyS0', reader: 'card-reader' }] });
    expect(roleOf(mainboard, named)).toEqual({
      speaks: 'sam-v',
      line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    });
  });

  it('when a line is set otherwise than usual, then it is set so', () => {
    const named = settings({
      serialPorts: [
        {
          port: '1A86:7523',
          reader: 'mrz-scanner',
          baudRate: 19_200,
          dataBits: 7,
          parity: 'even',
          stopBits: 2,
        },
      ],
    });
    expect(roleOf(bridge, named)).toEqual({
      speaks: 'mrz-lines',
      line: { baudRate: 19_200, dataBits: 7, parity: 'even', stopBits: 2 },
    });
  });

  it('when a port’s name and its ids are set differently, then the name counts', () => {
    const both = settings({
      askBridges: true,
      serialPorts: [
        { port: '1a86:7523', reader: 'scanner' },
        { port: '/dev/ttyUSB0', reader: 'none' },
      ],
    });
    expect(roleOf(bridge, both)).toBeUndefined();
    expect(roleOf({ ...bridge, path: '/dev/ttyUSB1' }, both)?.speaks).toBe('lines');
  });

  it('when a scanner’s port is said to be none of ours, then it is left alone', () => {
    expect(
      roleOf(scanner, settings({ serialPorts: [{ port: '05e0:1701', reader: 'none' }] })),
    ).toBeUndefined();
  });

  it.each([
    [{ serialPorts: [{ port: '', reader: 'scanner' }] }],
    [{ serialPorts: [{ port: '/dev/ttyS0', reader: 'printer' }] }],
    [{ serialPorts: [{ port: '/dev/ttyS0', reader: 'scanner', baud: 9_600 }] }],
    [{ serialPorts: [{ port: '/dev/ttyS0', reader: 'scanner', dataBits: 5 }] }],
    [{ askBridges: 'yes' }],
    [{ ports: [] }],
  ])('when it is %j, then it is refused', (given) => {
    expect(ReaderSettings.safeParse(given).success).toBe(false);
  });
});

describe('Given a port that this user may not open', () => {
  const device = {
    id: 'p',
    speaks: 'lines',
    simulated: false,
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  } as const;

  it('when it is a USB port, then the advice is the rule for it', () => {
    const { advice } = permissionAdvice(
      { ...device, path: '/dev/ttyUSB0', vendorId: 0x1a86, productId: 0x7523 },
      'linux',
    );
    expect(advice).toContain(
      'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", MODE="0660", TAG+="uaccess"',
    );
  });

  it('when it is on the mainboard, then the advice is the group', () => {
    const { advice } = permissionAdvice(
      { ...device, path: '/dev/ttyS0', vendorId: 0, productId: 0 },
      'linux',
    );
    expect(advice).toContain('dialout');
  });

  it('when it is on another system, then another program holds it', () => {
    for (const platform of ['win32', 'darwin']) {
      const { advice } = permissionAdvice({ ...device, path: 'COM3', vendorId: 0, productId: 0 }, platform);
      expect(advice).toContain('Another program');
    }
  });
});

describe('Given the devices of a Linux machine', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'vestibule-sysfs-'));
    const file = (name: string, text: string) => {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    };
    const port = (name: string, device: string) => {
      mkdirSync(path.join(root, device), { recursive: true });
      mkdirSync(path.join(root, 'class', name), { recursive: true });
      symlinkSync(path.join(root, device), path.join(root, 'class', name, 'device'));
    };
    file('usb1/1-2/idVendor', '1a86\n');
    file('usb1/1-2/idProduct', '7523\n');
    file('usb1/1-2/product', 'USB Serial\n');
    file('usb1/1-3/idVendor', '05e0\n');
    file('usb1/1-3/idProduct', '1701\n');
    file('usb1/1-3/manufacturer', 'ACME\n');
    file('usb1/1-3/serial', ' S42 \n');
    port('ttyUSB0', 'usb1/1-2/1-2:1.0/ttyUSB0');
    port('ttyACM0', 'usb1/1-3/1-3:1.0');
    port('ttyS0', 'platform/serial8250');
    port('tty7', 'virtual/tty7');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('when its ports are listed, then those of USB devices are there, with ids and names', async () => {
    const ports = await portsInSysfs(path.join(root, 'class'));
    expect(ports.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      {
        path: '/dev/ttyACM0',
        vendorId: 0x05e0,
        productId: 0x1701,
        vendor: 'ACME',
        product: undefined,
        serial: 'S42',
      },
      {
        path: '/dev/ttyUSB0',
        vendorId: 0x1a86,
        productId: 0x7523,
        vendor: undefined,
        product: 'USB Serial',
        serial: undefined,
      },
    ]);
  });

  it('when it has no such folder, then there are none', async () => {
    expect(await portsInSysfs(path.join(root, 'absent'))).toEqual([]);
  });
});
