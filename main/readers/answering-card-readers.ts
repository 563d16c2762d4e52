/** Tells card readers from other devices with the same USB ids: those in doubt are asked, once while they are plugged in. */
import { reportOf } from '../../shared/domain/error';
import { exchangeOver } from './drivers/resident-card-reader';
import { samRequest } from './framing/sam-v';
import { isInDoubt, samLine } from './sam-line';
import type { DeviceInfo, Transport } from './transport';

/** Milliseconds: a module that is awake answers its status at once. */
const ANSWER_WITHIN = 1_000;
/** How long a list waits for answers before it goes out without them, in milliseconds. */
const PATIENCE = 300;

/**
 * The same transport, but a device in doubt is listed only once it has answered a status request with a SAM_V frame.
 * One that this user may not open is listed too, so that somebody hears of it. The rest are left alone until they
 * are plugged in anew.
 */
export function listedOnceAnswered(transport: Transport, answerWithin = ANSWER_WITHIN): Transport {
  const asked = new Map<string, 'asking' | 'answered' | 'silent'>();

  const ask = async (device: DeviceInfo) => {
    asked.set(device.id, 'asking');
    asked.set(device.id, (await answers(transport, device, answerWithin)) ? 'answered' : 'silent');
  };

  return {
    name: transport.name,
    open: (device) => transport.open(device),
    async list() {
      const devices = await transport.list();
      const doubtful = devices.filter(isInDoubt);
      for (const id of asked.keys()) if (!doubtful.some((device) => device.id === id)) asked.delete(id);
      const unasked = doubtful.filter(({ id }) => !asked.has(id));
      if (unasked.length > 0) await atMost(PATIENCE, Promise.all(unasked.map(ask)));
      return devices.filter((device) => !isInDoubt(device) || asked.get(device.id) === 'answered');
    },
  };
}

async function answers(transport: Transport, device: DeviceInfo, within: number): Promise<boolean> {
  try {
    const open = await transport.open(device);
    try {
      await exchangeOver(samLine(open, device), within)(samRequest.status);
      return true;
    } finally {
      await open.close();
    }
  } catch (thrown) {
    return reportOf(thrown).code === 'reader-permission';
  }
}

function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
