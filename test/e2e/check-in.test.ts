import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { launchTerminal } from '../support/launch';
import { Counter, dynamic, signed, withoutPortrait } from './counter';

const pictures = process.env['VESTIBULE_OUT'] ?? 'test-results';
await mkdir(pictures, { recursive: true });

describe('a scan becomes a verified, recorded, delivered check-in', () => {
  it('Given a desk online, when codes are scanned before, during and after an outage, then all is recorded, amber stays amber, and everything is delivered', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();

    // Online: a signed code, by real key events.
    const first = await counter.sample(withoutPortrait);
    await counter.scanByKeys(first.text ?? '');
    expect(await counter.outcome()).toBe('verified');
    await counter.checkIn('201');
    await counter.nextGuest();

    // The cable is pulled.
    await counter.network(false);
    const banner = page.getByText('Offline since');
    await banner.waitFor();

    // A signed code needs nobody.
    const second = await counter.sample(withoutPortrait, 1);
    await counter.scanByKeys(second.text ?? '');
    expect(await counter.outcome()).toBe('verified');
    await counter.checkIn('202');
    await counter.nextGuest();

    // A dynamic code does: amber, recorded, queued.
    const code = await counter.sample(dynamic);
    expect(await counter.present(code.id)).toBe('unverified-queued');
    await page.screenshot({ path: `${pictures}/check-in-queued.png` });
    await counter.checkIn('203');
    await counter.nextGuest();
    const waiting = await counter.call('state.read', {});
    expect(waiting.outbox.queued).toBeGreaterThanOrEqual(4);
    expect(waiting.awaitingVerdict).toBe(1);

    // The cable is back: it drains by itself, and the late answer is stored beside the amber record.
    await counter.network(true);
    await counter.until(async () => {
      const { outbox, awaitingVerdict } = await counter.call('state.read', {});
      return outbox.queued === 0 && awaitingVerdict === 0;
    });
    const { guests } = await counter.call('guests.page', {});
    const byRoom = Object.fromEntries(guests.map((guest) => [guest.room, guest]));
    expect(Object.keys(byRoom).sort()).toEqual(['201', '202', '203']);
    expect(guests.every((guest) => guest.delivery === 'acknowledged')).toBe(true);
    expect(byRoom['203']?.outcome).toBe('unverified-queued');
    expect(byRoom['203']?.late?.outcome).toBe('verified');
    expect(await terminal.problems()).toEqual([]);
  });

  it('Given three recorded guests, when the terminal process is killed, then it is back within seconds and everything recorded is there', async () => {
    await using terminal = await launchTerminal();
    const { app, page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    await counter.network(false);
    for (const [nth, room] of ['301', '302', '303'].entries()) {
      const sample = await counter.sample(signed, nth % 3);
      expect(await counter.present(sample.id)).toBe('verified');
      await counter.checkIn(room);
      await counter.nextGuest();
    }
    const before = await counter.call('state.read', {});

    await app.evaluate(({ app }) => {
      const terminal = app
        .getAppMetrics()
        .find(
          (metric) => metric.serviceName === 'Vestibule terminal' || metric.name === 'Vestibule terminal',
        );
      if (!terminal) throw new Error('There is no terminal process.');
      process.kill(terminal.pid, 'SIGKILL');
    });
    await counter.until(
      async () => (await counter.call('state.read', {})).journal.entries >= before.journal.entries,
    );

    const { guests } = await counter.call('guests.page', {});
    expect(guests.map((guest) => guest.room).sort()).toEqual(['301', '302', '303']);
    await counter.call('drain', {});
    await counter.until(async () => (await counter.call('state.read', {})).outbox.queued === 0);
    const sample = await counter.sample(signed);
    expect(await counter.present(sample.id)).toBe('verified');
  });

  it('Given a filled form, when Enter is pressed twice 60 ms apart, then one guest is recorded and the screen stays', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await counter.fillIn('401');

    await counter.returnTwice(60);

    const recorded = page.getByRole('heading', { name: 'Recorded' });
    await recorded.waitFor();
    // It has rested and has the focus: from now on Enter is meant for it.
    await page.locator('.recorded .button.primary:focus').waitFor();
    expect(await recorded.isVisible()).toBe(true);
    const { guests } = await counter.call('guests.page', {});
    expect(guests.map((guest) => guest.room)).toEqual(['401']);
    await page.keyboard.press('Enter');
    await counter.ready();
  });

  it('Given a filled form, when it is sent twice before the screen can change, then one guest is recorded', async () => {
    await using terminal = await launchTerminal();
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await counter.fillIn('402');

    await page.locator('form.check-in').evaluate((form: HTMLFormElement) => {
      form.requestSubmit();
      form.requestSubmit();
    });

    await page.getByRole('heading', { name: 'Recorded' }).waitFor();
    expect((await counter.call('guests.page', {})).guests.map((guest) => guest.room)).toEqual(['402']);
  });

  it('Given a window of 640 × 480, when a verdict comes, then name and primary action are in the first view', async () => {
    await using terminal = await launchTerminal({ size: { width: 640, height: 480 } });
    const { page } = terminal;
    const counter = new Counter(page);
    await counter.ready();
    expect(await counter.present((await counter.sample(signed)).id)).toBe('verified');
    await page.screenshot({ path: `${pictures}/verdict-640x480.png` });
    const name = await page.locator('h2.name').boundingBox();
    const primary = await page.locator('.verdict .button.primary').boundingBox();
    expect(name && primary).toBeTruthy();
    if (!name || !primary) return;
    expect(name.y + name.height).toBeLessThanOrEqual(primary.y);
    expect(primary.y + primary.height).toBeLessThanOrEqual(480);
  });
});
