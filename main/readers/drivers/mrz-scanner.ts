import type { Driver } from '../driver';
import { mrzFraming } from '../framing/mrz-lines';
import { runFraming } from '../run-framing';

/** Drives scanners that read the machine readable zone of a passport or card and send its lines. */
export const mrzScanner: Driver = {
  name: 'mrz-lines',
  kind: 'mrz-scanner',
  recognises: (device) => device.speaks === 'mrz-lines',
  start: async (device, _info, sink) => runFraming(device, sink, mrzFraming),
};
