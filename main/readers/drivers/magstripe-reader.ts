import type { Driver } from '../driver';
import { magstripeFraming } from '../framing/magstripe';
import { magstripeLayout } from '../framing/magstripe-layout';
import { runFraming } from '../run-framing';
import { STRIPE_VENDORS } from '../stripe-vendors';
import type { DeviceInfo, OpenDevice } from '../transport';

const STRIPE_PAGE = 0x8e;
const VENDOR_PAGE = 0xff00;

/** Drives magnetic stripe readers in HID mode: those of the HID page 8E, and the two usual makers' own. */
export const magstripeReader: Driver = {
  name: 'magstripe',
  kind: 'magstripe',
  recognises: (device) => device.speaks === 'hid' && (hasStripePage(device) || isOfStripeVendor(device)),
  async start(device, info, sink) {
    const layout = hasStripePage(info) && device.descriptor ? magstripeLayout(device.descriptor) : undefined;
    return runFraming(wipingReports(device), sink, magstripeFraming(layout));
  },
};

const hasStripePage = ({ usagePage }: DeviceInfo) => usagePage === STRIPE_PAGE;
const isOfStripeVendor = ({ vendorId, usagePage }: DeviceInfo) =>
  STRIPE_VENDORS.includes(vendorId) && usagePage === VENDOR_PAGE;

/** What a swipe held does not stay in memory: it may have been a payment card. */
function wipingReports(device: OpenDevice): OpenDevice {
  return {
    ...device,
    onReport: (listener) =>
      device.onReport((report) => {
        listener(report);
        report.fill(0);
      }),
  };
}
