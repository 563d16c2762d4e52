import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import {
  SLOTS,
  type SmartCardService,
  hasSmartCardService,
  smartCardService,
} from '../support/pcsc/smart-card-service';
import { PASSPORT, VirtualCard } from '../support/pcsc/virtual-card';
import { Counter } from './counter';

const [FIRST, SECOND] = SLOTS.map((name) => `pcsc:${name}`);

/**
 * The whole app: the reader host as a utilityProcess with the package `smartcard`, at the real PC/SC service with a
 * virtual reader of two slots.
 */
describe.skipIf(!hasSmartCardService())(
  'Given smart card readers at the real app (skipped where pcscd, vpcd or namespaces are absent)',
  () => {
    let service: SmartCardService;
    let terminal: RunningTerminal;
    let counter: Counter;
    let laid: VirtualCard[] = [];
    beforeAll(async () => {
      service = smartCardService();
      terminal = await launchTerminal({ env: service.variables });
      counter = new Counter(terminal.page);
      await counter.ready();
    });
    afterEach(async () => {
      for (const card of laid) card.pull();
      laid = [];
      await service.empty();
    });
    afterAll(async () => {
      await terminal[Symbol.asyncDispose]();
      await service.close();
    });

    const reader = async (id: string | undefined) =>
      (await counter.call('state.read', {})).readers.find((candidate) => candidate.id === id);
    const state = (id: string | undefined, wanted: string) =>
      counter.until(async () => (await reader(id))?.state === wanted);
    const lay = async (slot: 0 | 1) => {
      const card = new VirtualCard({ files: { [PASSPORT]: {} } });
      laid.push(card);
      await service.insert(slot, card);
      return card;
    };

    it('when the service does not run, then the readers page says so and what to do', async () => {
      await state('transport:PC/SC', 'gone');
      expect(await reader('transport:PC/SC')).toMatchObject({
        kind: 'smart-card',
        adviceCode: 'smart-card-service',
      });
    });

    it('when the service starts and a passport is laid down, then the counter asks for what opens it', async () => {
      await service.up();
      await state(FIRST, 'live');
      await lay(0);
      await terminal.page.getByRole('heading', { name: 'Document on the reader' }).waitFor();
      await counter.until(async () => (await reader(FIRST))?.reads === 1);
      expect(await reader(FIRST)).toMatchObject({ kind: 'smart-card', driver: 'pcsc', errors: 0 });
    });

    it('when the service dies and starts again, then its readers come back by themselves', async () => {
      await service.down();
      await counter.until(async () => (await reader(FIRST)) === undefined);
      await service.up();
      await state(SECOND, 'live');
    });

    it('when working with one reader crashes the reader host three times, then that one is set aside and the other is live', async () => {
      for (let crash = 1; crash <= 3; crash += 1) {
        await state(FIRST, 'live');
        const card = await lay(0);
        await card.asked(1);
        const before = await hostId();
        process.kill(before, 'SIGSEGV');
        await counter.until(async () => (await hostId()) !== before);
        card.pull();
        await service.empty();
      }
      await state(FIRST, 'set-aside');
      await state(SECOND, 'live');
      expect(await reader(FIRST)).toMatchObject({ adviceCode: 'set-aside' });
      const reads = (await reader(SECOND))?.reads ?? 0;
      await lay(1);
      await counter.until(async () => ((await reader(SECOND))?.reads ?? 0) > reads);
    });

    it('when all that is done, then no window has complained', async () => {
      expect(await terminal.problems()).toEqual([]);
    });

    /** The process that a fault in a driver would end. */
    async function hostId(): Promise<number> {
      const id = await terminal.app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Vestibule reader host')?.pid,
      );
      if (id === undefined) throw new Error('The reader host does not run.');
      return id;
    }
  },
);
