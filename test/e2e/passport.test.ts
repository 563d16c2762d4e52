import { mkdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PassportOptions } from '../../main/training/passport/passport';
import { commandBytes } from '../../shared/framing/apdu';
import { makeState } from '../../main/training/passport/sample-state';
import { CAN, LINES, makePassport } from '../support/emrtd/sample';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import {
  SLOTS,
  type SmartCardService,
  hasSmartCardService,
  smartCardService,
} from '../support/pcsc/smart-card-service';
import { VirtualCard } from '../support/pcsc/virtual-card';
import { Counter } from './counter';

const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });
const languages = ['en', 'zh-CN', 'es', 'it', 'ar'] as const;

/** The chip of a passport at the counter, in the real app. */
describe('Given the sample passport of the training room', () => {
  let terminal: RunningTerminal;
  let counter: Counter;
  beforeAll(async () => {
    terminal = await launchTerminal();
    counter = new Counter(terminal.page);
    await counter.ready();
    await counter.until(async () =>
      (await counter.call('state.read', {})).readers.some(
        ({ id, state }) => id === 'simulated-document-reader' && state === 'live',
      ),
    );
  });
  afterAll(() => terminal[Symbol.asyncDispose]());

  const present = (id: string) => counter.call('training.present', { id });
  const heading = (name: string) => terminal.page.getByRole('heading', { name }).waitFor();
  const lines = async () => (await counter.sample(({ id }) => id === 'passport-lines')).text ?? '';

  it('when its lines are scanned and it is laid down, then the chip vouches for it, portrait and all, and the guest is checked in', async () => {
    await present('passport-lines');
    expect(await counter.outcome()).toBe('check-by-eye');
    await terminal.page.getByText('Lay the document on the smart card reader, and its chip').waitFor();
    await present('passport');
    await terminal.page.locator('[data-outcome="verified"]').waitFor();
    await heading('Halvorsen, Liv Marie');
    await terminal.page.getByText('Sample Passport Office of Utopia').waitFor();
    for (const check of ['Chip is the original', 'Printed lines match the chip', 'Chip’s contents as signed'])
      await terminal.page.getByText(check).waitFor();
    // JPEG 2000, which the window decodes by itself.
    await terminal.page.locator('img.portrait').waitFor();
    await counter.checkIn('204');
    await counter.nextGuest();
  });

  it.each([
    [1280, 800],
    [1920, 1080],
  ])(
    'when the chip vouched for it at %i×%i, then in every language nothing of what was checked is covered by what can be done, and its number reads from left to right',
    async (width, height) => {
      const { app, page } = terminal;
      const window = await app.browserWindow(page);
      await window.evaluate((native, size) => native.setContentBounds({ x: 0, y: 0, ...size }), {
        width,
        height,
      });
      await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, {
        width,
        height,
      });
      await present('passport-lines');
      await counter.outcome();
      await present('passport');
      await page.locator('[data-outcome="verified"]').waitFor();
      for (const language of languages) {
        await counter.call('settings.write', { language });
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
        await page.screenshot({ path: `${pictures}/verdict-chip-${language}-${width}.png` });
        const bar = await page.locator('.verdict .actions').boundingBox();
        const covered = await page
          .locator('.verdict .checks li')
          .evaluateAll(
            (lines, top) =>
              lines
                .filter((line) => line.getBoundingClientRect().bottom > top)
                .map((line) => line.textContent),
            bar?.y ?? 0,
          );
        expect(covered, language).toEqual([]);
        const [masked, last] = await page.locator('.number bdi').evaluate(placesOfEnds);
        expect(masked, language).toBeLessThan(last);
      }
      await counter.call('settings.write', { language: 'en' });
      await page.keyboard.press('Escape');
      await counter.ready();
    },
  );

  it('when it lies there first, then its lines are asked for, and scanning them by keyboard starts the reading', async () => {
    await present('passport');
    await heading('Document on the reader');
    await counter.scanByKeys(await lines());
    await terminal.page.locator('[data-outcome="verified"]').waitFor();
    await terminal.page.keyboard.press('Escape');
    await counter.ready();
  });

  it('when its number and dates are typed, then their check digits are shown to compare, and it opens', async () => {
    const { page } = terminal;
    await page.keyboard.press('F8');
    await heading('Open a chip');
    await page.getByRole('textbox', { name: 'Document number' }).fill('X4R81K307');
    await page.locator('.chip-digit output').first().getByText('7').waitFor();
    await typeDay('Date of birth', '11022002');
    await typeDay('Date of expiry', '04092034');
    await page.getByRole('button', { name: 'Open the chip' }).click();
    await heading('Lay it on the reader');
    await present('passport');
    await page.locator('[data-outcome="verified"]').waitFor();
    await page.keyboard.press('Escape');
    await counter.ready();
  });

  it('when its portrait was exchanged, then it is refused, and comparing by eye is not offered', async () => {
    await present('passport-lines');
    expect(await counter.outcome()).toBe('check-by-eye');
    await present('passport-altered');
    await terminal.page.locator('[data-outcome="refused"]').waitFor();
    await terminal.page.getByText('bad-signature').waitFor();
    expect(await terminal.page.getByRole('button', { name: 'Check by eye instead' }).count()).toBe(0);
    await terminal.page.keyboard.press('Escape');
    await counter.ready();
  });

  it('when a wrong access number is typed, then another is asked for and the document stays where it is', async () => {
    const { page } = terminal;
    await present('passport');
    await heading('Document on the reader');
    await page.getByText('Access number', { exact: true }).click();
    const number = page.getByRole('textbox', { name: 'Access number (CAN)' });
    await number.fill('318427');
    await number.press('Enter');
    await page.getByText('The chip does not open with these lines or this number.').waitFor();
    await page.getByText('Access number', { exact: true }).click();
    await number.fill('318426');
    await number.press('Enter');
    await page.locator('[data-outcome="verified"]').waitFor();
    await page.keyboard.press('Escape');
    await counter.ready();
  });

  it('when the clerk cancels, then the desk is ready and the document is left alone', async () => {
    await present('passport');
    await heading('Document on the reader');
    await terminal.page.keyboard.press('Escape');
    await counter.ready();
    expect(await counter.call('chip.read', {})).toEqual({ step: 'none' });
  });

  it('when all that is done, then no window has complained', async () => {
    expect(await terminal.problems()).toEqual([]);
  });

  async function typeDay(label: string, digits: string): Promise<void> {
    const group = terminal.page.getByRole('group', { name: label });
    await group.getByRole('spinbutton').first().click();
    await terminal.page.keyboard.type(digits, { delay: 120 });
  }
});

describe.skipIf(!hasSmartCardService())(
  'Given a passport of a state that nobody here knows, at the real smart card service (skipped where pcscd, vpcd or namespaces are absent)',
  () => {
    let service: SmartCardService;
    let terminal: RunningTerminal;
    let counter: Counter;
    let laid: VirtualCard[] = [];
    beforeAll(async () => {
      service = smartCardService();
      await service.up();
      terminal = await launchTerminal({ env: service.variables });
      counter = new Counter(terminal.page);
      await counter.ready();
      await counter.until(async () =>
        (await counter.call('state.read', {})).readers.some(
          ({ id, state }) => id === `pcsc:${SLOTS[0]}` && state === 'live',
        ),
      );
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

    const lay = async (options: PassportOptions = {}, delay = 0) => {
      const { chip } = makePassport(options);
      const card = new VirtualCard({ delay, own: (command) => chip.answer(commandBytes(command)) });
      laid.push(card);
      await service.insert(0, card);
      return card;
    };
    const scan = () => counter.call('present', { reader: 'keyboard', text: LINES });
    const heading = (name: string) => terminal.page.getByRole('heading', { name }).waitFor();
    const explicit = { curve: 'brainpoolP384r1', explicit: true } as const;

    it('when its keys are on Brainpool curves with their parameters written out, then chip and signature hold in Electron too, nobody vouches for the state, and it may be compared by eye', async () => {
      await lay({
        pace: { suite: 'aes-256', curve: 17 },
        state: makeState({ kind: explicit }),
        signer: { kind: explicit },
      });
      await heading('Document on the reader');
      await scan();
      await terminal.page.locator('[data-outcome="refused"]').waitFor();
      await terminal.page.getByText('untrusted-issuer').waitFor();
      await counter.until(async () => (await terminal.page.locator('.checks .failed').count()) === 1);
      await terminal.page.getByRole('button', { name: 'Check by eye instead' }).click();
      await terminal.page.locator('[data-outcome="check-by-eye"]').waitFor();
      // It took the place of another verdict, so the primary action rests a moment.
      await terminal.page.locator('.button.primary:not([disabled])').waitFor();
      await counter.checkIn('118');
      await counter.nextGuest();
    });

    it('when it is pulled while it is read, then it is asked for again, and read when it is back', async () => {
      const slow = await lay({}, 15);
      await heading('Document on the reader');
      await counter.call('chip.open', { can: CAN }).catch(() => undefined);
      await heading('Chip not read');
      await scan();
      await heading('Reading the chip');
      await slow.asked(40);
      slow.pull();
      await heading('Lay it on the reader');
      await terminal.page.getByText('The card was taken away too soon.').waitFor();
      await service.empty();
      await lay();
      await terminal.page.locator('[data-outcome="refused"]').waitFor();
      await terminal.page.keyboard.press('Escape');
      await counter.ready();
    });

    it('when it is called off in the middle, then the desk is ready and nothing is journalled', async () => {
      await lay({}, 15);
      await heading('Document on the reader');
      const [judged, refused] = [await counter.entries('verdict'), await counter.entries('refusal')];
      await counter.call('chip.open', {
        documentNumber: 'C01X0006H',
        birthDate: '1992-03-08',
        expiryDate: '2032-07-01',
      });
      await heading('Reading the chip');
      await terminal.page.keyboard.press('Escape');
      await counter.ready();
      expect(await counter.entries('verdict')).toEqual(judged);
      expect(await counter.entries('refusal')).toEqual(refused);
    });
  },
);

/** How far from the left side the first and the last character of a text stand. */
function placesOfEnds(element: Element): [number, number] {
  const text = element.firstChild;
  const length = text?.nodeValue?.length ?? 0;
  const place = (at: number) => {
    const range = document.createRange();
    if (text) range.setStart(text, at);
    if (text) range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return [place(0), place(length - 1)];
}
