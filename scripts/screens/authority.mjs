import { chromium } from 'playwright-core';
import { trainingAuthority } from './training-authority.mjs';

/** The authority's pages in a plain browser: sign-in, the live page with two terminals and two sites, a code, the documentation. `take` writes the picture of a page under a name. */
export async function authorityPages(size, language, take) {
  const authority = await trainingAuthority();
  const branch = { id: 'harbour-bank', name: 'Harbour Bank (training)', purposes: ['bank.verify-customer'] };
  authority.addSite(branch);
  // As root Chromium refuses its sandbox; the page comes from the authority of this run alone.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  try {
    const context = await browser.newContext({ viewport: size, locale: language });
    const page = await context.newPage();
    await page.goto(authority.url);
    await take(page, 'authority-sign-in');
    await page.locator('input[type=password]').fill(authority.password);
    await page.locator('main button').click();
    await page.locator('#issuers tbody tr').first().waitFor();
    authority.startTerminal(authority.code);
    authority.startTerminal(authority.anotherCode);
    await page.locator('#terminals tbody tr').nth(1).waitFor();
    authority.presentAtEach();
    await page.locator('#arrivals tbody tr').nth(1).waitFor();
    await take(page, 'authority');
    await page.locator('form[action="/codes"] select[name="site"]').selectOption(branch.id);
    await page.locator('form[action="/codes"]').scrollIntoViewIfNeeded();
    await take(page, 'authority-sites');
    await page.locator('form[action="/codes"] button').click();
    await page.locator('.qr svg').waitFor();
    await take(page, 'authority-code');
    await page.goto(`${authority.url}/docs`);
    await page.locator('#deliverEntries').scrollIntoViewIfNeeded();
    await take(page, 'authority-docs');
  } finally {
    await browser.close();
    authority.stop();
  }
}
