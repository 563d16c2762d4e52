import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commandBytes, readAnswer } from '../../shared/framing/apdu';
import type { CardChannel } from '../../main/readers/pcsc/card-channel';
import type { CardReader } from '../../main/readers/transport';
import { pcscTransport } from '../../main/readers/transports/pcsc';
import {
  SLOTS,
  type SmartCardService,
  hasSmartCardService,
  smartCardService,
} from '../support/pcsc/smart-card-service';
import { CONTACT_ATR, CONTACTLESS_ATR, PASSPORT, VirtualCard } from '../support/pcsc/virtual-card';

const DG2 = randomBytes(6_000);
const FILES = { [PASSPORT]: { '0102': DG2 }, '': { '0102': DG2 } };
const selectPassport = commandBytes({
  cla: 0,
  ins: 0xa4,
  p1: 4,
  p2: 0x0c,
  data: Buffer.from(PASSPORT, 'hex'),
});
const selectFile = commandBytes({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: Uint8Array.of(1, 2) });
const readBinary = (offset: number, expects: number) =>
  commandBytes({ cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expects });

/** The real pcscd, the real package `smartcard`, a virtual reader of two slots. */
describe.skipIf(!hasSmartCardService())(
  'Given smart card readers at the real PC/SC service (skipped where pcscd, vpcd or namespaces are absent)',
  () => {
    const transport = pcscTransport();
    let service: SmartCardService;
    const slots: Slot[] = [];
    beforeAll(async () => {
      service = smartCardService();
      Object.assign(process.env, service.variables);
      await service.up();
      for (const device of await transport.list()) slots.push(new Slot(await transport.open(device)));
    });
    afterEach(async () => {
      for (const slot of slots) await slot.empty();
    });
    afterAll(async () => {
      for (const { reader } of slots) await reader.close();
      await service.close();
    });

    /** Lays the card down and waits for its channel. */
    const lay = async (slot: 0 | 1, card: VirtualCard): Promise<CardChannel> => {
      await service.insert(slot, card);
      return at(slots, slot).next(card);
    };

    it('when they are listed, then each slot is a reader under its own name', async () => {
      expect(await transport.list()).toMatchObject([
        { id: `pcsc:${SLOTS[0]}`, product: 'Virtual PCD', speaks: 'apdu' },
        { id: `pcsc:${SLOTS[1]}`, product: 'Virtual PCD 00 01', speaks: 'apdu' },
      ]);
    });

    it('when a card over the air is laid down, then it is announced and answers', async () => {
      const channel = await lay(0, new VirtualCard({ files: FILES }));
      expect(channel.contactless).toBe(true);
      expect(Buffer.from(channel.atr)).toEqual(CONTACTLESS_ATR);
      expect(await statusOf(channel, selectPassport)).toBe(0x9000);
      expect(await statusOf(channel, commandBytes({ cla: 0, ins: 0x84, p1: 0, p2: 0, expects: 8 }))).toBe(
        0x6d00,
      );
    });

    it('when a file of six kilobytes is read in short parts, then it comes whole', async () => {
      const channel = await lay(0, new VirtualCard({ files: FILES }));
      expect(await readFile(channel, 0xdf)).toEqual(DG2);
    });

    it('when it is read in one extended exchange, then it comes whole', async () => {
      const channel = await lay(0, new VirtualCard({ files: FILES }));
      expect(await readFile(channel, 65_536)).toEqual(DG2);
    });

    it('when the card hands its answer out in portions (61xx), then they come as one answer', async () => {
      const card = new VirtualCard({ files: FILES, portion: 200 });
      const channel = await lay(0, card);
      expect(await readFile(channel, 65_536)).toEqual(DG2);
      expect(card.commands.filter((apdu) => apdu.startsWith('00c00000'))).toHaveLength(29);
    });

    it('when the card wants the exact length (6Cxx), then it is asked again with that', async () => {
      const short = { [PASSPORT]: { '0102': DG2.subarray(0, 100) } };
      const card = new VirtualCard({ files: short, exact: true });
      const channel = await lay(0, card);
      await channel.transmit(selectPassport);
      await channel.transmit(selectFile);
      const { data, status } = readAnswer(await channel.transmit(readBinary(0, 256)));
      expect([Buffer.from(data), status]).toEqual([DG2.subarray(0, 100), 0x9000]);
      expect(card.commands.slice(-2)).toEqual(['00b0000000', '00b0000064']);
    });

    it('when a contact card speaks T=0 alone, then data and expected length never go together', async () => {
      const card = new VirtualCard({ atr: CONTACT_ATR, files: FILES });
      const channel = await lay(0, card);
      expect(channel.contactless).toBe(false);
      const withLength = commandBytes({
        cla: 0,
        ins: 0xa4,
        p1: 4,
        p2: 0,
        data: Buffer.from(PASSPORT, 'hex'),
        expects: 256,
      });
      expect(await statusOf(channel, withLength)).toBe(0x9000);
      expect(card.commands).toEqual([`00a4040007${PASSPORT}`]);
    });

    it('when the card is pulled in the middle of an answer, then that fails as card-gone and the next card works', async () => {
      const slow = new VirtualCard({ files: FILES, delay: 400 });
      const channel = await lay(0, slow);
      let gone = 0;
      channel.onGone(() => (gone += 1));
      const answer = channel.transmit(selectPassport);
      await slow.asked(1);
      slow.pull();
      await expect(answer).rejects.toMatchObject({ code: 'card-gone' });
      await expect(channel.transmit(selectPassport)).rejects.toMatchObject({ code: 'card-gone' });
      const again = await lay(0, new VirtualCard({ files: FILES }));
      expect(gone).toBe(1);
      expect(await readFile(again, 0xdf)).toEqual(DG2);
    });

    it('when a card does not answer, then that is told after a while, and the other slot works meanwhile', async () => {
      const silent = new VirtualCard({ files: FILES });
      silent.mute = true;
      const stuck = await lay(0, silent);
      const answer = stuck.transmit(selectPassport, 1_500);
      await silent.asked(1);
      const other = await lay(1, new VirtualCard({ files: FILES }));
      expect(await readFile(other, 0xdf)).toEqual(DG2);
      expect(transport.busy?.()).toBe(true);
      await expect(answer).rejects.toMatchObject({ code: 'card-silent' });
      await expect(stuck.transmit(selectPassport, 100)).rejects.toMatchObject({ code: 'card-silent' });
      expect(await readFile(other, 0xdf)).toEqual(DG2);
    });

    it('when the silent card was taken off, then the slot reads the next one', async () => {
      const channel = await lay(0, new VirtualCard({ files: FILES }));
      expect(await readFile(channel, 0xdf)).toEqual(DG2);
    });

    it('when cards lie on both slots, then both are read at the same time', async () => {
      const cards = [
        new VirtualCard({ files: FILES, delay: 2 }),
        new VirtualCard({ files: FILES, delay: 2 }),
      ] as const;
      const channels = [await lay(0, cards[0]), await lay(1, cards[1])] as const;
      const [one, other] = await Promise.all(channels.map((channel) => readFile(channel, 0xdf)));
      expect([one, other]).toEqual([DG2, DG2]);
    });

    it('when another program holds the card, then that is told; once it lets go, the card can be used', async () => {
      const { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_LEAVE_CARD } = await import('smartcard');
      const SCARD_SHARE_SHARED = 2;
      const channel = await lay(0, new VirtualCard({ files: FILES }));
      const context = new Context();
      const theirs = await at(context.listReaders(), 0).connect(
        SCARD_SHARE_SHARED,
        SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
      );
      await expect(channel.transmit(selectPassport)).rejects.toMatchObject({ code: 'card-in-use' });
      theirs.disconnect(SCARD_LEAVE_CARD);
      context.close();
      expect(await statusOf(channel, selectPassport)).toBe(0x9000);
    });

    it('when we hold the card, then no other program gets in between; when it is released, another one does, and then we again', async () => {
      const { Context, SCARD_PROTOCOL_T1, SCARD_LEAVE_CARD } = await import('smartcard');
      const card = new VirtualCard({ files: FILES });
      const channel = await lay(0, card);
      await channel.transmit(selectPassport);
      const context = new Context();
      const connect = () => at(context.listReaders(), 0).connect(2, SCARD_PROTOCOL_T1);
      await expect(connect()).rejects.toThrow(/sharing/i);
      const resets = card.resets;
      await channel.release('leave');
      const theirs = await connect();
      theirs.disconnect(SCARD_LEAVE_CARD);
      context.close();
      expect(await statusOf(channel, selectPassport)).toBe(0x9000);
      // A card hears of a reset before the next command.
      expect(card.resets).toBe(resets);
    });

    it('when a session with the chip ends, then the card is reset: nothing that was selected or opened stays', async () => {
      const card = new VirtualCard({ files: FILES });
      const channel = await lay(0, card);
      await channel.transmit(selectPassport);
      expect(card.resets).toBe(0);
      await channel.release('reset');
      await card.wasReset();
    });

    it('when what is sent is no command, then it is refused before the card sees it', async () => {
      const card = new VirtualCard({ files: FILES });
      const channel = await lay(0, card);
      await expect(channel.transmit(Uint8Array.of(0, 0xa4))).rejects.toThrow(RangeError);
      expect(card.commands).toEqual([]);
    });

    it('when the service dies, then every reader is gone; when it runs again, they are listed and read', async () => {
      const lost = slots.map(
        ({ reader }) => new Promise((resolve) => reader.onGone(({ code }) => resolve(code))),
      );
      const held = await lay(0, new VirtualCard({ files: FILES, delay: 1_000 }));
      const answer = held.transmit(selectPassport);
      await service.down();
      await expect(answer).rejects.toMatchObject({ code: expect.stringMatching(/^(card|reader)-gone$/) });
      expect(await Promise.all(lost)).toEqual(['reader-gone', 'reader-gone']);
      await expect(transport.list()).rejects.toMatchObject({ adviceCode: 'smart-card-service' });
      await service.up();
      const devices = await listed(2);
      slots.splice(0, 2);
      for (const device of devices) slots.push(new Slot(await transport.open(device)));
      const channel = await lay(1, new VirtualCard({ files: FILES }));
      expect(await readFile(channel, 0xdf)).toEqual(DG2);
    });

    /** The service answers before it has started its drivers. */
    async function listed(count: number) {
      for (;;) {
        const devices = await transport.list();
        if (devices.length === count) return devices;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  },
);

/** One slot as a test sees it: the card that is in it, and the channels that were announced. */
class Slot {
  readonly #channels: CardChannel[] = [];
  #card: VirtualCard | null = null;
  #channel: CardChannel | null = null;
  #wake: () => void = () => undefined;

  constructor(readonly reader: CardReader) {
    reader.onCard((channel) => {
      this.#channels.push(channel);
      this.#wake();
    });
  }

  async next(card: VirtualCard): Promise<CardChannel> {
    this.#card = card;
    for (;;) {
      const channel = this.#channels.shift();
      if (channel) return (this.#channel = channel);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Pulls what is in it, and waits until the service has seen that. */
  async empty(): Promise<void> {
    const channel = this.#channel;
    this.#card?.pull();
    this.#card = null;
    this.#channel = null;
    if (channel) await new Promise<void>((resolve) => channel.onGone(resolve));
  }
}

const statusOf = async (channel: CardChannel, apdu: Uint8Array) =>
  readAnswer(await channel.transmit(apdu)).status;

async function readFile(channel: CardChannel, part: number): Promise<Buffer> {
  expect(await statusOf(channel, selectPassport)).toBe(0x9000);
  expect(await statusOf(channel, selectFile)).toBe(0x9000);
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < DG2.length;) {
    const { data, status } = readAnswer(await channel.transmit(readBinary(offset, part)));
    expect(status).toBe(0x9000);
    parts.push(data);
    offset += data.length;
  }
  return Buffer.concat(parts);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no ${index}.`);
  return item;
}
