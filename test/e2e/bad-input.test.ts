import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter, refusedAs, withoutPortrait } from './counter';

describe('bad input gets its own clear answer', () => {
  let terminal: RunningTerminal;
  let counter: Counter;
  beforeAll(async () => {
    terminal = await launchTerminal();
    counter = new Counter(terminal.page);
    await counter.ready();
  });
  afterAll(async () => {
    await terminal[Symbol.asyncDispose]();
  });

  it.each([
    ['expired', 'It has expired.'],
    ['bad-signature', 'The signature is wrong'],
    ['untrusted-issuer', 'Its issuer is not on the trust list.'],
    ['clock-wrong', 'The clock of this machine cannot be right.'],
    ['payment-code', 'This is a payment code or card.'],
  ])('Given a code that is %s, when it is presented, then the sign says: %s', async (reason, words) => {
    const sample = await counter.sample(refusedAs(reason));
    expect(await counter.present(sample.id)).toBe('refused');
    await terminal.page.getByText(words).first().waitFor();
    await clear();
  });

  it('Given garbage, when a scanner types it, then it is refused as no identity code', async () => {
    await counter.scanByKeys('asdf;lkj-qwer?poiu!zxcv');
    expect(await counter.outcome()).toBe('refused');
    await terminal.page.getByText('This is not an identity code.').first().waitFor();
    await clear();
  });

  it('Given a shell that is busy for half a second in the middle of a code, when a scanner types it, then it is read whole', async () => {
    const sample = await counter.sample(withoutPortrait);
    await terminal.page.evaluate(() => {
      let keys = 0;
      const count = () => (document.documentElement.dataset['keysHeard'] = String((keys += 1)));
      window.addEventListener('keyup', count, { capture: true });
    });
    const typed = counter.scanByKeys(sample.text ?? '');
    await terminal.page.waitForFunction(() => Number(document.documentElement.dataset['keysHeard']) > 100);
    await terminal.app.evaluate(() => {
      const until = Date.now() + 500;
      while (Date.now() < until);
    });
    await typed;
    expect(await counter.outcome()).toBe('verified');
    await clear();
  });

  it('Given 10 MB on the clipboard, when they are pasted, then they are refused as too large and the window lives', async () => {
    await terminal.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'A'.repeat(10_000_000));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    expect(await counter.outcome()).toBe('refused');
    await terminal.page.getByText('It holds more than any identity code can.').first().waitFor();
    await clear();
  });

  it('Given all of that, when the journal is read, then each refusal is in it and no claims are', async () => {
    const { journal } = await counter.call('state.read', {});
    expect(journal.entries).toBeGreaterThanOrEqual(7);
    const { guests } = await counter.call('guests.page', {});
    expect(guests).toEqual([]);
  });

  async function clear(): Promise<void> {
    await terminal.page.keyboard.press('Escape');
    await counter.ready();
  }
});
