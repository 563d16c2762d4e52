import { until } from '../demo/counter.mjs';

/** A wallet is asked: the desk beside the customer's window. `take` is called where a screen stands. */
export async function wallet({ app, page, call, idle }, { width, height }, take) {
  const opening = app.waitForEvent('window');
  await call('customer.open');
  const customer = await opening;
  const native = await app.browserWindow(customer);
  await native.evaluate((own, size) => own.setContentSize(...size), [width, height]);
  await customer.locator('.customer-site').waitFor();
  const picture = async (name) => {
    await take(page, `wallet-${name}-desk`);
    await take(customer, `wallet-${name}-customer`);
  };
  await picture('ready');
  await until(async () => (await call('state.read')).authority.online);
  await call('wallet.ask');
  await customer.locator('[data-code]').waitFor();
  await picture('asked');
  await call('training.present', { id: 'wallet-pid' });
  await until(async () => (await call('wallet.read'))?.state === 'compare');
  // It rests for a moment before it takes a key.
  await page.locator('.wallet-panel .button.primary:enabled').waitFor();
  await picture('compare');
  await call('wallet.compare', { same: true });
  await picture('verdict');
  await native.evaluate((own) => own.destroy());
  await page.keyboard.press('Escape');
  await idle();
}
