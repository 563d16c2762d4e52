import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TEST_CODE } from '../../shared/framing/test-code';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { pressCapsLock, pressUsKeys, setKeyboard } from '../support/us-keys';
import { Counter, withoutPortrait } from './counter';

/** Real key events of the X server, by the places of the keys, as a scanner set to a US keyboard sends them. */
describe('Given the page that teaches a scanner', () => {
  let terminal: RunningTerminal;
  let counter: Counter;
  beforeAll(async () => {
    await setKeyboard('us');
    terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
    counter = new Counter(terminal.page);
    await counter.ready();
    await terminal.page.getByRole('button', { name: 'Set up' }).click();
  });
  afterEach(async () => {
    await setKeyboard('us');
    await terminal.page.keyboard.press('Escape');
  });
  afterAll(async () => {
    await terminal[Symbol.asyncDispose]();
  });

  const open = () => terminal.page.getByRole('button', { name: 'Test a reader or teach a scanner' }).click();
  const says = (words: string) => terminal.page.getByText(words).first().waitFor();
  /** Scans until that is said: a busy machine may hold the keys up in the middle of a code, for longer than a scanner pauses. */
  const scan = (words: string, code = TEST_CODE, suffix: 'Enter' | 'Tab' | 'none' = 'Enter') =>
    counter.until(async () => {
      await pressUsKeys(code, suffix);
      await terminal.page.getByText(words).first().waitFor({ timeout: 2_000 });
      return true;
    });

  it('when the computer has a US keyboard too, then the layout is right, and suffix and speed are told', async () => {
    await open();
    await scan('The keyboard layout is right.');
    await says('It ends each code with Enter.');
    await terminal.page.getByText(/\d+ ms between two characters\./).waitFor();
    await says(TEST_CODE);
  });

  it.each([
    ['de', 'German'],
    ['fr', 'French'],
    ['es', 'Spanish'],
    ['it', 'Italian'],
  ])('when the computer has the keyboard %s, then it is named: %s', async (layout, name) => {
    await setKeyboard(layout);
    await open();
    await scan(`This scanner types for a US keyboard. The computer has a ${name} one.`);
    await says(`scan the code for the keyboard country: ${name}`);
  });

  it('when Caps Lock is on, then that is said', async () => {
    await open();
    await pressCapsLock();
    await scan('Caps Lock is on').finally(pressCapsLock);
  });

  it('when it ends codes with Tab or with nothing, then that is said', async () => {
    await open();
    await scan('It ends each code with Tab.', TEST_CODE, 'Tab');
    await scan('It ends codes with no key.', TEST_CODE, 'none');
  });

  it('when it types a code that is no test code, then what it says is hidden and nothing is judged', async () => {
    const before = (await counter.call('state.read', {})).journal.entries;
    await open();
    await scan('What it says is hidden', 'SOMEBODYS-OWN-CODE');
    expect(await terminal.page.getByText('SOMEBODYS-OWN-CODE').count()).toBe(0);
    expect((await counter.call('state.read', {})).journal.entries).toBe(before);
  });

  it('when a reader that is driven directly reads the test code, then it says that no layout can be wrong', async () => {
    await open();
    const sample = await counter.sample(withoutPortrait);
    await counter.call('training.present', { id: sample.id });
    await says('What it says is hidden');
    await says('Looks like');
    expect(await terminal.page.locator('[data-outcome="verified"]').count()).toBe(0);
  });

  it('when it types a prefix and that is saved, then it is known, and only what begins with it is a scan', async () => {
    await open();
    await scan('Save the prefix', `~#${TEST_CODE}`);
    await terminal.page.getByRole('button', { name: 'Save the prefix' }).click();
    await says('The prefix is known.');
    expect((await counter.call('settings.read', {})).scannerPrefix).toBe('~#');
    await scan('Forget the prefix');
    await terminal.page.keyboard.press('Escape');
    await pressUsKeys('~#QWERTZ-NO-CODE');
    expect(await counter.outcome()).toBe('refused');
    await terminal.page.keyboard.press('Escape');
    await counter.call('settings.write', { scannerPrefix: '' });
  });
});
