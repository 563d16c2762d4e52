/** Tells card readers from other devices with the same USB ids: those in doubt are asked when they are plugged in. */
import { reportOf } from '../../shared/domain/error';
import { exchangeOver } from './drivers/resident-card-reader';
import { samRequest } from './framing/sam-v';
import { isInDoubt, samLine } from './sam-line';
import type { DeviceInfo, Transport } from './transport';

/** Milliseconds: a module that is awake answers its status at once. */
const ANSWER_WITHIN = 1_000;
/** How often a device is asked: a module that was plugged in this moment is busy with itself for a second or two. */
const ATTEMPTS = 3;
/** How long a list waits for answers before it goes out without them, in milliseconds. */
const PATIENCE = 300;

/**
 * The same transport, but a device in doubt is listed only once it has answered a status request with a SAM_V frame.
 * One that this user may not open is listed too, so that somebody hears of it. The rest are asked three times, a list
 * apart, and left alone until they are plugged in anew.
 */
export function listedOnceAnswered(transport: Transport, answerWithin = ANSWER_WITHIN): Transport {
  /** What came of asking: a number is how often it was in vain. */
  const asked = new Map<string, 'asking' | 'answered' | number>();

  const ask = async (device: DeviceInfo) => {
    const before = asked.get(device.id);
    const inVain = typeof before === 'number' ? before : 0;
    asked.set(device.id, 'asking');
    const isAnswered = await answers(transport, device, answerWithin);
    if (asked.has(device.id)) asked.set(device.id, isAnswered ? 'answered' : inVain + 1);
  };
  const isDue = ({ id }: DeviceInfo) => {
    const outcome = asked.get(id) ?? 0;
    return typeof outcome === 'number' && outcome < ATTEMPTS;
  };

  return {
    name: transport.name,
    open: (device) => transport.open(device),
    async list() {
      const devices = await transport.list();
      const doubtful = devices.filter(isInDoubt);
      for (const id of asked.keys()) if (!doubtful.some((device) => device.id === id)) asked.delete(id);
      const due = doubtful.filter(isDue);
      if (due.length > 0) await atMost(PATIENCE, Promise.all(due.map(ask)));
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
