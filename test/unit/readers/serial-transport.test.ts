import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReaderSettings } from '../../../main/readers/host-contract';
import { type SerialBinding, serialTransport } from '../../../main/readers/transports/serial';

let folder = '';
let port = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vestibule-port-'));
  port = path.join(folder, 'ttyS9');
  writeFileSync(port, '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** serialport's port as far as it is used: one that opens, or says why it does not. */
class FakePort extends EventEmitter {
  static refusal: Error | null = null;
  static last: FakePort | null = null;
  isOpen = false;
  readonly written: Buffer[] = [];
  writing: ((error?: Error) => void) | null = null;

  constructor(readonly options: object) {
    super();
    FakePort.last = this;
  }
  open(done: (error: Error | null) => void) {
    this.isOpen = FakePort.refusal === null;
    done(FakePort.refusal);
  }
  write(bytes: Buffer, done: (error?: Error) => void) {
    this.written.push(bytes);
    this.writing = done;
  }
  close(done: () => void) {
    this.isOpen = false;
    this.emit('close');
    done();
  }
  pull() {
    this.isOpen = false;
    this.emit('close', Object.assign(new Error('bad file descriptor'), { disconnected: true }));
  }
}

const transportFor = (name: string, load?: () => Promise<SerialBinding>) =>
  serialTransport(
    ReaderSettings.parse({ serialPorts: [{ port: name, reader: 'scanner' }] }),
    load ?? (async () => ({ SerialPort: FakePort as unknown as SerialBinding['SerialPort'] })),
  );

async function opened() {
  FakePort.refusal = null;
  const transport = transportFor(port);
  const [info] = await transport.list();
  if (!info) throw new Error('nothing was listed');
  const device = await transport.open(info);
  const fake = FakePort.last;
  if (!fake) throw new Error('nothing was opened');
  return { device, fake };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe.skipIf(process.platform === 'win32')('Given a serial port that the settings name', () => {
  it('when ports are listed, then it is there as long as it exists, and the driver is not loaded for that', async () => {
    const transport = transportFor(port, async () => {
      throw new Error('not now');
    });
    expect(await transport.list()).toMatchObject([
      { path: port, speaks: 'lines', product: `Serial port ${port}`, vendorId: 0, simulated: false },
    ]);
    rmSync(port);
    expect(await transport.list()).toEqual([]);
  });

  it('when it is named by a link, then it is opened by that name', async () => {
    const link = path.join(folder, 'scanner');
    symlinkSync(port, link);
    expect((await transportFor(link).list()).map((device) => device.path)).toEqual([link]);
  });

  it('when it is opened, then the line is set as it should be, and what came early is not lost', async () => {
    const { device, fake } = await opened();
    expect(fake.options).toMatchObject({
      path: port,
      baudRate: 9_600,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
    });
    fake.emit('data', Buffer.from('early'));
    const seen: string[] = [];
    device.onReport((bytes) => seen.push(Buffer.from(bytes).toString()));
    await turn();
    expect(seen).toEqual(['early']);
  });

  it('when it is pulled, then what had come is delivered before the news, once, and nothing is written any more', async () => {
    const { device, fake } = await opened();
    const seen: string[] = [];
    device.onReport(() => seen.push('bytes'));
    device.onGone((error) => seen.push(error.code));
    fake.emit('data', Buffer.from('half'));
    fake.pull();
    fake.emit('error', new Error('late'));
    expect(seen).toEqual(['bytes', 'reader-gone']);
    await expect(device.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader-gone' });
    device.onGone((error) => seen.push(`again ${error.code}`));
    expect(seen.at(-1)).toBe('again reader-gone');
  });

  it('when it is pulled while something is being written, then the writing ends', async () => {
    const { device, fake } = await opened();
    const writing = device.write(Uint8Array.of(1, 2));
    fake.pull();
    await expect(writing).rejects.toMatchObject({ code: 'reader-gone' });
  });

  it('when a write fails, then that is a typed error', async () => {
    const { device, fake } = await opened();
    const writing = device.write(Uint8Array.of(1, 2));
    fake.writing?.(new Error('EIO'));
    await expect(writing).rejects.toMatchObject({ code: 'reader-failed' });
    const again = device.write(Uint8Array.of(3));
    fake.writing?.();
    await expect(again).resolves.toBeUndefined();
    expect(fake.written.map((bytes) => [...bytes])).toEqual([[1, 2], [3]]);
  });

  it('when it is closed by us, then nobody hears that it is gone, and a second closing changes nothing', async () => {
    const { device } = await opened();
    const seen: string[] = [];
    device.onGone((error) => seen.push(error.code));
    await device.close();
    await device.close();
    expect(seen).toEqual([]);
    await expect(device.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader-failed' });
    await expect(device.sendFeature(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader-failed' });
  });

  it.each([
    ['Error: Permission denied, cannot open /dev/ttyS9', 'reader-permission'],
    ['Opening COM3: Access denied', 'reader-permission'],
    ['Error: No such file or directory, cannot open /dev/ttyS9', 'reader-gone'],
    ['Opening COM3: File not found', 'reader-gone'],
    ['Error: No such device or address, cannot open /dev/ttyS9', 'reader-gone'],
    ['Error Resource temporarily unavailable Cannot lock port', 'reader-failed'],
    ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'reader-failed'],
  ])('when it cannot be opened (%s), then the error is typed: %s', async (words, code) => {
    FakePort.refusal = new Error(words);
    const transport = transportFor(port);
    const [info] = await transport.list();
    if (!info) throw new Error('nothing was listed');
    await expect(transport.open(info)).rejects.toMatchObject({ name: 'VestibuleError', code });
  });

  it('when the driver cannot be loaded, then that is said, and the next try loads it', async () => {
    let tries = 0;
    FakePort.refusal = null;
    const transport = transportFor(port, async () => {
      tries += 1;
      if (tries === 1) throw new Error('no such binding');
      return { SerialPort: FakePort as unknown as SerialBinding['SerialPort'] };
    });
    const [info] = await transport.list();
    if (!info) throw new Error('nothing was listed');
    await expect(transport.open(info)).rejects.toMatchObject({ code: 'reader-failed' });
    await expect(transport.open(info)).resolves.toBeDefined();
  });
});
