import { openCounter } from '../demo/counter.mjs';

/** As docs/operators.md has it. */
const INSTALLER_PIN = '975310';

/** A terminal in self-service: how it is set, and what the public sees, step by step. */
export async function selfService(size, language, take) {
  const { app, page, call, idle, close } = await openCounter(size);
  try {
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await idle();
    await call('sign-in', { operator: 'installer', pin: INSTALLER_PIN });
    const samples = await call('training.samples');
    const text = (fits) => samples.find(fits).text;
    await page.locator('.navigation .space').last().click();
    await page.getByRole('radiogroup').first().getByRole('radio').nth(4).click({ force: true });
    await page.locator('.self-service-choices .button').first().waitFor();
    await take(page, 'set-up-self-service');
    const opening = app.waitForEvent('window');
    await page.locator('.self-service-choices .button').first().click();
    const own = await opening;
    const at = (show) => own.locator(`main[data-show="${show}"]`).waitFor();
    const picture = (name) => take(own, `self-service-${name}`);
    await at('welcome');
    await own.waitForFunction((width) => innerWidth === width, size.width);
    await own.locator('.self-service-ways li').nth(2).waitFor();
    await picture('welcome');
    await own.locator('.self-service-ways .button').click();
    await own.locator('[data-code]').waitFor();
    await picture('wallet');
    await own.keyboard.press('Escape');
    await at('welcome');
    await scan(
      own,
      text((s) => s.format === 'claim-169' && s.expect === 'verified' && s.text.length < 800),
    );
    await at('form');
    await own.locator('.self-service-form .button.primary').click();
    await own.locator('.field-fault').first().waitFor();
    await picture('form-missing');
    for (const key of '412') await own.getByRole('button', { name: key, exact: true }).click();
    await picture('form');
    await own.locator('.self-service-form .button.primary').click();
    await at('recorded');
    await picture('recorded');
    await own.keyboard.press('Enter');
    await at('welcome');
    await scan(
      own,
      text((s) => s.reason === 'expired'),
    );
    await at('desk');
    await picture('desk');
    await own.keyboard.press('Escape');
    await at('welcome');
    await own.locator('.self-service-top > .button').click();
    await own.locator('.operator-tile').nth(2).waitFor();
    await picture('staff');
  } finally {
    await close();
  }
}

/** The keys of a scanner, sent without waiting for each. */
async function scan(page, text) {
  const session = await page.context().newCDPSession(page);
  const keys = [...[...text].map((key) => ({ key, text: key })), { key: 'Enter', text: '\r' }];
  await Promise.all(keys.map((key) => session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })));
  await session.detach();
}
