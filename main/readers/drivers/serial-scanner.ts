import type { Driver } from '../driver';
import { lineFraming } from '../framing/lines';
import { runFraming } from '../run-framing';

/** Drives scanners that send codes line by line. */
export const serialScanner: Driver = {
  name: 'lines',
  kind: 'serial-scanner',
  recognises: (device) => device.speaks === 'lines',
  start: async (device, _info, sink) => runFraming(device, sink, lineFraming),
};
