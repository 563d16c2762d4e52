/**
 * The guided demo: the real Electron in training mode, as a clerk would use it. Six citizens come to the desk:
 * online, then with the authority's cable pulled, then with it back. Everything reported is read off the
 * screens and the terminal's own state; nothing is typed in.
 *
 * Writes screenshots, `report.md` and `demo.json` (its screenshots by name) into VESTIBULE_OUT. Exit status 0 if all went as expected.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openCounter, until } from './counter.mjs';

const out = process.env.VESTIBULE_OUT ?? path.resolve('out/demo');
const screenshots = [];

/** Who comes, what they present, and what is expected. `sample` finds the tray's sample. */
const plan = [
  { presented: 'identity QR code', sample: signed(0), expected: 'verified', room: '101' },
  { presented: 'WeChat e-ID code', sample: dynamic(0), expected: 'verified', room: '102' },
  { presented: 'expired identity QR code', sample: (s) => s.reason === 'expired', expected: 'refused' },
  {
    presented: 'identity QR code, offline',
    sample: signed(1),
    expected: 'verified',
    room: '103',
    offline: true,
  },
  {
    presented: 'WeChat e-ID code, offline',
    sample: dynamic(2),
    expected: 'unverified-queued',
    room: '104',
    offline: true,
  },
  {
    presented: 'Alipay e-ID code, offline',
    sample: dynamic(1),
    expected: 'unverified-queued',
    room: '105',
    offline: true,
  },
];

await mkdir(out, { recursive: true });
const counter = await openCounter();
let status = 1;
try {
  const report = await demonstrate(counter);
  await writeFile(path.join(out, 'demo.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(path.join(out, 'report.md'), markdown(report));
  const met = report.citizens.every((citizen) => citizen.ok);
  status = met && report.lost === 0 && report.recorded === report.delivered && report.recorded > 0 ? 0 : 1;
  console.log(summary(report));
} finally {
  await counter.close();
}
process.exitCode = status;

async function demonstrate({ page, call, idle }) {
  const runtime = await call('about');
  await idle();
  const samples = await call('training.samples');
  await picture(page, 'ready');

  const citizens = [];
  const recorded = [];
  let connected = true;
  for (const [index, step] of plan.entries()) {
    if (Boolean(step.offline) === connected) {
      connected = !step.offline;
      await call('training.network', { connected });
      await until(async () => (await call('state.read')).authority.online === connected);
    }
    const sample = samples.filter(step.sample)[step.sample.nth ?? 0];
    if (!sample) throw new Error(`The tray has no sample for: ${step.presented}`);
    await call('training.present', { id: sample.id });
    const sign = page.locator('[data-outcome]:not([data-outcome="idle"])').first();
    await sign.waitFor();
    const outcome = await sign.getAttribute('data-outcome');
    await picture(page, `${index + 1}-${outcome}`);
    const ok = outcome === step.expected;
    citizens.push({
      name: sample.name,
      presented: step.presented,
      outcome,
      assurance: '',
      expected: step.expected,
      ok,
    });
    if (outcome === 'refused' || !step.room) {
      await page.keyboard.press('Escape');
    } else {
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Room' }).fill(step.room);
      if (index === 0) await picture(page, 'check-in');
      await page.getByRole('button', { name: 'Record check-in' }).click();
      await page.getByRole('heading', { name: 'Recorded' }).waitFor();
      if (index === 0) await picture(page, 'recorded');
      recorded.push({ room: step.room, outcome });
      await page.getByRole('button', { name: 'Next guest' }).click();
    }
    await idle();
    if (index === plan.length - 1) await picture(page, 'offline');
  }

  await call('training.network', { connected: true });
  await call('drain');
  await until(async () => {
    const state = await call('state.read');
    return state.outbox.queued === 0 && state.awaitingVerdict === 0;
  });
  await page
    .getByRole('link', { name: 'Guests' })
    .or(page.getByRole('button', { name: 'Guests' }))
    .first()
    .click();
  await page.getByText('105', { exact: true }).first().waitFor();
  await picture(page, 'guests');

  const { guests } = await call('guests.page', { limit: 200 });
  for (const citizen of citizens) {
    const index = citizens.indexOf(citizen);
    const room = plan[index].room;
    const guest = guests.find((row) => row.room === room);
    citizen.assurance = guest?.assurance ?? null;
    if (guest?.late) citizen.late = guest.late.outcome;
  }
  const inJournal = recorded.filter(({ room }) => guests.some((guest) => guest.room === room));
  return {
    runtime: `Electron ${runtime.electron}, Vestibule ${runtime.version}`,
    citizens,
    recorded: inJournal.length,
    queued: recorded.filter(({ outcome }) => outcome === 'unverified-queued').length,
    delivered: guests.filter((guest) => guest.delivery === 'acknowledged').length,
    lost: recorded.length - inJournal.length,
    screenshots,
  };
}

async function picture(page, name) {
  const file = `${String(screenshots.length + 1).padStart(2, '0')}-${name}.png`;
  await page.screenshot({ path: path.join(out, file), animations: 'disabled' });
  screenshots.push(file);
}

function summary({ citizens, recorded, delivered, lost }) {
  const count = (outcome) => citizens.filter((citizen) => citizen.outcome === outcome).length;
  return (
    `${citizens.length} citizens: verified ${count('verified')}, refused ${count('refused')}, ` +
    `queued ${count('unverified-queued')}; recorded ${recorded}, delivered ${delivered}, lost ${lost}`
  );
}

function markdown(report) {
  const rows = report.citizens.map(
    ({ name, presented, expected, outcome, assurance, late, ok }) =>
      `| ${name} | ${presented} | ${expected} | ${outcome} | ${assurance ?? ''} | ${late ?? ''} | ${ok ? 'yes' : 'NO'} |`,
  );
  const pictures = report.screenshots.map((file) => `![${path.basename(file, '.png')}](${file})`);
  return `# The guided demo

${summary(report)}

Runtime: ${report.runtime}. All people are invented.

| who | presented | expected | outcome | vouched by | late answer | as expected |
|---|---|---|---|---|---|---|
${rows.join('\n')}

${pictures.join('\n\n')}
`;
}

function signed(nth) {
  return Object.assign((s) => s.format === 'claim-169' && s.expect === 'verified' && s.kind === 'code', {
    nth,
  });
}

function dynamic(nth) {
  return Object.assign((s) => s.format === 'e-id-code' && s.expect === 'verified', { nth });
}
