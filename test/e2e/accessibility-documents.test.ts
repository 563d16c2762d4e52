import { it } from 'vitest';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { looksRight } from './accessible';
import { Counter, signed, typedPassport } from './counter';

it(
  'Given wallet, customer’s window, chip, approval and trust page, when axe looks at each and it is enlarged to 200 %, then it finds no violation and nothing is clipped or covered',
  { timeout: 120_000 },
  async () => {
    await using terminal = await launchTerminal({ size: { width: 1280, height: 800 } });
    const counter = new Counter(terminal.page);
    await counter.ready();
    await walletScreens(terminal, counter);
    await chipScreens(terminal, counter);
    await approvalScreen(terminal, counter);
    await trustPage(terminal);
  },
);

async function walletScreens(terminal: RunningTerminal, counter: Counter): Promise<void> {
  const { app, page } = terminal;
  const opening = app.waitForEvent('window');
  await counter.call('customer.open', {});
  const customer = await opening;
  const native = await app.browserWindow(customer);
  await native.evaluate((own) => own.setContentSize(1280, 800));
  await customer.locator('.customer-site').waitFor();
  await looksRight(terminal, 'customer: welcome', { page: customer });
  await counter.until(async () => (await counter.call('state.read', {})).authority.online);
  await counter.call('wallet.ask', {});
  await customer.locator('[data-code]').waitFor();
  await looksRight(terminal, 'customer: asked', { page: customer });
  await looksRight(terminal, 'wallet: asked');
  await counter.call('training.present', { id: 'wallet-pid' });
  await counter.until(async () => (await counter.call('wallet.read', {}))?.state === 'compare');
  await looksRight(terminal, 'customer: compare', { page: customer });
  await looksRight(terminal, 'wallet: compare');
  await counter.call('wallet.compare', { same: true });
  await counter.outcome();
  const { id } = await counter.sample(signed);
  const renew = async () => {
    await counter.call('training.present', { id });
    await customer.locator('[data-outcome="verified"]').waitFor();
  };
  await looksRight(terminal, 'customer: outcome', { page: customer, renew });
  await native.evaluate((own) => own.destroy());
  await page.keyboard.press('Escape');
  await counter.ready();
}

async function chipScreens(terminal: RunningTerminal, counter: Counter): Promise<void> {
  const { page } = terminal;
  await page.keyboard.press('F8');
  await page.getByRole('heading', { name: 'Open a chip' }).waitFor();
  await looksRight(terminal, 'chip: number and dates');
  await page.getByText('Access number', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Access number (CAN)' }).fill('318426');
  await looksRight(terminal, 'chip: access number');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lay it on the reader' }).waitFor();
  await looksRight(terminal, 'chip: under way');
  await page.keyboard.press('Escape');
  await counter.ready();
}

async function approvalScreen(terminal: RunningTerminal, counter: Counter): Promise<void> {
  const { page } = terminal;
  await counter.call('present.by-hand', { document: typedPassport });
  await page.locator('[data-outcome="check-by-eye"]').waitFor();
  await looksRight(terminal, 'check by eye');
  await counter.fillIn('204');
  await page.getByRole('button', { name: 'Record check-in' }).click();
  await page.getByRole('dialog').waitFor();
  await looksRight(terminal, 'approval');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

async function trustPage(terminal: RunningTerminal): Promise<void> {
  const { page } = terminal;
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  await page.getByRole('radio', { name: 'Trust', exact: true }).click();
  await page.locator('.trusted-keys tbody tr').filter({ hasText: 'sample' }).first().click();
  await page.locator('.key-details').waitFor();
  await looksRight(terminal, 'trust');
}
