import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  SLOTS,
  type SmartCardService,
  hasSmartCardService,
  smartCardService,
} from '../support/pcsc/smart-card-service';
import { CONTACT_ATR, PASSPORT, VirtualCard, status } from '../support/pcsc/virtual-card';
import { ReaderLine } from '../support/reader-line';

const HOST = path.resolve('dist/main/reader-host.js');
const passport = { [PASSPORT]: {} };
const SELECT_PASSPORT = Buffer.from(`00a4040c07${PASSPORT}`, 'hex');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const [FIRST, SECOND] = SLOTS.map((name) => `pcsc:${name}`);

/** The built reader host as a process of its own, at the real PC/SC service with a virtual reader of two slots. */
describe.skipIf(!hasSmartCardService())(
  'Given the reader host and smart card readers (skipped where pcscd, vpcd or namespaces are absent)',
  () => {
    let service: SmartCardService;
    let host: ChildProcess;
    let line: ReaderLine;
    let laid: VirtualCard[] = [];
    beforeAll(() => {
      service = smartCardService();
      host = fork(HOST, {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, ...service.variables },
      });
      line = new ReaderLine(host);
    });
    afterEach(async () => {
      for (const card of laid) card.pull();
      laid = [];
      await service.empty();
    });
    afterAll(async () => {
      host.kill('SIGKILL');
      await service.close();
    });

    const lay = async (slot: 0 | 1, card: VirtualCard) => {
      laid.push(card);
      await service.insert(slot, card);
    };
    const state = (id: string | undefined, wanted: string, from: number) =>
      line.until((m) => m.type === 'reader' && m.reader.id === id && m.reader.state === wanted, from);
    const problem = (id: string | undefined, from: number) =>
      line.until((m) => m.type === 'problem' && m.reader === id, from);
    /** The chip that is announced on a reader. */
    const chipOn = async (id: string | undefined, from: number) => {
      const found = await line.until((m) => m.type === 'chip' && m.reader === id, from);
      return found.type === 'chip' ? found.chip : '';
    };
    const chips = (from: number) =>
      line.heard.slice(from).flatMap((m) => (m.type === 'chip' ? [m.reader] : []));
    const send = (chip: string, exchange: number, other: object = {}) => {
      const commandBase64 = base64(SELECT_PASSPORT);
      line.say({ type: 'transmit', chip, exchange, commandBase64, within: 5_000, ...other });
    };
    /** What comes back for one command to a chip. */
    const answered = async (chip: string, exchange: number, other: object = {}) => {
      send(chip, exchange, other);
      return answerTo(chip, exchange);
    };
    const answerTo = async (chip: string, exchange: number) => {
      const answer = await line.until(
        (m) => m.type === 'chip-answer' && m.chip === chip && m.exchange === exchange,
      );
      return answer.type === 'chip-answer' ? answer.outcome : undefined;
    };
    const codes = (from: number) =>
      line.heard.slice(from).flatMap((m) => (m.type === 'problem' ? [m.code] : []));

    it('when the service does not run, then the readers page says what to do, and calls it no fault', async () => {
      expect(await line.until((m) => m.type === 'reader' && m.reader.kind === 'smart-card')).toMatchObject({
        reader: {
          name: 'PC/SC readers',
          state: 'gone',
          adviceCode: 'smart-card-service',
          advice: expect.stringContaining('pcscd'),
        },
      });
    });

    it('when the service starts, then each slot is a live reader and the advice is gone', async () => {
      const from = line.heard.length;
      await service.up();
      await state(FIRST, 'live', from);
      expect(await state(SECOND, 'live', from)).toMatchObject({
        reader: { kind: 'smart-card', name: 'Virtual PCD 00 01', driver: 'pcsc', reads: 0, errors: 0 },
      });
      await line.until((m) => m.type === 'gone' && m.id === 'transport:PC/SC', from);
    });

    it('when a passport is laid down, then its chip is announced, once; when it is lifted, then it is gone', async () => {
      const from = line.heard.length;
      const card = new VirtualCard({ files: passport });
      await lay(0, card);
      const chip = await chipOn(FIRST, from);
      await line.until((m) => m.type === 'reader' && m.reader.id === FIRST && m.reader.reads === 1, from);
      await looks(5);
      expect(chips(from)).toEqual([FIRST]);
      card.pull();
      await line.until((m) => m.type === 'chip-gone' && m.chip === chip, from);
      expect(codes(from)).toEqual([]);
    });

    it('when the terminal sends it commands, then each is answered once, also after the card was given back', async () => {
      const from = line.heard.length;
      await lay(0, new VirtualCard({ files: passport }));
      const chip = await chipOn(FIRST, from);
      expect(await answered(chip, 1)).toEqual({ answerBase64: base64(status(0x9000)) });
      line.say({ type: 'release-chip', chip });
      expect(await answered(chip, 2)).toEqual({ answerBase64: base64(status(0x9000)) });
      expect(await answered(chip, 3, { commandBase64: base64(Uint8Array.of(0, 0xa4)) })).toEqual({
        code: 'bad-request',
      });
    });

    it('when it is pulled in the middle of an exchange, then the answer is card-gone, and so it is afterwards', async () => {
      const from = line.heard.length;
      const card = new VirtualCard({ files: passport });
      await lay(0, card);
      const chip = await chipOn(FIRST, from);
      card.mute = true;
      send(chip, 1);
      await card.asked(2);
      expect(await answered(chip, 2)).toEqual({ code: 'bad-request' });
      card.pull();
      expect(await answerTo(chip, 1)).toEqual({ code: 'card-gone' });
      expect(await answered(chip, 3)).toEqual({ code: 'card-gone' });
    });

    it('when the chip does not answer in time, then that is said', async () => {
      const from = line.heard.length;
      const card = new VirtualCard({ files: passport });
      await lay(0, card);
      const chip = await chipOn(FIRST, from);
      card.mute = true;
      expect(await answered(chip, 1, { within: 300 })).toEqual({ code: 'card-silent' });
    });

    it('when the chip wants PACE before it shows anything, then it is a chip all the same', async () => {
      const from = line.heard.length;
      const own = ({ ins, p1 }: { ins: number; p1: number }) =>
        ins === 0xa4 && p1 === 4 ? status(0x6982) : undefined;
      await lay(1, new VirtualCard({ own }));
      await chipOn(SECOND, from);
      const cardAccess = new VirtualCard({ files: { '': { '011c': Uint8Array.of(1) } } });
      const next = line.heard.length;
      await lay(0, cardAccess);
      await chipOn(FIRST, next);
    });

    it('when a bank card is put in, then it is said that it is no identity document', async () => {
      const from = line.heard.length;
      await lay(1, new VirtualCard({ atr: CONTACT_ATR, files: { a0000000041010: {} } }));
      expect(await problem(SECOND, from)).toMatchObject({ code: 'card-unknown' });
    });

    it('when a passport slips and is back at once, then it is examined again and nobody is troubled', async () => {
      const from = line.heard.length;
      const slow = new VirtualCard({ files: passport, delay: 500 });
      await lay(0, slow);
      await slow.asked(1);
      slow.pull();
      await lay(0, new VirtualCard({ files: passport }));
      await chipOn(FIRST, from);
      expect(codes(from)).toEqual([]);
    });

    it('when a passport is taken away too soon, then that is said', async () => {
      const from = line.heard.length;
      const slow = new VirtualCard({ files: passport, delay: 500 });
      await lay(0, slow);
      await slow.asked(1);
      slow.pull();
      expect(await problem(FIRST, from)).toMatchObject({ code: 'card-gone' });
    });

    it('when a card does not answer, then the other slot and the other readers go on meanwhile', async () => {
      const from = line.heard.length;
      const silent = new VirtualCard({ files: passport });
      silent.mute = true;
      await lay(0, silent);
      await silent.asked(1);
      await lay(1, new VirtualCard({ files: passport }));
      line.say({ type: 'simulate', sample: { kind: 'code', text: 'meanwhile' } });
      await chipOn(SECOND, from);
      await line.until((m) => m.type === 'presentation', from);
      expect(line.texts()).toContain('meanwhile');
      expect(await problem(FIRST, from)).toMatchObject({ code: 'card-silent' });
    });

    it('when the service is killed and starts again, then its readers are gone and come back by themselves', async () => {
      const from = line.heard.length;
      await service.down();
      await line.until((m) => m.type === 'gone' && m.id === FIRST, from);
      await line.until((m) => m.type === 'reader' && m.reader.adviceCode === 'smart-card-service', from);
      const next = line.heard.length;
      await service.up();
      await state(FIRST, 'live', next);
      await lay(0, new VirtualCard({ files: passport }));
      await chipOn(FIRST, next);
    });

    it('when it is asked to end while a card does not answer, then it ends all the same', async () => {
      const silent = new VirtualCard({ files: passport });
      silent.mute = true;
      await lay(1, silent);
      await silent.asked(1);
      const ended = once(host, 'exit');
      line.say({ type: 'shutdown' });
      await ended;
    });
  },
);

/** As long as the host takes for so many looks at its cards. */
const looks = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 200));
