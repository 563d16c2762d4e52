import { openCounter, until } from '../demo/counter.mjs';

const mother = 'identity-eleni-karagianni';
const child = 'identity-danae-ferreira';
/** As docs/operators.md has it. */
const SUPERVISOR_PIN = '246802';

/**
 * Pictures of a family with a child, a typed document and a supervisor's approval, an earlier stay that is seen, the
 * guest who leaves, and the registration card. `take` writes the picture of a page under a name.
 */
export async function party(size, language, take) {
  const counter = await openCounter(size);
  try {
    await counter.call('settings.write', { language, sounds: false });
    await counter.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await counter.idle();
    await family(counter, (name) => take(counter.page, name), language);
  } finally {
    await counter.close();
  }
}

async function family({ page, call, idle }, picture, language) {
  const { keyboard } = page;
  const dialogue = page.getByRole('dialog');
  const primary = page.locator('.check-in .button.primary.big');
  const compared = page.locator('.comparing .button.primary');
  const present = async (id) => {
    await call('training.present', { id });
    await page.locator('[data-outcome]:not([data-outcome="idle"])').first().waitFor();
  };
  const form = async (room) => {
    await present(mother);
    await page.locator('.verdict .button.primary:enabled').click();
    await page.locator('.check-in input').first().fill(room);
  };
  const chooseFirst = async () => {
    await page.getByRole('option').first().waitFor();
    await keyboard.press('Enter');
    await page.getByRole('option').first().waitFor({ state: 'hidden' });
  };

  await form('512');
  await call('training.present', { id: child });
  await compared.waitFor();
  await picture('party-compare');
  await compared.click();
  await primary.click();
  await page.locator('.guardian .field-fault').first().waitFor();
  await picture('party-guardian-missing');
  await page.locator('.guardian button').nth(1).focus();
  await keyboard.press('Enter');
  await chooseFirst();
  await page.locator('.guardian input.input').last().fill('+30 690 000 4471');
  await picture('party');

  await keyboard.press('F4');
  await dialogue.waitFor();
  await dialogue.locator('button').first().focus();
  await keyboard.press('Enter');
  await chooseFirst();
  for (const [nth, text] of ['MAR', 'XK204771', 'Haddadi', 'Bilal'].entries())
    await dialogue.locator('input.input').nth(nth).fill(text);
  for (const [part, digits] of [
    ['day', '12'],
    ['month', '03'],
    ['year', '1988'],
  ]) {
    await dialogue.locator(`[role="spinbutton"][data-type="${part}"]`).nth(1).focus();
    await keyboard.type(digits, { delay: 120 });
  }
  await picture('manual-entry');
  await dialogue.locator('.button.primary').click();
  await compared.waitFor();
  await picture('party-by-hand');
  await compared.click();
  await primary.click();
  await dialogue.locator('input[type="password"]').waitFor();
  await picture('approval-by-hand');
  await dialogue.locator('input.input').first().fill('The passport has no chip');
  await dialogue.locator('input[type="password"]').fill(SUPERVISOR_PIN);
  await dialogue.locator('.button.primary').click();
  await page.locator('.entry-number').waitFor();
  await page.locator('.recorded .button.primary:enabled').waitFor();
  await picture('recorded-party');
  await keyboard.press('Escape');
  await idle();

  await form('513');
  await primary.click();
  await dialogue.locator('.button:enabled').first().waitFor();
  await picture('duplicate');
  await keyboard.press('Escape');
  await dialogue.waitFor({ state: 'hidden' });
  await keyboard.press('Escape');
  await idle();

  const spaces = page.locator('.navigation .space');
  await spaces.nth(1).click();
  await page.locator('.guest-row .room').first().click();
  await page.locator('.details-actions').waitFor();
  await picture('guest');
  await page.locator('.details-actions .button').first().click();
  await page.locator('.guest-row.left').waitFor();
  await picture('guest-checked-out');
  await spaces.first().click();
  await idle();

  const { guests } = await call('guests.page', { limit: 1 });
  await page.evaluate((query) => {
    location.hash = `#/registration-card?${query}`;
  }, `entries=${guests[0].entry}&language=${language}&size=A5`);
  await page.reload();
  await until(() => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
  await picture('registration-card');
}
