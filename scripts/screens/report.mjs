import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openCounter, until } from '../demo/counter.mjs';

const purpose = 'hotel.it-alloggiati-web';
const authorityIn = (profile) => path.join(profile, 'training', 'authority');

/** Pictures of what a ministry asks at a check-in, of what is missing, and of a report that was refused. */
export async function report(size, language, take) {
  const counter = await openCounter(size, ['--training'], async (profile) => {
    await mkdir(path.join(authorityIn(profile), 'purposes'), { recursive: true });
    await copyFile(
      `docs/purposes/${purpose}.json`,
      path.join(authorityIn(profile), 'purposes', 'hotel.json'),
    );
  });
  try {
    await counter.call('settings.write', { language, sounds: false });
    await counter.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await counter.idle();
    await italy(counter, (name) => take(counter.page, name));
  } finally {
    await counter.close();
  }
}

async function italy({ page, call, idle, profile }, picture) {
  const place = ['--training', '--database', authorityIn(profile), '--json'];
  const command = (...words) =>
    execFileSync(process.execPath, [
      'dist/main/cli.js',
      'authority',
      'report',
      ...words,
      ...place,
    ]).toString();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const reporter = path.join(profile, 'reporter.json');
  await writeFile(reporter, JSON.stringify({ reporter: 'alloggiati-web', timeZone, purpose }));
  command('set', reporter);
  await until(() =>
    call('purpose.select', { name: purpose }).then(
      () => true,
      () => false,
    ),
  );
  await call('training.present', { id: 'identity-eleni-karagianni' });
  await page.locator('.verdict .button.primary:enabled').click();
  await page.locator('.check-in input').first().fill('512');
  await picture('asked');
  const record = page.locator('.check-in .button.primary.big');
  await record.click();
  await page.locator('.asked .field-fault').first().waitFor();
  await picture('asked-missing');
  const fields = page.locator('.asked input.input');
  for (const [place, text] of ['Karagianni', 'Eleni', ...Array(3).fill('100000220')].entries())
    await fields.nth(place).fill(text);
  await page.locator('.asked .choice-field button').click();
  await page.getByRole('option').nth(1).click();
  await record.click();
  await page.locator('.recorded').waitFor();
  await page.keyboard.press('Enter');
  await idle();
  await until(async () => (await call('state.read')).outbox.queued === 0);
  const { batch } = JSON.parse(command('file', '--out', path.join(profile, 'guests.txt')));
  command('receipt', batch, reporter, '--refused', '1');
  await until(async () => (await call('guests.page')).guests[0]?.report?.state === 'refused');
  await page.locator('.navigation .space').nth(1).click();
  await page.locator('.guest-rows .guest-row').first().click();
  await page.locator('.guest-details').waitFor();
  await picture('guest-report-refused');
}
