/** A SAM_V byte stream over whatever carries it: a serial line as it is, vendor HID reports unwrapped. */
import { chunkReport, chunkedMessage, idleChunks } from './framing/vendor-hid-chunks';
import type { DeviceInfo, OpenDevice } from './transport';

/** What a dialogue with a security module needs of a device. */
export type SamLine = Pick<OpenDevice, 'onReport' | 'onGone' | 'write'>;

/** Vendor and product of card readers that wrap SAM_V in HID reports. The maker's general ids: other devices have them too. */
export const CHUNKED: readonly (readonly [vendorId: number, productId: number])[] = [[0x0483, 0x572b]];

/** Whether a device carries SAM_V, if it is the card reader that it may be. */
export function carriesSam(device: DeviceInfo): boolean {
  return device.speaks === 'sam-v' || isChunked(device);
}

/** Whether it has to answer like a card reader before it is taken for one. */
export function isInDoubt(device: DeviceInfo): boolean {
  return device.inDoubt === true || isChunked(device);
}

export function samLine(device: OpenDevice, info: DeviceInfo): SamLine {
  if (!isChunked(info)) return device;
  let state = idleChunks;
  return {
    onReport(listener) {
      device.onReport((report) => {
        const step = chunkReport(state, report);
        state = step.state;
        if (step.bytes.length > 0) listener(step.bytes);
      });
    },
    onGone: (listener) => device.onGone(listener),
    async write(message) {
      for (const report of chunkedMessage(message)) await device.write(report);
    },
  };
}

/** Vendor-defined pages alone: a keyboard with these ids is none. */
function isChunked({ speaks, vendorId, productId, usagePage = 0 }: DeviceInfo): boolean {
  const isKnown = CHUNKED.some(([vendor, product]) => vendor === vendorId && product === productId);
  return speaks === 'hid' && isKnown && usagePage >= 0xff00;
}
