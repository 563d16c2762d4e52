import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventMessage } from '../../shared/contract/events';
import { SCANNER_DESCRIPTOR, scanReports } from '../../main/readers/simulated';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { type FakeBus, type FakeDevice, executableOverFakeBus, hasFakeBus } from '../support/usb/fake-bus';
import { Counter, withoutPortrait } from './counter';

const SCANNER: FakeDevice = {
  vendorId: 0x05e0,
  productId: 0x1900,
  manufacturer: 'ACME',
  product: 'HID POS Scanner',
  serial: 'SN0001',
  descriptor: SCANNER_DESCRIPTOR,
};

/**
 * The whole app: the reader host as a utilityProcess with the real node-hid, over a USB bus that umockdev makes up
 * for Electron and all its processes, with Chromium's sandbox on.
 */
describe.skipIf(!hasFakeBus())(
  'Given USB scanners at the real app (skipped where umockdev is absent)',
  () => {
    const program = executableOverFakeBus(String(createRequire(import.meta.url)('electron')));
    let terminal: RunningTerminal;
    let counter: Counter;
    let bus: FakeBus;
    beforeAll(async () => {
      // The made-up bus is loaded into every process of Electron; on a busy machine a first start can be too slow.
      const start = () => launchTerminal({ executable: program.executable });
      terminal = await start().catch(start);
      counter = new Counter(terminal.page);
      bus = await program.bus();
      await counter.ready();
    }, 150_000);
    afterAll(async () => {
      await terminal[Symbol.asyncDispose]();
      await bus.close();
      program.remove();
    });

    const readers = async () => (await counter.call('state.read', {})).readers;
    const live = (serial: string) =>
      counter.until(async () => (await readers()).some((r) => r.serial === serial && r.state === 'live'));
    const reads = async (serial: string) => (await readers()).find((r) => r.serial === serial)?.reads ?? 0;

    it('when one is plugged in and reads a code, then the sign says who it is', async () => {
      await bus.plug('hidraw0', SCANNER);
      await live('SN0001');
      const sample = await counter.sample(withoutPortrait);
      await bus.send('hidraw0', scanReports(sample.text ?? ''));
      expect(await counter.outcome()).toBe('verified');
      await terminal.page.keyboard.press('Escape');
      await counter.ready();
    });

    it('when it reads the largest QR code in one burst, then the verdict comes of the whole', async () => {
      const before = await reads('SN0001');
      await bus.send('hidraw0', scanReports('Z9'.repeat(1_476)));
      await counter.until(async () => (await reads('SN0001')) === before + 1);
      expect(await counter.outcome()).toBe('refused');
      await terminal.page.keyboard.press('Escape');
      await counter.ready();
    });

    it('when two read at once, 10,000 reports in all, then not one code is lost', async () => {
      await bus.plug('hidraw1', { ...SCANNER, serial: 'SN0002' });
      await live('SN0002');
      const before = (await counter.call('state.read', {})).journal.entries;
      const codes = (name: string) =>
        Array.from({ length: 95 }, (_, at) => `${name}${at}:`.padEnd(2_953, name));
      const burst = (name: string) => codes(name).flatMap((code) => scanReports(code));
      const [left, right] = [burst('L7'), burst('R8')];
      expect(left.length + right.length).toBeGreaterThan(10_000);
      const first = await reads('SN0001');
      for (let at = 0; at < left.length; at += 530) {
        await bus.send('hidraw0', left.slice(at, at + 530));
        await bus.send('hidraw1', right.slice(at, at + 530));
      }
      await counter.until(
        async () => (await reads('SN0001')) === first + 95 && (await reads('SN0002')) === 95,
        40_000,
      );
      expect((await readers()).map(({ errors }) => errors)).toEqual((await readers()).map(() => 0));
      // Each is journalled as refused: nothing between host and journal was lost either.
      await counter.until(
        async () => (await counter.call('state.read', {})).journal.entries >= before + 190,
        40_000,
      );
    });

    it('when one is unplugged in the middle of a code, then that is said and the other reads on', async () => {
      const problems = await heardProblems();
      await terminal.page.keyboard.press('Escape');
      await bus.send('hidraw0', scanReports('x'.repeat(500)).slice(0, 4));
      await bus.unplug('hidraw0');
      await counter.until(async () => !(await readers()).some(({ serial }) => serial === 'SN0001'));
      expect(await problems.codes()).toContain('read-incomplete');
      const before = await reads('SN0002');
      await bus.send('hidraw1', scanReports('the other'));
      await counter.until(async () => (await reads('SN0002')) === before + 1);
    });

    it('when it is plugged in again, then it reads again', async () => {
      await bus.plug('hidraw2', SCANNER);
      await live('SN0001');
      await bus.send('hidraw2', scanReports('again'));
      await counter.until(async () => (await reads('SN0001')) === 1);
    });

    it('when all that is done, then no window and no process has complained', async () => {
      expect(await terminal.problems()).toEqual([]);
    });

    /** Listens in the window from now on. */
    async function heardProblems() {
      const heard = await terminal.page.evaluateHandle(() => {
        const codes: string[] = [];
        window.vestibule.listen((message: EventMessage) => {
          if (message.event === 'problem') codes.push(message.payload.code);
        });
        return codes;
      });
      return { codes: () => heard.jsonValue() };
    }
  },
);
