import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SimulatedSam } from '../../main/readers/simulated';
import { RESIDENT, cardRecord } from '../support/card-record';
import { chunkedAnswer } from '../support/chunked-answer';
import { ReaderLine } from '../support/reader-line';
import { type FakeDevice, hasFakeBus, startOverFakeBus } from '../support/usb/fake-bus';

/** Vendor page FF00, 64 bytes in and 64 out, no report id. */
const VENDOR_HID = Uint8Array.from(
  Buffer.from('0600ff0901a101150026ff007508954009028102954009039102c0', 'hex'),
);

const READER: FakeDevice = {
  vendorId: 0x0483,
  productId: 0x572b,
  manufacturer: 'ACME',
  product: 'ID card reader',
  serial: 'C1',
  descriptor: VENDOR_HID,
};
const CARD = {
  textBase64: cardRecord(RESIDENT).toString('base64'),
  photoBase64: Buffer.alloc(1_024, 5).toString('base64'),
  samId: '05.03-20150101-0001096475-0348652165',
};

/** The real reader host with the real node-hid, over a USB device that umockdev makes up. */
describe.skipIf(!hasFakeBus())('Given a card reader on vendor HID (skipped where umockdev is absent)', () => {
  let bus: Awaited<ReturnType<typeof startOverFakeBus>>;
  let line: ReaderLine;
  let requests = 0;

  /** The reader is plugged in; its firmware takes each request out of its report and answers in parts, until `stop`. */
  const plugged = async (node: string, answerTo: (request: Uint8Array) => Uint8Array[], product?: string) => {
    const stopping = new AbortController();
    requests = 0;
    await bus.plug(node, { ...READER, ...(product && { product }) });
    const answerAll = async () => {
      for (const written of (await bus.sent(node)).slice(requests)) {
        requests += 1;
        const report = Buffer.from(written.split(' ')[1] ?? '', 'hex');
        expect(report).toHaveLength(65);
        await bus.send(node, answerTo(report.subarray(4, 14)));
      }
    };
    const firmware = (async () => {
      while (!stopping.signal.aborted) {
        await answerAll();
        await sleep(5);
      }
    })();
    return {
      async stop() {
        stopping.abort();
        await firmware;
      },
    };
  };
  const moduleWith = (card: typeof CARD) => {
    const sam = new SimulatedSam(true);
    sam.lay(card);
    return (request: Uint8Array) => chunkedAnswer(Buffer.concat(sam.answer(request)));
  };

  beforeAll(async () => {
    bus = await startOverFakeBus(path.resolve('dist/main/reader-host.js'));
    line = new ReaderLine(bus.program);
  });
  afterAll(() => bus.close());

  it('when it answers the status request, then it is live and reads a card whole', async () => {
    const reader = await plugged('hidraw0', moduleWith(CARD));
    await line.until((m) => m.type === 'reader' && m.reader.state === 'live');
    const read = await line.until((m) => m.type === 'presentation');
    expect(read).toMatchObject({ content: { type: 'resident-card', ...CARD } });
    expect(line.heard).toContainEqual(
      expect.objectContaining({
        type: 'reader',
        reader: expect.objectContaining({ kind: 'resident-card', name: 'ID card reader', driver: 'sam-v' }),
      }),
    );
    await reader.stop();
    const from = line.heard.length;
    await bus.unplug('hidraw0');
    await line.until((m) => m.type === 'gone', from);
  });

  it('when it is pulled in the middle of a card record, then nothing is presented, and it reads when it is back', async () => {
    const from = line.heard.length;
    const answerTo = moduleWith(CARD);
    let halfAnswered = false;
    const reader = await plugged('hidraw1', (request) => {
      const reports = answerTo(request);
      if (reports.length < 20) return reports;
      halfAnswered = true;
      return reports.slice(0, 9);
    });
    await vi.waitFor(() => expect(halfAnswered).toBe(true), { timeout: 20_000 });
    await reader.stop();
    await bus.unplug('hidraw1');
    await line.until((m) => m.type === 'gone', from);
    expect(line.heard.slice(from).filter((m) => m.type === 'presentation')).toEqual([]);
    const back = await plugged('hidraw2', moduleWith(CARD));
    await line.until((m) => m.type === 'presentation', from);
    await back.stop();
    await bus.unplug('hidraw2');
    await line.until((m) => m.type === 'gone' && m.id.includes('hidraw2'), from);
  });

  it('when another device with the same ids does not answer, then it is asked three times and never listed', async () => {
    const from = line.heard.length;
    const other = await plugged('hidraw3', () => [], 'Something else');
    await vi.waitFor(() => expect(requests).toBe(3), { timeout: 20_000 });
    // Time for two more looks at what is plugged in.
    await sleep(2_500);
    expect(requests).toBe(3);
    expect(line.heard.slice(from)).toEqual([]);
    await other.stop();
  });
});
