import { EventEmitter } from 'node:events';
import type { Device, HIDAsync } from 'node-hid';
import { describe, expect, it } from 'vitest';
import { hidTransport } from '../../../main/readers/transports/hid';
import { permissionAdvice, udevRule } from '../../../main/readers/udev-rule';
import { inKeyboardMode } from '../../../main/readers/keyboard-mode';
import type { DeviceInfo } from '../../../main/readers/transport';

const DEVICE: Device = {
  path: '/dev/hidraw-of-a-test',
  vendorId: 0x0c2e,
  productId: 0x0b61,
  manufacturer: 'ACME',
  product: ' HID POS Scanner ',
  serialNumber: '',
  release: 1,
  interface: 0,
  usagePage: 0x8c,
  usage: 2,
};

/** node-hid's device as far as it is used, with its habit of sending errors as plain strings. */
class FakeHid extends EventEmitter {
  readonly sent: string[] = [];
  closed = 0;
  async write(data: Buffer) {
    this.sent.push(`write ${data.toString('hex')}`);
    return data.length;
  }
  async sendFeatureReport(data: Buffer) {
    this.sent.push(`feature ${data.toString('hex')}`);
    return data.length;
  }
  async close() {
    this.closed += 1;
  }
}

async function openedWith(fake: FakeHid) {
  const transport = hidTransport(async () => ({
    devicesAsync: async () => [DEVICE],
    HIDAsync: { open: async () => fake as unknown as HIDAsync },
  }));
  const [info] = await transport.list();
  if (!info) throw new Error('nothing was listed');
  return { transport, info, device: await transport.open(info) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Given USB HID devices', () => {
  it('when they are listed, then names are trimmed and empty ones left out', async () => {
    const { info } = await openedWith(new FakeHid());
    expect(info).toMatchObject({
      speaks: 'hid',
      vendor: 'ACME',
      product: 'HID POS Scanner',
      usagePage: 0x8c,
    });
    expect(info.serial).toBeUndefined();
  });

  it('when a device is opened, then it is listened to at once and nothing that came early is lost', async () => {
    const fake = new FakeHid();
    const { device } = await openedWith(fake);
    expect(fake.listenerCount('data')).toBe(1);
    for (let count = 0; count < 100; count++) fake.emit('data', Buffer.of(2, count));
    const seen: number[] = [];
    device.onReport((report) => seen.push(report[1] ?? -1));
    await turn();
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('when it is unplugged, then what had come is delivered before the news, once and as a typed error', async () => {
    const fake = new FakeHid();
    const { device } = await openedWith(fake);
    const seen: string[] = [];
    device.onReport(() => seen.push('report'));
    device.onGone((error) => seen.push(error.code));
    fake.emit('data', Buffer.of(2, 0));
    fake.emit('error', 'could not read from HID device');
    fake.emit('error', 'could not read from HID device');
    expect(seen).toEqual(['report', 'reader-gone']);
    await expect(device.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader-gone' });
  });

  it('when several writes are asked for at once, then they go out in order', async () => {
    const fake = new FakeHid();
    const { device } = await openedWith(fake);
    await Promise.all([
      device.sendFeature(Uint8Array.of(0xfe, 1)),
      device.write(Uint8Array.of(0xfd, 3)),
      device.write(Uint8Array.of(0xfd, 4)),
    ]);
    expect(fake.sent).toEqual(['feature fe01', 'write fd03', 'write fd04']);
  });

  it('when it is closed twice, then node-hid is asked once', async () => {
    const fake = new FakeHid();
    const { device } = await openedWith(fake);
    await Promise.all([device.close(), device.close()]);
    expect(fake.closed).toBe(1);
  });

  for (const [words, code] of [
    ['cannot open device with path /dev/hidraw0: Permission denied', 'reader-permission'],
    ['cannot open device: (0xE00002C1) privilege violation', 'reader-permission'],
  ] as const) {
    it(`when opening fails with “${words}”, then it is ${code}`, async () => {
      const transport = hidTransport(async () => ({
        devicesAsync: async () => [DEVICE],
        HIDAsync: { open: () => Promise.reject(new Error(words)) },
      }));
      const [info] = await transport.list();
      await expect(transport.open(info as DeviceInfo)).rejects.toMatchObject({ code });
    });
  }

  it('when the native driver cannot be loaded, then it is said in words and tried again next time', async () => {
    let tries = 0;
    const transport = hidTransport(() => {
      tries += 1;
      return Promise.reject(new Error('no native build was found'));
    });
    await expect(transport.list()).rejects.toMatchObject({ code: 'reader-failed' });
    await expect(transport.list()).rejects.toMatchObject({ code: 'reader-failed' });
    expect(tries).toBe(2);
  });
});

describe('Given a reader that may not be opened', () => {
  const device = { vendorId: 0x0c2e, productId: 0x0b61 } as DeviceInfo;

  it('when it is on Linux, then the exact udev rule is the advice', () => {
    expect(udevRule(device)).toBe(
      'KERNEL=="hidraw*", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b61", MODE="0660", TAG+="uaccess"',
    );
    expect(permissionAdvice(device, 'linux')).toMatchObject({
      advice: expect.stringContaining(udevRule(device)),
      adviceCode: 'udev-rule',
      rule: udevRule(device),
    });
  });

  it('when it is elsewhere, then the advice speaks of that system', () => {
    expect(permissionAdvice(device, 'darwin').advice).toContain('Input Monitoring');
    expect(permissionAdvice(device, 'win32').advice).toContain('Another program');
  });
});

describe('Given keyboards', () => {
  const base = { id: 'k', path: 'k', speaks: 'hid', simulated: false } as const;
  const keyboard = (vendorId: number, productId = 1): DeviceInfo => ({
    ...base,
    vendorId,
    productId,
    usagePage: 1,
    usage: 6,
  });

  it('when one is from a maker of scanners, then it is a scanner in keyboard mode', () => {
    expect(inKeyboardMode([keyboard(0x0c2e), keyboard(0x046d)])).toEqual([keyboard(0x0c2e)]);
  });

  it('when the scanner has a POS interface beside it, then it needs no advice', () => {
    const pos: DeviceInfo = { ...keyboard(0x05e0), usagePage: 0x8c, usage: 2 };
    expect(inKeyboardMode([keyboard(0x05e0), pos])).toEqual([]);
  });
});
