import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCANNER_DESCRIPTOR, scanReports } from '../../main/readers/simulated';
import { type FakeBus, type FakeDevice, hasFakeBus, startOverFakeBus } from '../support/usb/fake-bus';
import { ReaderLine } from '../support/reader-line';

const SCANNER: FakeDevice = {
  vendorId: 0x0c2e,
  productId: 0x0b61,
  manufacturer: 'ACME',
  product: 'HID POS Scanner',
  serial: 'SN0001',
  descriptor: SCANNER_DESCRIPTOR,
};
const KEYBOARD = Uint8Array.from(
  Buffer.from(
    '05010906a101050719e029e71500250175019508810295017508810395067508150025650507190029658100c0',
    'hex',
  ),
);

/** The real reader host with the real node-hid, over USB devices that umockdev makes up. */
describe.skipIf(!hasFakeBus())('Given a USB scanner (skipped where umockdev is absent)', () => {
  let bus: FakeBus;
  let line: ReaderLine;
  beforeAll(async () => {
    bus = await startOverFakeBus(path.resolve('dist/main/reader-host.js'));
    line = new ReaderLine(bus.program);
  });
  afterAll(() => bus.close());

  const state = (wanted: string, from: number) =>
    line.until((m) => m.type === 'reader' && m.reader.state === wanted, from);
  const presentation = (from: number) => line.until((m) => m.type === 'presentation', from);

  it('when it is plugged in, then it is live under its own name, and woken', async () => {
    const from = line.heard.length;
    await bus.plug('hidraw0', SCANNER);
    expect(await state('live', from)).toMatchObject({
      reader: {
        kind: 'hid-pos',
        name: 'HID POS Scanner',
        vendor: 'ACME',
        serial: 'SN0001',
        driver: 'hid-pos',
        state: 'live',
      },
    });
    expect(await bus.sent('hidraw0')).toEqual(['feature fe01']);
  });

  it('when it reads one QR code, then that is presented with its symbology', async () => {
    const from = line.heard.length;
    await bus.send('hidraw0', scanReports('EID1-4F7K-中文'));
    expect(await presentation(from)).toMatchObject({
      content: { type: 'text', text: 'EID1-4F7K-中文' },
      symbology: ']Q1',
    });
  });

  it('when it reads the largest QR code in one burst of 53 reports, ten times over, then none is lost', async () => {
    const texts = Array.from({ length: 10 }, (_, index) => `${index}:`.padEnd(2_953, 'Z9'));
    const before = line.texts().length;
    for (const text of texts) {
      const reports = scanReports(text);
      expect(reports).toHaveLength(53);
      await bus.send('hidraw0', reports);
    }
    await line.until(
      (m) => m.type === 'presentation' && m.content.type === 'text' && m.content.text === texts[9],
    );
    expect(line.texts().slice(before)).toEqual(texts);
  });

  it('when it is unplugged in the middle of a code, then the half is said and the reader is gone', async () => {
    const from = line.heard.length;
    await bus.send('hidraw0', scanReports('x'.repeat(500)).slice(0, 4));
    await bus.unplug('hidraw0');
    expect(await line.until((m) => m.type === 'problem', from)).toMatchObject({ code: 'read-incomplete' });
    await line.until((m) => m.type === 'gone', from);
  });

  it('when it is plugged in again, then it reads again and no half is left over', async () => {
    const from = line.heard.length;
    await bus.plug('hidraw1', SCANNER);
    await state('live', from);
    await bus.send('hidraw1', scanReports('again'));
    expect(await presentation(from)).toMatchObject({ content: { text: 'again' } });
  });

  it.skipIf(process.getuid?.() === 0)(
    'when this user may not open it, then it says so with the exact udev rule (skipped for root, who may)',
    async () => {
      const from = line.heard.length;
      await bus.plug('hidraw3', { ...SCANNER, vendorId: 0x05e0, productId: 0x1900, forbidden: true });
      expect(await state('no-permission', from)).toMatchObject({
        reader: { advice: expect.stringContaining('ATTRS{idVendor}=="05e0", ATTRS{idProduct}=="1900"') },
      });
    },
  );

  it('when another scanner types like a keyboard, then it is listed with advice and left alone', async () => {
    const from = line.heard.length;
    await bus.plug('hidraw2', {
      vendorId: 0x1eab,
      productId: 0x1a03,
      product: 'Wedge',
      descriptor: KEYBOARD,
    });
    expect(await line.until((m) => m.type === 'reader' && m.reader.kind === 'keyboard', from)).toMatchObject({
      reader: { name: 'Wedge', state: 'live', advice: expect.stringContaining('USB HID POS') },
    });
    expect(await bus.sent('hidraw2')).toEqual([]);
  });
});
