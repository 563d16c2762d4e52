import { openCounter, until } from '../demo/counter.mjs';

const customer = 'identity-eleni-karagianni';
/** As docs/operators.md has it. */
const SUPERVISOR_PIN = '246802';

/**
 * Pictures of a bank's counter: the purpose, the form, the customer who is asked on their own screen, a discrepancy
 * that a second person approves, the record, its consent withdrawn, its receipt on paper; and a claim. `take` writes the picture of a page
 * under a name.
 */
export async function teller(size, language, take) {
  const counter = await openCounter(size);
  const { page, call, idle } = counter;
  const picture = (name) => take(page, name);
  try {
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await idle();
    await choose(counter, 1, 'bank.verify-customer');
    await picture('teller-ready');

    await present(counter, customer);
    await page.locator('.verdict .button.primary:enabled').click();
    const reference = page.locator('.customer-form input').first();
    await reference.waitFor();
    await reference.fill('K-20418');
    await picture('teller-form');
    await page.locator('.customer-form .button.primary.big').click();
    await page.locator('.consent .field-fault').waitFor();
    await picture('teller-consent-missing');

    const display = await customersWindow(counter, size);
    await page.keyboard.press('F9');
    const agree = display.locator('.customer-answers .button').first();
    await agree.waitFor();
    await picture('teller-consent-asked');
    await take(display, 'teller-consent-customer');
    await agree.click();
    await page.locator('.consent-state.answered').waitFor();
    await take(display, 'teller-consent-customer-given');
    await page
      .locator('.customer-fields .field-wide input')
      .first()
      .fill('Lives at a new address; shown by a bill.');
    await picture('teller-discrepancy');
    await page.locator('.customer-form .button.primary.big').click();
    const dialogue = page.getByRole('dialog');
    await dialogue.locator('input[type="password"]').waitFor();
    await dialogue.locator('input.input').first().fill('I have seen the bill');
    await dialogue.locator('input[type="password"]').fill(SUPERVISOR_PIN);
    await picture('teller-second-person');
    await dialogue.locator('.button.primary').click();
    await page.locator('.customer-recorded .button.primary:enabled').waitFor();
    await until(async () => (await call('state.read')).outbox.queued === 0);
    await picture('teller-recorded');
    await page.keyboard.press('Escape');
    await idle();

    await page.locator('.navigation .space').nth(1).click();
    await page.locator('.guest-rows .guest-row').first().click();
    await page.locator('.details-actions .button').first().click();
    await page.getByRole('dialog').locator('.button.primary').waitFor();
    await picture('teller-withdraw');
    await page.getByRole('dialog').locator('.button.primary').click();
    await page.locator('.guest-name .strong').waitFor();
    await picture('teller-withdrawn');
    await page.locator('.navigation .space').nth(2).click();
    await page.locator('.picture-toggle').first().waitFor();
    await picture('teller-day');
    await page.locator('.navigation .space').first().click();

    const { guests } = await call('guests.page', { limit: 1 });
    await claim(counter, picture);
    await page.evaluate((query) => {
      location.hash = `#/receipt?${query}`;
    }, `entry=${guests[0].entry}&language=${language}`);
    await page.reload();
    await until(() => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
    await picture('teller-receipt');
  } finally {
    await counter.close();
  }
}

async function claim({ page, call, idle }, picture) {
  await choose({ page, call }, 2, 'reservation.claim');
  await present({ page, call }, customer);
  await page.locator('.verdict .button.primary:enabled').click();
  await page.locator('.customer-form input').first().fill('R-7731');
  await picture('teller-claim');
  await page.keyboard.press('Escape');
  await idle();
}

/** Chooses a purpose by its place in the list. */
async function choose({ page, call }, nth, name) {
  await page.locator('.navigation .choice-field button').click();
  await page.getByRole('option').nth(nth).click();
  await until(async () => (await call('state.read')).purpose.name === name);
}

async function present({ page, call }, id) {
  await call('training.present', { id });
  await page.locator('[data-outcome]:not([data-outcome="idle"])').first().waitFor();
}

async function customersWindow({ app, call }, { width, height }) {
  const opening = app.waitForEvent('window');
  await call('customer.open');
  const display = await opening;
  const native = await app.browserWindow(display);
  await native.evaluate((own, size) => own.setContentSize(...size), [width, height]);
  await display.locator('.customer-site').waitFor();
  return display;
}
