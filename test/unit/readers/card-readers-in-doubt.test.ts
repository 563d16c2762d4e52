import { describe, expect, it, vi } from 'vitest';
import { listedOnceAnswered } from '../../../main/readers/answering-card-readers';
import { residentCardReader } from '../../../main/readers/drivers/resident-card-reader';
import type { ReadEvent } from '../../../main/readers/framing/read-event';
import { samFrame } from '../../../main/readers/framing/sam-v';
import { SimulatedSam } from '../../../main/readers/simulated';
import type { DeviceInfo, OpenDevice, Transport } from '../../../main/readers/transport';
import { VestibuleError } from '../../../shared/domain/error';
import { RESIDENT, cardRecord } from '../../support/card-record';
import { chunkedAnswer } from '../../support/chunked-answer';

const bridge: DeviceInfo = {
  id: 'serial:a',
  path: 'a',
  speaks: 'sam-v',
  inDoubt: true,
  vendorId: 0x1a86,
  productId: 0x7523,
  simulated: false,
};
const hid: DeviceInfo = {
  id: 'hid:b',
  path: 'b',
  speaks: 'hid',
  vendorId: 0x0483,
  productId: 0x572b,
  usagePage: 0xff00,
  simulated: false,
};
const keyboard: DeviceInfo = { ...hid, id: 'hid:c', path: 'c', usagePage: 0x01, usage: 0x06 };

/** Devices that answer what a test says. */
class FakePorts implements Transport {
  readonly name = 'fake';
  devices: DeviceInfo[] = [];
  answer: (request: Uint8Array) => Uint8Array[] = () => [];
  refuse: VestibuleError | null = null;
  opened: string[] = [];
  closed = 0;

  async list() {
    return this.devices;
  }
  async open({ id }: DeviceInfo): Promise<OpenDevice> {
    this.opened.push(id);
    if (this.refuse) throw this.refuse;
    let listener: (bytes: Uint8Array) => void = () => undefined;
    return {
      onReport: (heard) => {
        listener = heard;
      },
      onGone: () => undefined,
      write: async (request) => {
        for (const piece of this.answer(request)) setImmediate(() => listener(piece));
      },
      sendFeature: async () => undefined,
      close: async () => void (this.closed += 1),
    };
  }
}

const status = samFrame(Uint8Array.of(0, 0, 0x90));

describe('Given a device that is perhaps a card reader', () => {
  const asked = (devices: DeviceInfo[], answer: FakePorts['answer'] = () => []) => {
    const ports = new FakePorts();
    ports.devices = devices;
    ports.answer = answer;
    return { ports, transport: listedOnceAnswered(ports, 20) };
  };
  const idsOf = async (transport: Transport) => (await transport.list()).map(({ id }) => id);

  it('when it answers the status request, then it is listed, and was let go before', async () => {
    const { ports, transport } = asked([bridge], () => [status]);
    expect(await idsOf(transport)).toEqual([bridge.id]);
    expect(await idsOf(transport)).toEqual([bridge.id]);
    expect([ports.opened, ports.closed]).toEqual([[bridge.id], 1]);
  });

  it('when it says nothing, or nonsense, then it is asked three times and left alone', async () => {
    for (const answer of [[], [Uint8Array.of(1, 2, 3)]]) {
      const { ports, transport } = asked([bridge], () => answer);
      for (let look = 0; look < 5; look++) expect(await idsOf(transport)).toEqual([]);
      expect([ports.opened, ports.closed]).toEqual([Array.from({ length: 3 }, () => bridge.id), 3]);
    }
  });

  it('when it is busy with itself at first, then it is listed once it answers', async () => {
    const { ports, transport } = asked([bridge]);
    expect(await idsOf(transport)).toEqual([]);
    ports.answer = () => [status];
    expect(await idsOf(transport)).toEqual([bridge.id]);
  });

  it('when it is pulled and plugged in again, then it is asked again', async () => {
    const { ports, transport } = asked([bridge]);
    for (let look = 0; look < 3; look++) await transport.list();
    ports.devices = [];
    await transport.list();
    ports.devices = [bridge];
    ports.answer = () => [status];
    expect(await idsOf(transport)).toEqual([bridge.id]);
  });

  it('when this user may not open it, then it is listed, so that somebody hears of it', async () => {
    const { ports, transport } = asked([bridge]);
    ports.refuse = new VestibuleError('reader-permission', 'no');
    expect(await idsOf(transport)).toEqual([bridge.id]);
  });

  it('when another program holds it, then it is left alone', async () => {
    const { ports, transport } = asked([bridge]);
    ports.refuse = new VestibuleError('reader-failed', 'locked');
    expect(await idsOf(transport)).toEqual([]);
  });

  it('when it is vendor HID, then it is asked in its own wrapping; a keyboard with the same ids is not', async () => {
    const requests: string[] = [];
    const { ports, transport } = asked([hid, keyboard], (request) => {
      requests.push(Buffer.from(request).toString('hex', 0, 14));
      return chunkedAnswer(status);
    });
    expect(await idsOf(transport)).toEqual([hid.id, keyboard.id]);
    expect(requests).toEqual(['000c0034aaaaaa9669000311ffed']);
    expect(ports.opened).toEqual([hid.id]);
    expect(residentCardReader.recognises(hid)).toBe(true);
    expect(residentCardReader.recognises(keyboard)).toBe(false);
  });

  it('when there is no doubt, then nothing is asked', async () => {
    const certain = { ...bridge, inDoubt: undefined };
    const { ports, transport } = asked([certain]);
    expect(await idsOf(transport)).toEqual([bridge.id]);
    expect(ports.opened).toEqual([]);
  });
});

describe('Given a card reader on vendor HID', () => {
  it('when a card is laid down, then its record comes through the wrapping whole', async () => {
    const sam = new SimulatedSam(true);
    const textBase64 = cardRecord(RESIDENT).toString('base64');
    const photoBase64 = Buffer.alloc(1_024, 9).toString('base64');
    const samId = '05.03-20150101-0001096475-0348652165';
    sam.lay({ textBase64, photoBase64, samId });
    const ports = new FakePorts();
    ports.answer = (report) => chunkedAnswer(Buffer.concat(sam.answer(report.slice(4, 14))));
    const events: ReadEvent[] = [];
    const running = await residentCardReader.start(await ports.open(hid), hid, {
      read: (event) => void events.push(event),
      problem: (code) => void events.push({ type: 'problem', code }),
      chip: () => undefined,
    });
    await vi.waitFor(() => expect(events).not.toEqual([]), 20_000);
    running.stop();
    expect(events).toEqual([
      { type: 'presentation', content: { type: 'resident-card', textBase64, photoBase64, samId } },
    ]);
  });
});
