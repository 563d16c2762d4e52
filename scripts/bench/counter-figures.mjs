/**
 * Figures of the whole app, by a clerk's hand: from the last key of a scan to the painted verdict, and what a shift of
 * check-ins leaves behind in memory. Writes VESTIBULE_OUT/figures.json. Arguments: which of the two, and how many times.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openCounter, until } from '../demo/counter.mjs';

const [which = '', times = ''] = process.argv.slice(2);
const figures = { 'scan-to-verdict': scanToVerdict, shift };
const measured = await figures[which](Number(times));
await writeFile(path.join(process.env.VESTIBULE_OUT ?? 'out', 'figures.json'), JSON.stringify(measured));

/** Offline, a signed code, typed as fast as a scanner does. The yardstick is a key that does nothing, to its frame. */
async function scanToVerdict(scans) {
  const counter = await openCounter({ width: 1280, height: 800 });
  const { page, call, idle } = counter;
  const type = await scannersKeys(page);
  try {
    await page.addInitScript(watchFrames);
    await page.reload();
    await idle();
    await call('settings.write', { sounds: false });
    await call('training.network', { connected: false });
    await until(async () => !(await call('state.read')).authority.online);
    const sample = (await call('training.samples')).find(
      ({ format, expect, text }) => format === 'claim-169' && expect === 'verified' && text?.length < 800,
    );
    const taken = [];
    const idleFrames = [];
    // A busy machine pauses while it types, as no scanner does: such a try is a person's typing, and is made again.
    for (let tries = 0; taken.length < scans + 3; tries += 1) {
      if (tries > 2 * (scans + 3))
        throw new Error('The keys come too slowly for a scanner: the machine is too busy.');
      await page.evaluate(() => globalThis.benchWatch(null));
      await page.keyboard.press('Shift');
      const still = await frame(page);
      // Nobody scans in the second after the last one.
      await page.waitForTimeout(1_000);
      await page.evaluate(() => globalThis.benchWatch('verified'));
      await type(sample.text);
      const scan = await frame(page);
      if (scan !== null) {
        taken.push(scan);
        idleFrames.push(still);
      }
      await page.waitForTimeout(1_500);
      await page.keyboard.press('Escape');
      await idle();
    }
    // The first ones warm up what a terminal that has stood for an hour has warm.
    const [scan, still] = [taken.slice(3), idleFrames.slice(3)].map((all) => all.sort((a, b) => a - b));
    const at = (all, share) => all[Math.min(all.length - 1, Math.floor(all.length * share))];
    const figure = (name, share, goal) => ({
      name,
      value: rounded(at(scan, share)),
      unit: 'ms',
      yardstick: rounded(at(still, share)),
      ratio: rounded(at(scan, share) / at(still, share)),
      goal: `≤ ${goal} ms`,
      ok: at(scan, share) <= goal,
    });
    return [figure('scan-to-verdict-offline', 0.5, 50), figure('scan-to-verdict-offline-p95', 0.95, 100)];
  } finally {
    await counter.close();
  }
}

/**
 * Types a text and Enter, some keys at a time without waiting for each: on a busy machine the way there and back takes
 * longer than a scanner leaves between two keys. Enter comes alone, when everything before it has been heard.
 */
async function scannersKeys(page) {
  const session = await page.context().newCDPSession(page);
  const press = (key, text) => {
    const of = { key, code: key === 'Enter' ? 'Enter' : '', windowsVirtualKeyCode: key === 'Enter' ? 13 : 0 };
    return Promise.all([
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, unmodifiedText: text, ...of }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...of }),
    ]);
  };
  return async (text) => {
    for (const keys of text.match(/.{1,8}/gsu) ?? [])
      await Promise.all([...keys].map((key) => press(key, key)));
    await press('Enter', '\r');
  };
}

/** Runs in the page before anything else hears a key: from the last key to the frame in which the sign says the outcome. */
function watchFrames() {
  let wanted;
  let lastKey = 0;
  globalThis.benchFrame = undefined;
  globalThis.benchWatch = (outcome) => {
    wanted = outcome;
    globalThis.benchFrame = undefined;
  };
  const painted = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => (globalThis.benchFrame ??= performance.now() - lastKey));
      port1.start();
      port2.postMessage(null);
    });
  window.addEventListener(
    'keydown',
    (event) => {
      lastKey = event.timeStamp;
      if (wanted === null) painted();
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (wanted && document.querySelector(`[data-outcome="${wanted}"]`)) painted();
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-outcome'],
  });
}

/** Milliseconds from the last key to the frame, as soon as it has been painted; null where nothing comes of the keys. */
async function frame(page) {
  let milliseconds;
  const painted = until(async () => {
    milliseconds = await page.evaluate(() => globalThis.benchFrame);
    return milliseconds !== undefined;
  }, 5_000);
  await painted.catch(() => undefined);
  return milliseconds ?? null;
}

/**
 * Check-ins one after the other through the screens; each is taken back, so that the same citizens can come again. What
 * is left in memory after collecting garbage is compared with what was there after the first tenth.
 */
async function shift(checkIns) {
  const counter = await openCounter({ width: 1280, height: 800 });
  const { app, page, call, idle } = counter;
  const session = await page.context().newCDPSession(page);
  const memory = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const metrics = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().map(({ type, name, memory: { workingSetSize } }) => ({
        process: name ?? type,
        kilobytes: workingSetSize,
      })),
    );
    const of = (wanted) => (metrics.find(({ process }) => process === wanted)?.kilobytes ?? 0) / 1_024;
    return {
      heap: usedSize / 1_048_576,
      window: of('Tab'),
      terminal: of('Vestibule terminal'),
      host: of('Vestibule reader host'),
      shell: of('Browser'),
    };
  };
  try {
    await idle();
    await call('settings.write', { sounds: false });
    const samples = (await call('training.samples')).filter(
      ({ format, expect, id }) => format === 'claim-169' && expect === 'verified' && !id.includes('danae'),
    );
    let before;
    const tenth = Math.max(1, Math.floor(checkIns / 10));
    for (let n = 0; n < checkIns; n += 1) {
      if (n > 0 && n % tenth === 0) {
        const now = await memory();
        before ??= now;
        const megabytes = Object.entries(now).map(([part, size]) => `${part} ${Math.round(size)} MB`);
        console.error(`after ${n} check-ins: ${megabytes.join(', ')}`);
      }
      await call('training.present', { id: samples[n % samples.length].id });
      await page.locator('.verdict .button.primary:enabled').click();
      await page
        .locator('.check-in input')
        .first()
        .fill(String(100 + (n % 400)));
      await page.locator('.check-in .button.primary.big').click();
      await page.locator('.entry-number').waitFor();
      const { guests } = await call('guests.page', { limit: 1 });
      await call('party.void', { entries: [guests[0].entry], reason: 'bench' });
      await page.keyboard.press('Escape');
      await idle();
    }
    const after = await memory();
    const figure = (name, part, goal) => ({
      name,
      value: rounded(after[part] - before[part]),
      unit: `MB more after ${checkIns} check-ins`,
      yardstick: rounded(before[part]),
      ratio: rounded(after[part] / before[part]),
      goal: `≤ ${goal} MB`,
      ok: after[part] - before[part] <= goal,
    });
    return [
      figure('shift', 'heap', 8),
      figure('shift-window-rss', 'window', 60),
      figure('shift-terminal-rss', 'terminal', 60),
      figure('shift-host-rss', 'host', 20),
      figure('shift-shell-rss', 'shell', 60),
    ];
  } finally {
    await counter.close();
  }
}

function rounded(number) {
  return Number(number.toPrecision(4));
}
