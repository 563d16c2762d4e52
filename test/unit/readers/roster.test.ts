import { describe, expect, it, vi } from 'vitest';
import { hidPosScanner } from '../../../main/readers/drivers/hid-pos-scanner';
import type { FromReaderHost } from '../../../main/readers/host-contract';
import { Roster } from '../../../main/readers/roster';
import { scanReports } from '../../../main/readers/simulated';
import type { DeviceInfo, OpenDevice, Transport } from '../../../main/readers/transport';
import { VestibuleError } from '../../../shared/domain/error';

const AT = new Date('2026-03-01T08:00:00Z');

/** A bus whose devices a test plugs, feeds and pulls. */
class FakeBus implements Transport {
  readonly name = 'hid';
  readonly devices = new Map<string, DeviceInfo>();
  readonly opens: string[] = [];
  readonly features: string[] = [];
  closed = 0;
  refuse: VestibuleError | null = null;
  /** Rejects the openings that are under way. */
  slow: Promise<never> | null = null;
  broken: VestibuleError | null = null;
  #reports = new Map<string, (report: Uint8Array) => void>();
  #gone = new Map<string, (error: VestibuleError) => void>();

  plug(change: Partial<DeviceInfo> = {}): void {
    const path = change.path ?? '/dev/hidraw0';
    this.devices.set(path, {
      id: `hid:${path}`,
      path,
      speaks: 'hid',
      vendorId: 0x05e0,
      productId: 0x1900,
      product: 'Scanner',
      serial: 'S1',
      usagePage: 0x8c,
      usage: 2,
      simulated: false,
      ...change,
    });
  }

  send(report: Uint8Array, path = '/dev/hidraw0'): void {
    this.#reports.get(path)?.(report);
  }

  pull(path = '/dev/hidraw0'): void {
    this.devices.delete(path);
    this.#gone.get(path)?.(new VestibuleError('reader-gone', 'gone'));
  }

  async list(): Promise<DeviceInfo[]> {
    if (this.broken) throw this.broken;
    return [...this.devices.values()];
  }

  async open({ path }: DeviceInfo): Promise<OpenDevice> {
    this.opens.push(path);
    if (this.slow) await this.slow;
    if (this.refuse) throw this.refuse;
    return {
      onReport: (listener) => void this.#reports.set(path, listener),
      onGone: (listener) => void this.#gone.set(path, listener),
      write: async () => undefined,
      sendFeature: async (report) => void this.features.push(Buffer.from(report).toString('hex')),
      close: async () => void (this.closed += 1),
    };
  }
}

function watched() {
  const bus = new FakeBus();
  const told: FromReaderHost[] = [];
  const roster = new Roster({
    transports: [bus],
    drivers: [hidPosScanner],
    tell: (message) => void told.push(message),
    now: () => AT,
  });
  const states = () => told.flatMap((m) => (m.type === 'reader' ? [m.reader.state] : [m.type]));
  const scan = async () => {
    await roster.scan();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { bus, told, roster, scan, states };
}

describe('Given the roster of readers', () => {
  it('when a scanner is plugged in, then it is opened once and reads', async () => {
    const { bus, told, roster, scan, states } = watched();
    bus.plug();
    await scan();
    await scan();
    expect(bus.opens).toEqual(['/dev/hidraw0']);
    expect(states()).toEqual(['opening', 'live']);
    for (const report of scanReports('EID1-4F7K')) bus.send(report);
    expect(told[2]).toMatchObject({
      type: 'presentation',
      reader: 'hid:/dev/hidraw0',
      content: { type: 'text', text: 'EID1-4F7K' },
      symbology: ']Q1',
    });
    expect(roster.readers()).toMatchObject([
      {
        name: 'Scanner',
        kind: 'hid-pos',
        driver: 'hid-pos',
        reads: 1,
        errors: 0,
        lastReadAt: AT.toISOString(),
      },
    ]);
    await roster.stop();
    expect(bus.closed).toBe(1);
  });

  it('when it is pulled in the middle of a code, then the half is said, and the reader is gone', async () => {
    const { bus, told, scan, states } = watched();
    bus.plug();
    await scan();
    bus.send(scanReports('x'.repeat(100))[0] ?? new Uint8Array(0));
    bus.pull();
    await scan();
    expect(told).toContainEqual({ type: 'problem', reader: 'hid:/dev/hidraw0', code: 'read-incomplete' });
    expect(states().slice(-2)).toEqual(['gone', 'gone']);
    expect(told.at(-1)).toEqual({ type: 'gone', id: 'hid:/dev/hidraw0' });
  });

  it('when it is pulled while it is being opened, then it is gone, and a late failure does not list it again', async () => {
    const { bus, told, scan } = watched();
    let fail: (error: VestibuleError) => void = () => undefined;
    bus.slow = new Promise((_, reject) => (fail = reject));
    bus.plug();
    await scan();
    bus.pull();
    await scan();
    fail(new VestibuleError('reader-gone', 'gone'));
    await scan();
    expect(told.at(-1)).toEqual({ type: 'gone', id: 'hid:/dev/hidraw0' });
  });

  it('when it is plugged in again, then it reads again and no half is left over', async () => {
    const { bus, told, scan } = watched();
    bus.plug();
    await scan();
    bus.send(scanReports('x'.repeat(100))[0] ?? new Uint8Array(0));
    bus.pull();
    await scan();
    bus.plug();
    await scan();
    for (const report of scanReports('again')) bus.send(report);
    const texts = told.flatMap((m) =>
      m.type === 'presentation' && m.content.type === 'text' ? [m.content.text] : [],
    );
    expect(texts).toEqual(['again']);
  });

  it('when a report claims too much, then the problem is told and counted', async () => {
    const { bus, told, roster, scan } = watched();
    bus.plug();
    await scan();
    bus.send(Uint8Array.of(2, 250, 0x5d, 0x51, 0x31));
    expect(told.some((m) => m.type === 'problem' && m.code === 'frame-invalid')).toBe(true);
    expect(roster.readers()[0]?.errors).toBe(1);
  });

  it('when this user may not open it, then it says so with the udev rule, and waits before it tries again', async () => {
    const { bus, roster, scan, states } = watched();
    bus.refuse = new VestibuleError('reader-permission', 'no');
    bus.plug();
    await scan();
    await scan();
    expect(bus.opens).toHaveLength(1);
    expect(states()).toEqual(['opening', 'no-permission']);
    if (process.platform === 'linux')
      expect(roster.readers()[0]?.advice).toContain('ATTRS{idVendor}=="05e0"');
  });

  it('when opening fails, then it is tried again after one second, then two, then four', async () => {
    const clock = vi.spyOn(performance, 'now');
    const { bus, scan } = watched();
    bus.refuse = new VestibuleError('reader-failed', 'busy');
    bus.plug();
    const triedAt: number[] = [];
    for (let at = 0; at <= 16_000; at += 500) {
      clock.mockReturnValue(at);
      const before = bus.opens.length;
      await scan();
      if (bus.opens.length > before) triedAt.push(at);
    }
    clock.mockRestore();
    expect(triedAt).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  });

  it('when a scanner shows two interfaces, then only the POS one is opened', async () => {
    const { bus, scan } = watched();
    bus.plug({ path: '/dev/hidraw0', usagePage: 0xff8c });
    bus.plug({ path: '/dev/hidraw1' });
    await scan();
    expect(bus.opens).toEqual(['/dev/hidraw1']);
  });

  it('when a Honeywell scanner is opened, then it is woken', async () => {
    const { bus, scan } = watched();
    bus.plug({ vendorId: 0x0c2e });
    await scan();
    expect(bus.features).toEqual(['fe01']);
  });

  it('when a scanner is in keyboard mode, then it is listed with advice and never opened', async () => {
    const { bus, roster, scan, told } = watched();
    bus.plug({ vendorId: 0x1eab, usagePage: 1, usage: 6 });
    await scan();
    await scan();
    expect(bus.opens).toEqual([]);
    expect(roster.readers()).toMatchObject([{ kind: 'keyboard', state: 'live' }]);
    expect(roster.readers()[0]?.advice).toContain('USB HID POS');
    expect(told).toHaveLength(1);
    bus.devices.clear();
    await scan();
    expect(told.at(-1)).toMatchObject({ type: 'gone' });
  });

  it('when the native driver does not work, then that is listed, and no longer once it does', async () => {
    const { bus, roster, scan, told } = watched();
    bus.broken = new VestibuleError('reader-failed', 'The USB HID driver could not be loaded.');
    await scan();
    expect(roster.readers()).toMatchObject([
      { state: 'failing', advice: 'The USB HID driver could not be loaded.' },
    ]);
    bus.broken = null;
    await scan();
    expect(told.at(-1)).toEqual({ type: 'gone', id: 'transport:hid' });
  });

  it('when one device never answers an open, then the others are opened all the same', async () => {
    const { bus, scan, states } = watched();
    const open = bus.open.bind(bus);
    bus.open = (info) => (info.path === '/dev/hidraw0' ? new Promise(() => undefined) : open(info));
    bus.plug({ path: '/dev/hidraw0' });
    bus.plug({ path: '/dev/hidraw1' });
    await scan();
    expect(states()).toContain('live');
  });
});
