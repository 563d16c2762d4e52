import { hidPosGone, hidPosReport, hidPosTime, idleHidPos } from '../framing/hid-pos';
import { layoutFromDescriptor } from '../framing/layout-from-descriptor';
import { readReportDescriptor } from '../framing/report-descriptor';
import type { Driver } from '../driver';
import { runFraming } from '../run-framing';
import type { DeviceInfo, OpenDevice } from '../transport';

const BAR_CODE_SCANNER = { page: 0x8c, usage: 0x02 };
/** Honeywell and its Youjie brand start in a mute mode until this feature report is set. */
const ENABLE_VENDORS: readonly number[] = [0x0c2e, 0x23d0];
const ENABLE = Uint8Array.of(0xfe, 0x01);

/** Drives scanners in HID POS mode. One vendor shows two interfaces with the same ids: the usage page tells which is meant. */
export const hidPosScanner: Driver = {
  name: 'hid-pos',
  kind: 'hid-pos',
  recognises: (device) =>
    device.speaks === 'hid' &&
    device.usagePage === BAR_CODE_SCANNER.page &&
    device.usage === BAR_CODE_SCANNER.usage,
  async start(device, info, sink) {
    const layout = device.descriptor && layoutFromDescriptor(device.descriptor);
    const running = runFraming(device, sink, {
      idle: idleHidPos,
      bytes: (state, report, at) => hidPosReport(state, report, at, layout),
      time: hidPosTime,
      gone: hidPosGone,
    });
    if (wantsEnabling(device, info)) {
      // Some are awake already and refuse; whoever stays mute has at least been reported.
      await device.sendFeature(ENABLE).catch(() => sink.problem('reader-failed'));
    }
    return running;
  },
};

function wantsEnabling(device: OpenDevice, info: DeviceInfo): boolean {
  if (!ENABLE_VENDORS.includes(info.vendorId)) return false;
  return device.descriptor === undefined || readReportDescriptor(device.descriptor).features.includes(0xfe);
}
