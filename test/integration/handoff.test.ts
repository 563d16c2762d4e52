import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHandoffRecords } from '../../main/handoff/records';
import type { Journal } from '../../main/journal/journal';
import { purposeNamed } from '../../main/verification/purposes';
import { VestibuleError } from '../../shared/domain/error';
import { HandoffRecord } from '../../shared/domain/handoff';
import { freePort } from '../support/free-port';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { ask, handedOver, handoffOf } from '../support/handoff-desk';
import { checkIn, people, stayRetention, voidOf } from '../support/journal-samples';

async function withApi() {
  const bench = journalBench();
  const journal = bench.begun();
  checkIn(journal, people.okafor); // before it was turned on: nobody's business over there
  const { handoff } = await handoffOf(journal);
  const port = await freePort();
  const { token = '' } = await handoff.setApi(port);
  const headers = { authorization: `Bearer ${token}` };
  return { ...bench, journal, handoff, port, token, headers };
}

const recordsIn = (body: Record<string, unknown>) => HandoffRecord.array().parse(body['records']);
const consented = (journal: Journal, answer: 'given' | 'withdrawn', about: string | null) => {
  const text = { id: 'customer', version: '2026-1', language: 'en', sha256: 'ef'.repeat(32) };
  const body = {
    purpose: 'bank.verify-customer',
    text,
    answer,
    shownBy: 'operator',
    operator: 'mei',
  } as const;
  return journal.append('consent', body, { about, retention: stayRetention });
};
const checkOut = (journal: Journal, about: string) =>
  journal.append('check-out', { left: '2026-11-03', operator: 'rosa' }, { about, retention: stayRetention });

describe('Given the API of the handoff', () => {
  test('when guests arrive, leave and are taken back, then each is handed over in order, with what the purpose lets go on and nothing else', async () => {
    const { journal, port, headers } = await withApi();
    const claims = { ...people.lin, ethnicity: 'Han', address: '1 Long Lane' };
    const form = { room: '204', arrival: '2026-11-02', departure: '2026-11-04', note: 'Allergic to dust' };
    const lin = checkIn(journal, claims, { form });
    const bank = checkIn(journal, people.garcia, {
      purpose: 'bank.verify-customer',
      form: { reference: 'T-77', legalBasis: 'contract', discrepancy: 'Older photograph' },
    });
    const elsewhere = checkIn(journal, people.okafor, { purpose: 'library.card' });
    checkOut(journal, lin.entry);
    voidOf(journal, bank.entry);
    voidOf(journal, elsewhere.entry);

    const { status, body } = await ask(port, '/v1/records', { headers });
    expect(status).toBe(200);
    const records = recordsIn(body);
    expect(records.map(({ kind }) => kind)).toEqual(['check-in', 'check-in', 'check-out', 'void']);
    expect(records[0]).toMatchObject({
      id: lin.entry,
      form: { room: '204', arrival: '2026-11-02', departure: '2026-11-04' },
      claims: {
        fullName: people.lin.fullName,
        latinName: people.lin.latinName,
        birthDate: people.lin.birthDate,
      },
    });
    expect(records[1]).toMatchObject({ claims: {}, form: { reference: 'T-77', legalBasis: 'contract' } });
    const text = JSON.stringify(body);
    for (const held of [people.lin.documentNumber, 'Han', 'Long Lane', 'dust', 'photograph', 'wrong room'])
      expect(text).not.toContain(held);
  });

  test('when records are acknowledged, then they do not come again, also after a restart, and the journal says what was handed over and of whom nothing', async () => {
    const { journal, handoff, port, headers, open, close } = await withApi();
    const lin = checkIn(journal, people.lin);
    const first = await ask(port, '/v1/records', { headers });
    expect(recordsIn((await ask(port, '/v1/records', { headers })).body)).toHaveLength(1);
    const through = first.body['next'];
    const acknowledge = (value: unknown) =>
      ask(port, '/v1/acknowledgements', {
        method: 'POST',
        headers,
        body: JSON.stringify({ through: value }),
      });
    expect((await acknowledge(9_999)).status).toBe(400);
    expect((await acknowledge(through)).body).toEqual({ acknowledged: through });
    expect((await acknowledge(through)).status).toBe(200);
    expect(handedOver(journal)).toEqual([{ channel: 'api', records: [lin.entry] }]);
    checkIn(journal, people.garcia);

    await handoff.stop();
    close(journal);
    const again = open();
    await handoffOf(again);
    const { body } = await ask(port, '/v1/records', { headers });
    expect(recordsIn(body)).toMatchObject([{ claims: { fullName: people.garcia.fullName } }]);
  });

  test('when a thousand records are acknowledged at once, then what else the terminal has to do is done in between, and each is noted once', async () => {
    const { journal, port, headers } = await withApi();
    const recorded = Array.from({ length: 1_000 }, () => checkIn(journal, people.lin).entry);
    const through = journal.head().entries;
    const about = JSON.stringify({ through });
    const acknowledging = ask(port, '/v1/acknowledgements', { method: 'POST', headers, body: about });
    await vi.waitFor(() => expect(handedOver(journal)).not.toEqual([]), { interval: 0 });
    // Somebody checks a guest in meanwhile, and another program acknowledges the same.
    checkIn(journal, people.garcia);
    expect(handedOver(journal).length).toBeLessThan(10);
    const again = ask(port, '/v1/acknowledgements', { method: 'POST', headers, body: about });
    expect((await acknowledging).body).toEqual({ acknowledged: through });
    expect((await again).body).toEqual({ acknowledged: through });
    expect(handedOver(journal).flatMap(({ records }) => records)).toEqual(recorded);
  });

  test('when somebody waits for records, then the answer comes with the next one', async () => {
    const { journal, handoff, port, headers } = await withApi();
    const waiting = ask(port, '/v1/records?wait=30', { headers });
    // The request is there once it has been counted.
    await vi.waitFor(() => expect(handoff.standing().api?.askedAt).toBeDefined());
    const lin = checkIn(journal, people.lin);
    handoff.nudge();
    expect(recordsIn((await waiting).body)).toMatchObject([{ id: lin.entry }]);
  });

  test('when a page in a browser, a rebound name or a wrong token asks, then nothing is told and no page may read it', async () => {
    const { port, token, headers } = await withApi();
    const status = async (more: Record<string, string>) =>
      (await ask(port, '/v1/records', { headers: { ...headers, ...more } })).status;
    expect(await status({ host: `evil.example:${port}` })).toBe(403);
    expect(await status({ host: '127.0.0.1' })).toBe(403);
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ authorization: '' })).toBe(401);
    expect(await status({ authorization: `Bearer ${token.slice(0, -1)}` })).toBe(401);
    const preflight = await ask(port, '/v1/records', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(await status({})).toBe(200);
  });

  test('when another address of the machine is asked, then nobody listens there: what comes from the network never gets in', async () => {
    const { port } = await withApi();
    // Of the loopback network too, but not the one address that was bound.
    const elsewhere = connect({ host: '127.0.0.2', port });
    await expect(once(elsewhere, 'connect')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
  });

  test('when somebody opens connections without end, then those over the limit are closed at once', async () => {
    const { port } = await withApi();
    const sockets = Array.from({ length: 24 }, () => connect({ host: '127.0.0.1', port }));
    onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
    let closed = 0;
    for (const socket of sockets) socket.on('error', () => undefined).on('close', () => (closed += 1));
    await vi.waitFor(() => expect(closed).toBe(8));
  });

  test('when it is flooded, then guesses are slowed without keeping the right program out, and so are too many requests and large bodies', async () => {
    const { port, headers } = await withApi();
    const guesses = await Promise.all(
      Array.from({ length: 15 }, () =>
        ask(port, '/v1/status', { headers: { authorization: 'Bearer wrong' } }),
      ),
    );
    expect(guesses.some(({ status }) => status === 429)).toBe(true);
    expect((await ask(port, '/v1/status', { headers })).status).toBe(200);
    const large = {
      method: 'POST',
      headers,
      body: JSON.stringify({ through: 1, filler: 'x'.repeat(5_000) }),
    };
    expect((await ask(port, '/v1/acknowledgements', large)).status).toBe(413);
    expect((await ask(port, '/v1/acknowledgements', { ...large, body: '{' })).status).toBe(400);
    expect((await ask(port, '/v1/records?limit=100000', { headers })).status).toBe(400);
    expect((await ask(port, '/v1/elsewhere', { headers })).status).toBe(404);
    expect((await ask(port, '/v1/records', { method: 'DELETE', headers })).status).toBe(405);
    const flood: number[] = [];
    for (let nth = 0; nth < 90 && !flood.includes(429); nth += 1)
      flood.push((await ask(port, '/v1/status', { headers })).status);
    expect(flood).toContain(429);
  });

  test('when the token is changed or the API is turned off, then the old one opens nothing, and the token is nowhere on the disk', async () => {
    const { journal, handoff, folder, port, token, headers } = await withApi();
    const { token: next = '' } = await handoff.rotateToken();
    expect((await ask(port, '/v1/status', { headers })).status).toBe(401);
    const changed = { authorization: `Bearer ${next}` };
    expect((await ask(port, '/v1/status', { headers: changed })).body).toMatchObject({
      site: 'Hotel Belvedere',
    });
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, file));
      expect(bytes.includes(token) || bytes.includes(next)).toBe(false);
    }
    await handoff.setApi(null);
    await expect(ask(port, '/v1/status', { headers: changed })).rejects.toThrow('ECONNREFUSED');
    expect(handoff.standing()).toEqual({ api: null, folder: null });
    expect(journal.browse.following(0, ['settings'], 9)).toHaveLength(3);
  });

  test('when another program has the port, then that is said and what was set before stays', async () => {
    const { handoff, port, headers } = await withApi();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await expect(handoff.setApi((other.address() as AddressInfo).port)).rejects.toMatchObject({
      code: 'port-taken',
    });
    expect((await ask(port, '/v1/status', { headers })).status).toBe(200);
    await new Promise((resolve) => other.close(resolve));
  });
});

test('Given a purpose that hands nothing over, when its records are asked for, then there are none, nor what is about them', async () => {
  const { begun } = journalBench();
  const journal = begun();
  const hotel = purposeNamed('hotel.check-in');
  const purpose = { ...hotel, handsOver: undefined };
  const records = () =>
    createHandoffRecords({ journal, purpose: () => purpose, training: false }).after(0, 10).records;
  const { entry } = checkIn(journal, people.lin);
  checkOut(journal, entry);
  expect(records()).toEqual([]);
});

test('Given a person whose records were handed over, when they are erased, then the other side is told which records to erase', async () => {
  const { journal, port, headers } = await withApi();
  const lin = checkIn(journal, people.lin);
  const through = (await ask(port, '/v1/records', { headers })).body['next'];
  await ask(port, '/v1/acknowledgements', { method: 'POST', headers, body: JSON.stringify({ through }) });
  journal.retention.erase(journal.retention.personEntries(people.lin.documentNumber), 'rosa');
  const records = recordsIn((await ask(port, '/v1/records', { headers })).body);
  expect(records).toMatchObject([{ kind: 'erasure', records: [lin.entry] }]);
});

test('Given a customer who agreed, when they withdraw their consent, then both ways say of which record, and of the answer before nothing', async () => {
  const { journal, handoff, port, headers } = await withApi();
  const drop = temporaryFolder();
  handoff.setFolder(drop);
  consented(journal, 'given', null);
  const form = { reference: 'T-77', legalBasis: 'consent' };
  const { entry } = checkIn(journal, people.garcia, { purpose: 'bank.verify-customer', form });
  const elsewhere = checkIn(journal, people.okafor, { purpose: 'library.card' });
  const withdrawn = consented(journal, 'withdrawn', entry);
  consented(journal, 'withdrawn', elsewhere.entry);
  handoff.nudge();

  const records = recordsIn((await ask(port, '/v1/records', { headers })).body);
  expect(records).toMatchObject([
    { kind: 'check-in', id: entry },
    { kind: 'consent-withdrawn', id: withdrawn.entry, about: entry },
  ]);
  await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(1));
  const [, file = ''] = readdirSync(drop).sort();
  expect(file).toMatch(new RegExp(`^\\d{10}-consent-withdrawn-${withdrawn.entry}\\.json$`));
  expect(JSON.parse(readFileSync(path.join(drop, file), 'utf8'))).toEqual(records[1]);
});

test('Given the example of a property-management system, when guests arrive, leave, withdraw a consent and are taken back, then its stays say so, also when it asks again', async () => {
  const { journal, port, token } = await withApi();
  const stays = path.join(temporaryFolder(), 'stays.json');
  const run = () =>
    promisify(execFile)(process.execPath, ['scripts/handoff/property-system.mjs', stays, '--once'], {
      env: { ...process.env, VESTIBULE_HANDOFF: `http://127.0.0.1:${port}`, VESTIBULE_HANDOFF_TOKEN: token },
    });
  const lin = checkIn(journal, people.lin);
  const garcia = checkIn(journal, people.garcia, { room: '305' });
  await run();
  checkOut(journal, lin.entry);
  consented(journal, 'withdrawn', lin.entry);
  voidOf(journal, garcia.entry);
  await run();
  expect(JSON.parse(readFileSync(stays, 'utf8'))).toMatchObject({
    [lin.entry]: {
      name: people.lin.fullName,
      room: '204',
      state: 'left 2026-11-03',
      consent: `withdrawn ${journal.withdrawal(lin.entry)?.at}`,
    },
    [garcia.entry]: { name: people.garcia.fullName, room: '305', state: 'taken back' },
  });
  expect(handedOver(journal)).toHaveLength(2);
});

test('Given the rules of a site file, when the terminal starts, then they hold, and what an installer changes afterwards stays', async () => {
  const { begun } = journalBench();
  const journal = begun();
  const [port, drop] = [await freePort(), temporaryFolder()];
  const rules = {
    api: { port, tokenSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    folder: drop,
  };
  const first = await handoffOf(journal, rules);
  const headers = { authorization: 'Bearer test' };
  expect((await ask(port, '/v1/status', { headers })).status).toBe(200);
  await first.handoff.setApi(null);
  await first.handoff.stop();
  const { handoff } = await handoffOf(journal, rules);
  expect(handoff.standing()).toMatchObject({ api: null, folder: { path: drop } });
});

test('Given the rules of a site file and a journal that takes nothing, when the terminal starts, then it starts, the rules hold, and they are kept once there is room', async () => {
  const { begun } = journalBench();
  const journal = begun();
  const drop = temporaryFolder();
  const full = vi.spyOn(journal.vault, 'set').mockImplementation(() => {
    throw new VestibuleError('journal-full', 'The disk is full.');
  });
  const { handoff } = await handoffOf(journal, { folder: drop });
  expect(handoff.standing()).toMatchObject({ folder: { path: drop } });
  full.mockRestore();
  checkIn(journal, people.lin);
  handoff.nudge();
  await vi.waitFor(() => expect(handedOver(journal)).toHaveLength(1));
  await handoff.stop();
  expect((await handoffOf(journal)).handoff.standing()).toMatchObject({ folder: { path: drop, waiting: 0 } });
});
