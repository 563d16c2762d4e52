import { openCounter, until } from '../demo/counter.mjs';

/** Who works here: sign-in, lock, the page of operators, and a supervisor's approval at the limit of the queue. */
export async function operators(size, language, picture) {
  const { page, call, idle, close } = await openCounter(size);
  try {
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await idle();
    await page.keyboard.press('Control+l');
    await page.locator('.sign-in-form').waitFor();
    await picture(page, 'sign-in');
    await page.locator('.operator-tile').nth(1).click();
    await page.locator('.sign-in input[type=password]').fill('246802');
    await page.keyboard.press('Enter');
    await idle();
    await call('lock');
    await page.locator('.sign-in-form').waitFor();
    await page.locator('.sign-in input[type=password]').fill('111222');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await picture(page, 'locked');
    await call('sign-in', { operator: 'supervisor', pin: '246802' });
    await idle();
    await page.locator('.navigation .space').nth(4).click();
    await page.getByRole('radiogroup').first().getByRole('radio').nth(3).click({ force: true });
    await page.locator('.operator-row').first().waitFor();
    await picture(page, 'set-up-operators');
    await page.locator('.navigation .space').first().click();
    await call('sign-in', { operator: 'clerk', pin: '135790' });
    await idle();
    await call('training.network', { connected: false });
    await until(async () => !(await call('state.read')).authority.online);
    const [sample] = (await call('training.samples')).filter(
      (each) => each.format === 'claim-169' && each.expect === 'verified',
    );
    const { id } = await call('present', { reader: 'keyboard', text: sample.text });
    for (let looks = 0; looks < 500; looks += 1) await call('reveal', { verdict: id });
    await picture(page, 'limit-supervisor');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox').first().fill('204');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await picture(page, 'approval');
  } finally {
    await close();
  }
}
