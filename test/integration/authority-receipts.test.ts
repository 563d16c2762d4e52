import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkHeldReceipt } from '../../main/journal/held-receipt';
import { checkReceipt } from '../../main/journal/receipt';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { EntryBody } from '../../shared/domain/entry-body';
import { temporaryFolder } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { TestAuthority } from '../support/test-authority';
import { send } from '../support/wire-terminal';

const TOKEN = 'an-auditors-token-of-a-bank-2c41f0b79e';
const reference = 'K-20418 / 7';
const run = journalProgram();

test('Given a delivered record, when the bank’s own system looks its reference up, then it learns what was done and nothing of the person, and the receipt proves the rest', async () => {
  const { authority, terminal } = await bank();
  const entry = await record(terminal);
  await terminal.handlers.drain({});

  const { status, body } = await search(authority, ' k-20418/7 ');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    receipts: [
      {
        entry,
        purpose: 'bank.verify-customer',
        outcome: 'verified',
        legalBasis: 'consent',
        consent: { version: '2026-1', language: 'es', shownBy: 'operator' },
        checks: expect.arrayContaining([{ name: 'person-matches', ok: true }]),
        discrepancy: false,
        approvers: [],
      },
    ],
  });
  const text = JSON.stringify(body);
  expect(text).not.toContain(reference);
  const { receipt } = (await one(authority, terminal, entry)).body as { receipt: string };
  const held = checkHeldReceipt(receipt, [authority.authority.publicKey]);
  expect(held).toMatchObject({ ok: true, header: { id: entry } });
  const { claims } = EntryBody['check-in'].parse(held.body);
  expect(claims.documentNumber).toBeTruthy();
  for (const said of [claims.fullName, claims.documentNumber, claims.birthDate].flatMap((one) => one ?? []))
    expect(text).not.toContain(said);
  expect((await search(authority, 'K-20419')).body).toEqual({ receipts: [] });

  const file = path.join(temporaryFolder(), 'held.jws');
  writeFileSync(file, receipt);
  const key = path.join(authority.database, 'signing-key.json');
  const verified = await run('receipt', 'verify', file, '--key', key);
  expect(verified).toMatchObject({ status: 0, out: expect.stringContaining('The authority signed it') });
});

test('Given a delivered record, when its receipt is made at the counter, then the authority has counter-signed it; before that it had not', async () => {
  const { authority, terminal } = await bank();
  await authority.authority.stopListening();
  const entry = await record(terminal);
  const before = await terminal.handlers['teller.receipt']({ entry });
  expect(before.countersigned).toBe(false);
  await authority.authority.listen({ port: Number(new URL(authority.url).port) });
  await until(async () => (await terminal.handlers.drain({})).queued === 0);

  const after = await terminal.handlers['teller.receipt']({ entry });
  expect(after.countersigned).toBe(true);
  const { publicKey } = authority.authority;
  expect(checkReceipt(before.receipt, [publicKey]).acknowledgedAt).toBeUndefined();
  expect(checkReceipt(after.receipt, [publicKey])).toMatchObject({
    ok: true,
    acknowledgedAt: expect.any(String),
  });
});

test('Given a record that was taken back, when its reference is looked up, then that is told, in the receipt too; after the time of its purpose it is not found', async () => {
  const { authority, terminal } = await bank();
  const entry = await record(terminal);
  await terminal.handlers.void({ entry, reason: 'another customer' });
  await terminal.handlers.drain({});
  expect((await search(authority, reference)).body).toMatchObject({
    receipts: [{ entry, voidedAt: expect.any(String) }],
  });
  const { receipt } = (await one(authority, terminal, entry)).body as { receipt: string };
  expect(checkHeldReceipt(receipt, [authority.authority.publicKey]).voidedAt).toBeDefined();
  const other = await one(authority, terminal, '00000000-0000-7000-8000-000000000000');
  expect(other.status).toBe(404);

  await authority.authority.retention.run(new Date(Date.now() + 1_828 * 86_400_000));
  expect((await search(authority, reference)).body).toEqual({ receipts: [] });
  expect(await authority.rows('SELECT * FROM customer_records')).toEqual([]);
});

test('Given a record whose customer withdrew their consent, when its reference is looked up, then that is told, in the receipt too', async () => {
  const { authority, terminal } = await bank();
  const entry = await record(terminal);
  await terminal.handlers.drain({});
  expect((await search(authority, reference)).body).not.toMatchObject({
    receipts: [{ withdrawnAt: expect.any(String) }],
  });
  await terminal.handlers['consent.withdraw']({ entry });
  await terminal.handlers.drain({});
  expect((await search(authority, reference)).body).toMatchObject({
    receipts: [{ entry, legalBasis: 'consent', withdrawnAt: expect.any(String) }],
  });
  const { receipt } = (await one(authority, terminal, entry)).body as { receipt: string };
  const checked = checkHeldReceipt(receipt, [authority.authority.publicKey]);
  expect(checked).toMatchObject({ ok: true, withdrawnAt: expect.any(String) });
  expect(checked.voidedAt).toBeUndefined();
});

test('Given no token, another one, or one guessed again and again, when somebody looks a reference up, then they are told nothing', async () => {
  const { authority } = await bank();
  expect((await search(authority, reference, '')).status).toBe(401);
  for (let guess = 0; guess < 10; guess += 1)
    expect((await search(authority, reference, `wrong-${guess}`)).status).toBe(401);
  expect((await search(authority, reference)).status).toBe(429);
});

test('Given a bank whose system looks many references up at the same moment, then it is answered; given as many wrong tokens, then ten are looked at and no more', async () => {
  const { authority } = await bank();
  const many = Array.from({ length: 30 }, (_, nth) => nth);
  const asked = await Promise.all(many.map(() => search(authority, reference)));
  expect(asked.map(({ status }) => status)).toEqual(many.map(() => 200));
  const guessed = await Promise.all(many.map((nth) => search(authority, reference, `wrong-${nth}`)));
  expect(guessed.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(guessed.filter(({ status }) => status === 429)).toHaveLength(20);
});

/** A terminal whose authority is another process's, as far as it can tell: real HTTP between them. */
async function bank(): Promise<{ authority: TestAuthority; terminal: Terminal }> {
  const authority = await TestAuthority.open({ database: path.join(temporaryFolder(), 'authority') });
  await authority.authority.setAuditorToken(TOKEN);
  const options = TerminalOptions.parse({
    mode: 'live',
    folder: path.join(temporaryFolder(), 'desk'),
    authority: { url: authority.url, enrolmentCode: await authority.code() },
  });
  const environment = { now: () => new Date(), monotonic: () => performance.now(), emit: () => undefined };
  const terminal = await openTerminal(options, environment);
  onTestFinished(() => terminal.close());
  const [sample] = await authority.authority.samples();
  texts.set(terminal, sample?.text ?? '');
  return { authority, terminal };
}

const texts = new WeakMap<Terminal, string>();

/** The entry of a customer's record, who agreed before the teller. */
async function record(terminal: Terminal): Promise<string> {
  const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
  const purpose = 'bank.verify-customer';
  const content = { type: 'text', text: texts.get(terminal) ?? '' } as const;
  const { id } = await terminal.present(reader, content, undefined, purpose);
  const consent = { version: '2026-1', language: 'es' };
  const form = { reference, legalBasis: 'consent', consent };
  return (await terminal.handlers['check-in']({ verdict: id, purpose, form })).entry;
}

function search({ url }: TestAuthority, sought: string, token = TOKEN) {
  return send(`${url}/v1/receipt-searches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ reference: sought }),
  });
}

function one({ url }: TestAuthority, terminal: Terminal, entry: string) {
  return send(`${url}/v1/receipts/${terminal.state().terminal}/${entry}`, {
    method: 'GET',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
