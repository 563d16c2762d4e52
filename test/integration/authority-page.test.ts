import { mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { setSite } from '../../main/authority/server/at-the-database';
import { readTicket } from '../../shared/domain/enrolment-ticket';
import { shortFingerprint } from '../../shared/domain/fingerprint';
import { protocol } from '../support/documented';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, codeOf, send } from '../support/wire-terminal';

const PASSWORD = 'a password for the page';
let browser: Browser;

beforeAll(async () => {
  // As root Chromium refuses its sandbox; the page comes from the authority of this test alone.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
});
afterAll(() => browser.close());

async function opened(options: { locale?: string; colorScheme?: 'light' | 'dark' } = {}) {
  const authority = await TestAuthority.open();
  await authority.authority.setAdministratorPassword(PASSWORD);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(authority.url);
  return { authority, page };
}

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.locator('input[type=password]').fill(password);
  await page.locator('main button').click();
}

/** For a person who wants to look: VESTIBULE_PICTURES names a folder. */
async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env['VESTIBULE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage });
}

async function accessibility(page: Page): Promise<string[]> {
  // The page's own policy keeps scripts out; the checker is run beside it.
  const found = await page.evaluate(`${axe.source}; axe.run()`);
  return (found as axe.AxeResults).violations.map(({ id }) => id);
}

test('Given an administrator, when he signs in, then he sees terminals, queues and arrivals as they come, and which terminal took the place of another, without a reload', async () => {
  const { authority, page } = await opened();
  await picture(page, 'sign-in');
  await signIn(page);
  await page.getByText('No terminal has enrolled yet').waitFor();
  const terminal = await authority.terminal();
  await page.getByRole('cell', { name: terminal.id }).first().waitFor();
  const beat = {
    appVersion: '0.1.0',
    queued: 7,
    awaitingVerdict: 0,
    oldestQueuedAt: new Date().toISOString(),
    health: [
      { topic: 'disk', state: 'bad' },
      { topic: 'a-topic-of-tomorrow', state: 'attention' },
    ],
  };
  await terminal.post('/v1/heartbeats', JSON.stringify(beat));
  await page.locator('#terminals').getByRole('cell', { name: '7', exact: true }).waitFor();
  await page.locator('#terminals').getByText('Disk: look now').waitFor();
  await page.locator('#terminals').getByText('health-a-topic-of-tomorrow: look this week').waitFor();
  await terminal.acknowledged(terminal.entries(3));
  await page.locator('#arrivals').getByText('+3').waitFor();
  const marker = 'Zzyzx-Marker';
  await terminal.acknowledged([
    terminal.entry({ commitment: 'ef'.repeat(32) }, { reason: marker, operator: 'o' }),
  ]);
  await page.locator('#refused').getByText('the body is not the one committed to').waitFor();
  const successor = await WireTerminal.create(authority.url);
  expect((await successor.enrol(await authority.code(), { former: terminal })).status).toBe(201);
  await authority.authority.import([await terminal.exported(terminal.entries(2))], 'A. Auditor');
  const row = (id: string) =>
    page.locator('#terminals tr').filter({ has: page.locator('td:first-child').getByText(id) });
  await row(terminal.id).getByText(`replaced by ${successor.id}`).waitFor();
  await row(terminal.id).getByText('entries kept apart: 2').waitFor();
  await row(successor.id).getByRole('cell', { name: 'Anything the site does' }).waitFor();
  await row(successor.id).getByText(`takes the place of ${terminal.id}`).waitFor();
  await page.locator('#figures div').getByText('0', { exact: true }).first().waitFor();
  expect(await page.content()).not.toContain(marker);
  expect(await accessibility(page)).toEqual([]);
  await picture(page, 'overview');
});

test('Given the page and two sites, when a code is issued for one, then its QR and its text enrol one terminal there', async () => {
  const { authority, page } = await opened();
  const quayStreet = { id: 'bank', name: 'Quay Street', signIn: false };
  await setSite(authority.database, quayStreet, [], new Date());
  await signIn(page);
  // What a person at a new terminal compares has the form that its screen shows.
  const spoken = page.getByText(shortFingerprint(authority.authority.signingKey));
  await spoken.waitFor();
  await page.locator('select[name=site]').selectOption('Quay Street');
  await page.locator('select[name=role]').selectOption('Teller');
  await picture(page, 'sites');
  await page.getByRole('button', { name: 'Issue a code' }).click();
  const code = (await page.locator('#code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  await page.locator('.qr svg').waitFor();
  await page.getByText('Role at the site: Teller').waitFor();
  await spoken.waitFor();
  await picture(page, 'code');
  expect(await accessibility(page)).toEqual([]);
  const terminal = await WireTerminal.create(authority.url);
  expect((await terminal.enrol(code)).status).toBe(201);
  expect(terminal.statement).toMatchObject({
    site: { name: 'Quay Street' },
    configuration: { role: 'teller' },
  });
  await page.getByRole('link', { name: 'Back to the overview' }).click();
  await page.locator('#terminals').getByRole('cell', { name: 'Teller' }).waitFor();
  await page.locator('#terminals').getByRole('cell', { name: 'Quay Street' }).waitFor();
  expect(readTicket(`vestibule:enrol?authority=${authority.url}&code=${code}&key=x`)).toBeNull();
});

test('Given a terminal that was lost, when the administrator revokes it, then it hears the order', async () => {
  const { authority, page } = await opened();
  const terminal = await authority.terminal();
  await signIn(page);
  await page.getByLabel('Order').selectOption('revoke-and-wipe');
  await page.getByRole('button', { name: 'Give' }).click();
  await page.getByText('hears it with its next heartbeat').waitFor();
  const beat = JSON.stringify({ appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 });
  expect((await terminal.post('/v1/heartbeats', beat)).body).toMatchObject({ state: 'revoked' });
});

test('Given somebody without the password, when he tries, then he sees nothing, and after ten guesses has to wait', async () => {
  const { authority, page } = await opened();
  await signIn(page, 'not the password');
  await page.getByText('This is not the password.').waitFor();
  expect(codeOf(await send(`${authority.url}/live`))).toBe('not-signed-in');
  const form = (at: string, body: string, headers = {}) =>
    send(authority.url + at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  expect(codeOf(await form('/codes', 'token=x'))).toBe('not-signed-in');
  const guesses = Array.from({ length: 29 }, (_, guess) => form('/sign-in', `password=guess-${guess}`));
  const answers = (await Promise.all(guesses)).map(({ status }) => status);
  // At the same moment: they are looked at one after another, as any others.
  expect(answers.filter((status) => status === 403)).toHaveLength(9);
  expect(answers.filter((status) => status === 429)).toHaveLength(20);
  const right = await form('/sign-in', `password=${encodeURIComponent(PASSWORD)}`);
  expect(right.status).toBe(429);
  expect(right.headers.get('set-cookie')).toBeNull();
});

test('Given a session, when a form comes from another page or without its token, then nothing is done', async () => {
  const { authority } = await opened();
  const form = (at: string, body: string, headers: Record<string, string> = {}) =>
    send(authority.url + at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  const answer = await form('/sign-in', `password=${encodeURIComponent(PASSWORD)}`);
  const set = answer.headers.get('set-cookie') ?? '';
  expect(set).toMatch(/HttpOnly; SameSite=Strict/);
  const cookie = set.split(';')[0] ?? '';
  const shown = await send(authority.url, { headers: { cookie } });
  const token = /name="token" value="([\w-]+)"/.exec(String(shown.body))?.[1] ?? '';
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(codeOf(await form('/codes', 'token=forged', { cookie }))).toBe('not-signed-in');
  expect(
    codeOf(await form('/codes', `token=${token}`, { cookie, origin: 'https://elsewhere.example' })),
  ).toBe('not-signed-in');
  expect((await form('/codes', `token=${token}`, { cookie, origin: authority.url })).status).toBe(200);
  const watched = send(`${authority.url}/live`, { headers: { cookie } });
  expect((await form('/sign-out', `token=${token}`, { cookie })).status).toBe(303);
  // The stream ends by itself: whoever signed out sees nothing more.
  expect((await watched).status).toBe(200);
  expect(codeOf(await form('/codes', `token=${token}`, { cookie }))).toBe('not-signed-in');
  await authority.authority.setAdministratorPassword('another password');
  expect((await form('/sign-in', `password=${encodeURIComponent(PASSWORD)}`)).status).toBe(403);
});

test('Given a browser that asks for Chinese and a dark page, when it opens it, then it is both', async () => {
  const { authority, page } = await opened({ locale: 'zh-CN', colorScheme: 'dark' });
  await authority.terminal();
  await signIn(page);
  await page.getByRole('heading', { name: '终端', exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(ground).toBe('rgb(20, 23, 26)');
  expect(await accessibility(page)).toEqual([]);
  await picture(page, 'overview-zh-dark');
});

test('Given browsers that ask for Spanish, Italian and Arabic, when they open the page, then it speaks each, and Arabic runs from right to left with its codes from left to right', async () => {
  const { authority } = await opened();
  const terminal = await authority.terminal();
  await terminal.acknowledged(terminal.entries(3));
  const headings = { es: 'Terminales', it: 'Terminali', ar: 'الأجهزة الطرفية' } as const;
  for (const [locale, heading] of Object.entries(headings)) {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(authority.url);
    await signIn(page);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    const html = page.locator('html');
    expect(await html.getAttribute('lang')).toBe(locale);
    expect(await html.getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    // In one go: the stream puts another element in this one's place every second.
    const direction = `getComputedStyle(document.querySelector('#terminals code')).direction`;
    expect(await page.evaluate(direction)).toBe('ltr');
    const wider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wider).toBe(false);
    expect(await accessibility(page)).toEqual([]);
    await picture(page, `overview-${locale}`);
  }
});

test('Given an integrator with a browser, when the documentation is opened, then operations, examples and schemas are there to read, and nothing comes from elsewhere', async () => {
  const { authority, page } = await opened();
  const asked: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  page.on('console', (message) => problems.push(message.text()));
  const answer = await page.goto(`${authority.url}/docs`);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  await page.getByRole('link', { name: 'POST /v1/entries', exact: true }).click();
  const section = page.locator('#deliverEntries');
  await section.getByText('Deliver a batch of entries, in order.').waitFor();
  await section.getByText('sequence-gap', { exact: true }).first().waitFor();
  await section.getByText('entryBatch', { exact: true }).click();
  await section.getByText('"saltBase64"').first().waitFor();
  await section.getByRole('link', { name: 'EntryBatch' }).click();
  await page.locator('#schema-EntryBatch').getByRole('link', { name: 'WireEntry' }).waitFor();
  for (const { operationId } of protocol.operations)
    expect(await page.locator(`nav a[href="#${operationId}"]`).count(), operationId).toBe(1);
  expect(new Set(asked)).toEqual(new Set([authority.url]));
  expect(problems).toEqual([]);
  await page.evaluate('scrollTo(0, 0)');
  expect(await accessibility(page)).toEqual([]);
  await picture(page, 'documentation', false);
});
