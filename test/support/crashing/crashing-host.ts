/**
 * A reader host whose devices are made up and some of whose drivers really end the process, for
 * `readers-crash.test.ts`. Its argument says which; the first message starts it, as the shell does.
 */
import { z } from 'zod';
import { openReaderHost } from '../../../main/readers/host';
import { Isolation, type ToShell } from '../../../main/readers/host-contract';
import type { Driver } from '../../../main/readers/driver';
import { hidPosScanner } from '../../../main/readers/drivers/hid-pos-scanner';
import { ReportQueue } from '../../../main/readers/report-queue';
import { scanReports } from '../../../main/readers/simulated';
import type { DeviceInfo, OpenDevice, Transport } from '../../../main/readers/transport';

const Deadly = z.record(z.string(), z.enum(['opening', 'reading', 'listing', 'throwing']));
const deadly = Deadly.parse(JSON.parse(process.argv[2] ?? '{}'));

const Order = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), isolation: Isolation }),
  z.object({ type: z.literal('plug'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('scan'), id: z.string(), text: z.string() }),
]);

let plugged: string[] = [];
const reports = new Map<string, ReportQueue>();

function infoOf(id: string): DeviceInfo {
  const ids = { vendorId: 0x05e0, productId: 0x1900, usagePage: 0x8c, usage: 2 };
  return { id, path: id, speaks: 'hid', ...ids, product: id, simulated: false };
}

/** One bus a device, so that one can be deadly when it is listed. */
function bus(name: string, carries: (id: string) => boolean): Transport {
  return {
    name,
    async list() {
      const here = plugged.filter(carries);
      if (here.some((id) => deadly[id] === 'listing')) process.abort();
      return here.map(infoOf);
    },
    async open({ id }): Promise<OpenDevice> {
      const queue = new ReportQueue();
      reports.set(id, queue);
      const deaf = async () => undefined;
      return {
        onReport: (listener) => queue.listen(listener),
        onGone: () => undefined,
        write: deaf,
        sendFeature: deaf,
        close: deaf,
      };
    },
  };
}

/** The usual driver, but for some devices it ends the process: as a fault in native code does, or by an exception. */
const scanner: Driver = {
  ...hidPosScanner,
  async start(device, info, sink) {
    const moment = deadly[info.id];
    if (moment === 'opening') process.abort();
    const end = moment === 'reading' ? () => process.abort() : moment === 'throwing' ? crash : undefined;
    const watched = end ? { ...device, onReport: () => device.onReport(end) } : device;
    return hidPosScanner.start(watched, info, sink);
  },
};

function crash(): never {
  throw new Error('a fault in a driver');
}

process.on('message', (message) => {
  const order = Order.parse(message);
  if (order.type === 'start') start(order.isolation);
  else if (order.type === 'plug') plugged = order.ids;
  else for (const report of scanReports(order.text)) reports.get(order.id)?.push(report);
});

function start(isolation: Isolation): void {
  const buses = ['left', 'right'].map((name) => bus(name, (id) => id.startsWith(name)));
  const tellShell = (toShell: ToShell) => void process.send?.({ toShell });
  const host = openReaderHost(() => process.exit(0), buses, undefined, {
    isolation,
    tellShell,
    drivers: [scanner],
  });
  host.connect({ post: (toTerminal) => void process.send?.({ toTerminal }), onMessage: () => undefined });
}
