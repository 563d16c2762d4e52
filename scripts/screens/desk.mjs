import { openCounter, until } from '../demo/counter.mjs';
import { chip } from './chip.mjs';
import { wallet } from './wallet.mjs';

const verifyChain = /Verify chain|校验链条|Verificar la cadena|Verifica la catena|التحقق من السلسلة/;
const typedPassport = {
  kind: 'passport',
  number: 'XK204771',
  familyName: 'Haddadi',
  givenName: 'Bilal',
  birthDate: '1988-03-12',
  issuingCountry: 'MAR',
};

/** A hotel's desk on a usual day, and the spaces behind it. `take` is called where a screen stands. */
export async function desk(size, language, take) {
  const counter = await openCounter(size);
  const { page, call, idle } = counter;
  try {
    await call('settings.write', { language, sounds: false });
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    await idle();
    await wallet(counter, size, take);
    await screens(counter, take);
  } finally {
    await counter.close();
  }
}

async function screens({ page, call, idle }, take) {
  const picture = (name) => take(page, name);
  const present = async (fits, nth = 0) => {
    const sample = (await call('training.samples')).filter(fits)[nth];
    await call('training.present', { id: sample.id });
    await page.locator('[data-outcome]:not([data-outcome="idle"])').first().waitFor();
  };
  const signed = (s) => s.format === 'claim-169' && s.expect === 'verified';
  const record = async (room) => {
    await page.keyboard.press('Enter');
    await page.getByRole('textbox').first().fill(room);
  };
  const connect = async (connected) => {
    await call('training.network', { connected });
    await until(async () => (await call('state.read')).authority.online === connected);
  };

  await picture('ready-tray');
  await page.getByRole('button', { name: /Hide samples|收起样例|Ocultar|Nascondi|إخفاء/ }).click();
  await picture('ready');
  await present(signed);
  await picture('verdict-verified');
  await call('settings.write', { theme: 'dark' });
  await picture('verdict-verified-dark');
  await call('settings.write', { theme: 'system' });
  await record('412');
  await picture('check-in');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  await picture('recorded');
  await page.keyboard.press('Enter');
  await idle();
  await present((s) => s.kind === 'card');
  await picture('verdict-card');
  await record('305');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await page.keyboard.press('Enter');
  await idle();
  await call('present.by-hand', { document: typedPassport });
  await page.locator('[data-outcome="check-by-eye"]').waitFor();
  await picture('verdict-check-by-eye');
  await page.keyboard.press('Escape');
  await idle();
  await chip({ page, call, idle }, picture);
  await call('training.present', { id: 'identity-samira-tazouani' });
  await page.locator('[data-outcome="verified"]').waitFor();
  await page.locator('.further summary').click();
  await picture('verdict-second-name');
  await page.locator('.verdict .button.secondary:enabled').click();
  await page.locator('[data-outcome="refused"]').waitFor();
  await page.locator('.verdict .button.primary:enabled').waitFor();
  await picture('verdict-differs');
  await page.keyboard.press('Escape');
  await idle();
  await present((s) => s.reason === 'expired');
  await picture('verdict-refused');
  await page.keyboard.press('Escape');
  await idle();
  await connect(false);
  await present((s) => s.format === 'e-id-code');
  await picture('verdict-queued');
  await record('118');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(400);
  await page.keyboard.press('Enter');
  await idle();
  await picture('ready-offline');
  const spaces = page.locator('.navigation .space');
  await spaces.nth(1).click();
  await page.getByText('118', { exact: true }).first().waitFor();
  await picture('guests');
  await spaces.nth(2).click();
  await page.locator('.picture-toggle').first().waitFor();
  await picture('day');
  await page.locator('.picture-toggle').first().click();
  await picture('day-table');
  await spaces.nth(3).click();
  await page.locator('.entry-row').first().waitFor();
  await picture('journal');
  await page.locator('.entry-row button').nth(2).click();
  await page.locator('.entry-body').waitFor();
  await picture('journal-entry');
  await page.getByRole('button', { name: verifyChain }).click();
  await page.locator('.work-end').waitFor();
  await picture('journal-verified');
  await spaces.nth(4).click();
  await page.locator('main h1:visible').first().waitFor();
  await picture('set-up');
  const pages = page.getByRole('radiogroup').first().getByRole('radio');
  for (const [index, name] of [
    [1, 'set-up-trust'],
    [2, 'set-up-health'],
    [4, 'set-up-kiosk'],
    [5, 'set-up-handoff'],
    [6, 'set-up-updates'],
    [7, 'set-up-preferences'],
    [8, 'set-up-about'],
  ]) {
    await pages.nth(index).click({ force: true });
    await page.waitForTimeout(600);
    await picture(name);
    if (name !== 'set-up-trust') continue;
    await page.locator('.trusted-keys tbody tr').nth(2).click();
    await picture('set-up-trust-key');
  }
  await connect(true);
}
