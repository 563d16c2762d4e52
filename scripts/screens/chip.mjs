/** The chip of a passport: what opens it is typed, it is laid down, it is not there, it vouches. `picture` takes one by its name. */
export async function chip({ page, call, idle }, picture) {
  const step = (name) =>
    page.waitForFunction(async (wanted) => {
      const answer = await window.vestibule.call('chip.read', {});
      return answer.ok && answer.reply.step === wanted;
    }, name);
  await page.keyboard.press('F8');
  await page.locator('.chip-key').waitFor();
  await picture('chip');
  await page.locator('.chip-key .segment').last().click();
  await page.locator('.chip-can input').fill('318427');
  await page.keyboard.press('Enter');
  await step('needs-document');
  await picture('chip-lay-down');
  await call('training.present', { id: 'passport' });
  await step('needs-key');
  await page.locator('.chip-key').waitFor();
  await picture('chip-not-opened');
  await page.keyboard.press('Escape');
  await idle();
  await call('training.present', { id: 'passport-lines' });
  await page.locator('[data-outcome="check-by-eye"]').waitFor();
  await picture('verdict-lines');
  await call('training.present', { id: 'passport' });
  await page.locator('[data-outcome="verified"]').waitFor();
  await page.locator('img.portrait').waitFor();
  await picture('verdict-chip');
  await page.keyboard.press('Escape');
  await idle();
}
