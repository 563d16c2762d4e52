import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import type { CallName, Reply, Request } from '../../shared/contract/calls';
import type { EntryKind } from '../../shared/domain/entry';
import type { TraySample } from '../../shared/domain/sample';
import { wedgeRule } from '../../shared/framing/wedge';

const run = promisify(execFile);

/** What a person sees and does at the counter, in the words of the screens. */
export class Counter {
  constructor(readonly page: Page) {}

  /** Asks the terminal through the same bridge the screens use. Fails with the error's code. */
  async call<C extends CallName>(name: C, request: Request<C>): Promise<Reply<C>> {
    const answer = await this.page.evaluate(
      ([name, request]) => window.vestibule.call(name as CallName, request as Request<CallName>),
      [name, request] as [string, unknown],
    );
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.reply as Reply<C>;
  }

  async ready(): Promise<void> {
    await this.page.locator('[data-outcome="idle"]').waitFor();
  }

  /** The outcome on the sign, once there is one. */
  async outcome(): Promise<string | null> {
    const sign = this.page.locator('[data-outcome]:not([data-outcome="idle"])').first();
    await sign.waitFor();
    return sign.getAttribute('data-outcome');
  }

  /** Presents a sample of the tray, and answers the outcome on the sign. */
  async present(id: string): Promise<string | null> {
    await this.call('training.present', { id });
    return this.outcome();
  }

  /** A sample of the tray; `nth` among those that fit. */
  async sample(fits: (sample: TraySample) => boolean, nth = 0): Promise<TraySample> {
    const found = (await this.call('training.samples', {})).filter(fits)[nth];
    if (!found) throw new Error('The tray has no such sample.');
    return found;
  }

  /** Where the newest entries of a kind stand in the journal: the terminal also writes about readers and lists by itself. */
  async entries(kind: EntryKind): Promise<number[]> {
    const { journal } = await this.call('state.read', {});
    return (await this.call('journal.find', { search: { kind }, below: journal.entries + 1 })).positions;
  }

  /**
   * Real key events from the X server, as a scanner in keyboard mode sends them. On a busy machine the server or who
   * types waits for a processor, longer than any scanner pauses: such a code is torn, and is scanned again. It is typed
   * as fast as the server takes it, for the sooner it is over, the fewer waits fall into it.
   */
  async scanByKeys(text: string): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      const isIdle = await this.page.locator('[data-outcome="idle"]').isVisible();
      const typed = await this.page.evaluateHandle(greatestPause);
      await run('xdotool', ['type', '--delay', '0', '--clearmodifiers', `${text}\n`]);
      // A second Enter right behind the scanner's own is the scanner's too (CR LF); no person is that quick.
      await this.page.waitForTimeout(200);
      const pause = await typed.evaluate((listening) => listening.end());
      await typed.dispose();
      if (pause < wedgeRule.silence) return;
      // Half a code is refused beside an open form, and Escape would leave the form.
      if (isIdle) await this.#leaveVerdict();
    }
  }

  /** Away from what was said of half a code, if anything was. */
  async #leaveVerdict(): Promise<void> {
    const sign = this.page.locator('[data-outcome]:not([data-outcome="idle"])').first();
    const said = await sign.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (!said) return;
    await this.page.keyboard.press('Escape');
    await this.ready();
  }

  /** Two real Returns from the X server, as a person presses who is not sure of the first. */
  async returnTwice(gapMs: number): Promise<void> {
    await run('xdotool', ['key', '--delay', `${gapMs}`, 'Return', 'Return']);
  }

  /** Person matches, room: the form as it is before it is sent. */
  async fillIn(room: string): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('textbox', { name: 'Room' }).fill(room);
  }

  /** Filled in and recorded: up to the screen that says so. */
  async checkIn(room: string): Promise<void> {
    await this.fillIn(room);
    await this.page.getByRole('button', { name: 'Record check-in' }).click();
    await this.page.getByRole('heading', { name: 'Recorded' }).waitFor();
  }

  async nextGuest(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next guest' }).click();
    await this.ready();
  }

  async network(connected: boolean): Promise<void> {
    await this.call('training.network', { connected });
    await this.until(async () => (await this.call('state.read', {})).authority.online === connected);
  }

  async until(condition: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (!(await condition().catch(() => false))) {
      if (Date.now() > deadline) throw new Error('It did not happen in time.');
      await this.page.waitForTimeout(100);
    }
  }
}

/** Listens to keys from now on: to when they were let go, which is heard also where a scan is held back. In milliseconds. */
function greatestPause(): { end(): number } {
  let last: number | undefined;
  let pause = 0;
  const hear = ({ timeStamp }: KeyboardEvent) => {
    if (last !== undefined) pause = Math.max(pause, timeStamp - last);
    last = timeStamp;
  };
  window.addEventListener('keyup', hear, { capture: true });
  return {
    end: () => {
      window.removeEventListener('keyup', hear, { capture: true });
      return pause;
    },
  };
}

export const signed = (sample: TraySample) =>
  sample.format === 'claim-169' && sample.expect === 'verified' && sample.text !== undefined;
/** Short enough that a busy machine types it without a pause no scanner makes. */
export const withoutPortrait = (sample: TraySample) => signed(sample) && (sample.text ?? '').length < 800;
export const dynamic = (sample: TraySample) => sample.format === 'e-id-code' && sample.expect === 'verified';
export const card = (sample: TraySample) => sample.kind === 'card';
export const refusedAs = (reason: string) => (sample: TraySample) => sample.reason === reason;

/** A passport that no reader reads, as a clerk types it. */
export const typedPassport = {
  kind: 'passport',
  number: 'XK204771',
  familyName: 'Haddadi',
  givenName: 'Bilal',
  birthDate: '1988-03-12',
  issuingCountry: 'MAR',
} as const;
