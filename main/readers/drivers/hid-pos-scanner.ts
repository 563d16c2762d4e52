import { type HidPosStep, hidPosGone, hidPosReport, hidPosTime, idleHidPos } from '../framing/hid-pos';
import { layoutFromDescriptor } from '../framing/layout-from-descriptor';
import { readReportDescriptor } from '../framing/report-descriptor';
import type { Driver, ReadSink } from '../driver';
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
    const framing = frameReports(device, sink);
    if (wantsEnabling(device, info)) {
      // Some are awake already and refuse; whoever stays mute has at least been reported.
      await device.sendFeature(ENABLE).catch(() => sink.problem('reader-failed'));
    }
    return framing;
  },
};

function wantsEnabling(device: OpenDevice, info: DeviceInfo): boolean {
  if (!ENABLE_VENDORS.includes(info.vendorId)) return false;
  return device.descriptor === undefined || readReportDescriptor(device.descriptor).features.includes(0xfe);
}

/** Everything a device sends goes through the pure framing; a timer stands in for the report that does not come. */
function frameReports(device: OpenDevice, sink: ReadSink) {
  const layout = device.descriptor && layoutFromDescriptor(device.descriptor);
  let state = idleHidPos;
  let firstAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const obey = (step: HidPosStep, at: number) => {
    state = step.state;
    for (const event of step.events) {
      if (event.type === 'presentation') sink.read(event, Math.round((at - (firstAt ?? at)) * 1000));
      else sink.problem(event.code);
    }
    if (state.message === null) firstAt = null;
    clearTimeout(timer);
    if (step.deadline !== undefined) timer = setTimeout(expire, step.deadline - performance.now() + 1);
  };
  const expire = () => obey(hidPosTime(state, performance.now()), performance.now());

  device.onReport((report) => {
    const at = performance.now();
    firstAt ??= at;
    obey(hidPosReport(state, report, at, layout), at);
  });
  return {
    stop() {
      obey(hidPosGone(state), performance.now());
      clearTimeout(timer);
    },
  };
}
