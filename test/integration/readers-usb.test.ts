import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCANNER_DESCRIPTOR, scanReports } from '../../main/readers/simulated';
import type { PresentationContent } from '../../shared/domain/presentation';
import { type FakeDevice, hasFakeBus, startOverFakeBus } from '../support/usb/fake-bus';
import { ReaderLine } from '../support/reader-line';
import { stripeDescriptor } from '../support/stripe-descriptor';

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
  let bus: Awaited<ReturnType<typeof startOverFakeBus>>;
  let line: ReaderLine;
  beforeAll(async () => {
    bus = await startOverFakeBus(path.resolve('dist/main/reader-host.js'));
    line = new ReaderLine(bus.program);
  });
  afterAll(() => bus.close());

  const state = (wanted: string, from: number) =>
    line.until((m) => m.type === 'reader' && m.reader.state === wanted, from);
  const isText = (content: PresentationContent, text: string | undefined) =>
    content.type === 'text' && content.text === text;
  const readerWith = (serial: string) => {
    const found = line.heard.flatMap((m) => (m.type === 'reader' ? [m.reader] : []));
    const reader = found.find((candidate) => candidate.serial === serial);
    if (!reader) throw new Error('There is no such reader.');
    return reader;
  };
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

  it('when it sends 10,000 reports without a pause, then not one is lost', async () => {
    const texts = Array.from({ length: 189 }, (_, index) => `${index}/`.padEnd(2_953, 'Q7'));
    const reports = texts.flatMap((text) => scanReports(text));
    expect(reports.length).toBeGreaterThan(10_000);
    const before = line.texts().length;
    await bus.send('hidraw0', reports);
    await line.until((m) => m.type === 'presentation' && isText(m.content, texts.at(-1)));
    expect(line.texts().slice(before)).toEqual(texts);
  });

  it('when a second one is plugged in and both read at once, then nothing is mixed', async () => {
    const from = line.heard.length;
    await bus.plug('hidraw5', { ...SCANNER, serial: 'SN0005' });
    await state('live', from);
    const texts = (name: string) =>
      Array.from({ length: 10 }, (_, index) => `${name}${index}:`.padEnd(2_000, name));
    const [left, right] = [texts('L'), texts('R')];
    for (const [index, text] of left.entries()) {
      const other = scanReports(right[index] ?? '');
      for (const [at, report] of scanReports(text).entries()) {
        await bus.send('hidraw0', [report]);
        await bus.send('hidraw5', other.slice(at, at + 1));
      }
    }
    const read = (serial: string) => {
      const { id } = readerWith(serial);
      const own = line.heard.filter((m) => m.type === 'presentation' && m.reader === id);
      return own.flatMap((m) =>
        m.type === 'presentation' && m.content.type === 'text' ? [m.content.text] : [],
      );
    };
    await line.until((m) => m.type === 'presentation' && isText(m.content, left.at(-1)), from);
    await line.until((m) => m.type === 'presentation' && isText(m.content, right.at(-1)), from);
    expect(read('SN0001').slice(-10)).toEqual(left);
    expect(read('SN0005')).toEqual(right);
    await bus.unplug('hidraw5');
    await line.until((m) => m.type === 'gone', from);
  });

  it('when it shows a second interface of its maker with the same ids, then only the scanner is driven', async () => {
    const from = line.heard.length;
    const vendors = Uint8Array.from(SCANNER_DESCRIPTOR);
    vendors.set([0x06, 0x8c, 0xff], 0);
    const descriptor = Buffer.concat([vendors.subarray(0, 3), SCANNER_DESCRIPTOR.subarray(2)]);
    await bus.plug('hidraw6', { ...SCANNER, serial: 'SN0001', interface: 1, descriptor });
    await bus.plug('hidraw7', { ...SCANNER, serial: 'SN0007' });
    await line.until((m) => m.type === 'reader' && m.reader.serial === 'SN0007', from);
    const ids = line.heard.flatMap((m) => (m.type === 'reader' ? [m.reader.id] : []));
    expect(ids.filter((id) => id.includes('hidraw6'))).toEqual([]);
    await bus.unplug('hidraw6');
    await bus.unplug('hidraw7');
    await line.until((m) => m.type === 'gone', from);
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

describe.skipIf(!hasFakeBus())(
  'Given a card stripe reader on the bus (skipped where umockdev is absent)',
  () => {
    let bus: Awaited<ReturnType<typeof startOverFakeBus>>;
    let line: ReaderLine;
    beforeAll(async () => {
      bus = await startOverFakeBus(path.resolve('dist/main/reader-host.js'));
      line = new ReaderLine(bus.program);
      await bus.plug('hidraw0', {
        vendorId: 0x1234,
        productId: 0x0007,
        product: 'Stripe reader',
        descriptor: stripeDescriptor('places'),
      });
      await line.until(
        (m) => m.type === 'reader' && m.reader.kind === 'magstripe' && m.reader.state === 'live',
      );
    });
    afterAll(() => bus.close());

    const swipe = (track2: string) => {
      const report = new Uint8Array(231);
      report.set([7, 0, track2.length]);
      report.set(Buffer.from(track2), 84);
      return report;
    };

    it('when a key card is swiped, then its stripe is presented', async () => {
      await bus.send('hidraw0', [swipe(';0042=180=17?')]);
      expect(await line.until((m) => m.type === 'presentation')).toMatchObject({
        content: { type: 'text', text: ';0042=180=17?' },
      });
    });

    it('when a payment card is swiped, then that it was one is all that leaves the host', async () => {
      await bus.send('hidraw0', [swipe(';4111111111111111=27011010000?')]);
      await line.until((m) => m.type === 'presentation' && m.content.type === 'withheld');
      expect(JSON.stringify(line.heard)).not.toContain('411111');
    });
  },
);
