import { openCounter } from '../demo/counter.mjs';

/** As docs/operators.md has it. */
const PINS = { supervisor: '246802', installer: '975310' };

/** The dialogues that the other tours do not open, and the sheet of sample codes. `take` is called where a screen stands. */
export async function dialogues(size, language, take) {
  const counter = await openCounter(size, [
    '--training',
    '--use-fake-device-for-media-stream=device-count=2',
  ]);
  const { page, call, idle } = counter;
  const spaces = page.locator('.navigation .space');
  const dialogue = page.getByRole('dialog');
  const shown = async (name) => {
    await dialogue.waitFor();
    await take(page, name);
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'detached' });
  };
  const setUp = (nth) =>
    page.getByRole('radiogroup').first().getByRole('radio').nth(nth).click({ force: true });
  try {
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await idle();
    await call('sign-in', { operator: 'supervisor', pin: PINS.supervisor });
    await page.keyboard.press('F6');
    await page.waitForFunction(() => document.querySelector('video')?.videoWidth > 0);
    await shown('picture-cameras');
    // As on a machine without any.
    await page.evaluate(() => {
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
    });
    await page.keyboard.press('F6');
    await dialogue.locator('.finding').waitFor();
    await shown('picture');

    const [sample] = (await call('training.samples')).filter(
      ({ format, expect }) => format === 'claim-169' && expect === 'verified',
    );
    await call('training.present', { id: sample.id });
    await page.locator('.verdict .button.primary:enabled').click();
    await page.locator('.check-in input').first().fill('412');
    await page.keyboard.press('Enter');
    const another = page.locator('.recorded .button.primary + .button');
    await another.click();
    await shown('void');
    await another.click();
    await dialogue.locator('input').fill('412 → 413');
    await page.keyboard.press('Enter');
    await page.locator('.entry-number.voided').waitFor();
    await take(page, 'voided');
    await page.keyboard.press('Escape');
    await idle();

    await spaces.nth(3).click();
    await page.locator('.journal-acts .button').nth(1).click();
    await shown('journal-export');
    await page.locator('.entry-row button').first().click();
    await page.locator('.entry-acts .button').last().click();
    await shown('journal-receipt');

    await spaces.nth(4).click();
    await page.locator('.set-up-page .actions .button').click();
    await shown('reader-test');
    await setUp(3);
    await page.locator('.preference .button').first().click();
    await shown('own-pin');
    await page.locator('.operators > .button').click();
    await shown('operator');
    await setUp(8);
    await page.locator('.actions .button').last().click();
    await shown('leave-training');
    await call('sign-in', { operator: 'installer', pin: PINS.installer });
    await setUp(5);
    await page.locator('.handoff form .button').click();
    await page.locator('.handoff-token').waitFor();
    await take(page, 'set-up-handoff-token');

    await page.evaluate(() => {
      location.hash = '#/sample-sheet';
    });
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
    await take(page, 'sample-sheet');
  } finally {
    await counter.close();
  }
}
