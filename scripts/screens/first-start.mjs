import { openCounter } from '../demo/counter.mjs';
import { trainingAuthority } from './training-authority.mjs';

/**
 * Pictures of a machine that is set up: what it is for, the code, whose authority it is, and that it is done; then of one
 * that the authority stopped. `take`
 * writes the picture of a page under a name.
 */
export async function firstStart(size, language, take) {
  const authority = await trainingAuthority();
  const counter = await openCounter(size, []);
  try {
    const { page, call } = counter;
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    const primary = page.locator('.button.primary');
    await primary.waitFor();
    await take(page, 'first-start');
    await primary.click();
    await page.getByRole('textbox').first().fill(authority.url);
    await page.getByRole('textbox').nth(1).fill(authority.code);
    await take(page, 'enrol');
    await primary.click();
    await page.locator('.fingerprint').first().waitFor();
    await take(page, 'enrol-compare');
    await primary.click();
    await page.locator('.fingerprint').nth(1).waitFor();
    await take(page, 'enrol-done');
    await primary.click();
    authority.quarantine();
    await page.getByText('journal-rolled-back').waitFor();
    await take(page, 'stopped');
    await call('sign-in', { operator: 'installer', pin: '975310' });
    await primary.click();
    await page.getByRole('textbox').fill(authority.anotherCode);
    await take(page, 'enrol-anew');
  } finally {
    await counter.close();
    authority.stop();
  }
}
