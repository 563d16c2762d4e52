import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createAuthorityClient } from '../../main/authority/client/authority-client';
import { enrol } from '../../main/authority/client/enrol';
import { openAuthority } from '../../main/authority/server/authority';
import type { LogLine } from '../../main/authority/server/request-log';
import { readTls } from '../../main/authority/server/tls';
import { bundled } from '../support/journal-child';
import { TestAuthority } from '../support/test-authority';
import { siteCertificates } from '../support/tls-server';
import { WireTerminal, codeOf, send } from '../support/wire-terminal';

const now = () => new Date();
const health = { appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 };

function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-transport-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function written(files: Record<string, string>): Record<string, string> {
  const folder = temporary();
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return [name, file];
    }),
  );
}

test('Given a certificate, when the authority serves TLS, then a terminal that trusts its root enrols and works over it', async () => {
  const site = await siteCertificates();
  const { certificate = '', key = '' } = written({ certificate: site.certificate, key: site.key });
  const authority = await openAuthority({ database: temporary(), training: true, now });
  onTestFinished(() => authority.close());
  const { url } = await authority.listen({ port: 0, tls: readTls({ certificate, key }) });
  expect(url).toMatch(/^https:/);
  const connection = { certificateAuthorities: site.authority };
  const [code = ''] = await authority.enrolmentCodes(1);
  const enrolment = await enrol({ url, code, now, connection });
  const client = createAuthorityClient({ enrolment, now, connection });
  expect(await client.heartbeat(health)).toMatchObject({ state: 'active' });
  const distrusting = createAuthorityClient({ enrolment, now });
  await expect(distrusting.heartbeat(health)).rejects.toMatchObject({ code: 'certificate-untrusted' });
});

test('Given mutual TLS, when somebody comes without a certificate of the site, then nobody listens to him', async () => {
  const [site, stranger] = await Promise.all([siteCertificates(), siteCertificates()]);
  const {
    certificate = '',
    key = '',
    clientAuthorities,
  } = written({
    certificate: site.certificate,
    key: site.key,
    clientAuthorities: site.authority,
  });
  const authority = await openAuthority({ database: temporary(), training: true, now });
  onTestFinished(() => authority.close());
  const { url } = await authority.listen({ port: 0, tls: readTls({ certificate, key, clientAuthorities }) });
  const ask = async (shown: { cert?: string; key?: string }) => {
    const sent = request(`${url}/v1/health`, { ca: site.authority, agent: false, ...shown });
    const answer = once(sent, 'response');
    sent.end();
    const [response] = await answer;
    return text(response);
  };
  expect(JSON.parse(await ask({ cert: site.certificate, key: site.key }))).toMatchObject({ ok: true });
  await expect(ask({})).rejects.toThrow();
  await expect(ask({ cert: stranger.certificate, key: stranger.key })).rejects.toThrow();
});

test('Given files that are no pair, when TLS is to be served, then it says so', async () => {
  const [one, other] = await Promise.all([siteCertificates(), siteCertificates()]);
  const { certificate = '', key = '' } = written({ certificate: one.certificate, key: other.key });
  expect(() => readTls({ certificate, key })).toThrow(/no pair/);
  expect(() => readTls({ certificate: '/nowhere', key })).toThrow(/cannot be read/);
});

test('Given a proxy that ends TLS in front, when a terminal names the address it knows, then its proofs hold', async () => {
  const publicUrl = 'https://authority.example';
  const authority = await openAuthority({ database: temporary(), training: true, now, publicUrl });
  onTestFinished(() => authority.close());
  const { url } = await authority.listen({ port: 0 });
  const [code = '', second = ''] = await authority.enrolmentCodes(2);
  const terminal = await WireTerminal.create(url);
  const known = await terminal.enrol(code, { aud: 'https://authority.example/v1/terminals' });
  expect(known.status).toBe(201);
  const unknown = await terminal.enrol(second, { aud: 'https://other.example/v1/terminals' });
  expect(codeOf(unknown)).toBe('proof-invalid');
});

test('Given requests and their log, when somebody reads it, then it tells what happened and nothing of what was sent', async () => {
  const lines: LogLine[] = [];
  const authority = await TestAuthority.open({ onLog: (line) => lines.push(line) });
  const terminal = await authority.terminal();
  const marker = 'Zzyzx-Marker';
  await terminal.acknowledged([terminal.entry({}, { reason: marker, operator: 'training-clerk' })]);
  await send(`${authority.url}/${marker}?q=${marker}`);
  await terminal.post('/v1/verifications', JSON.stringify({ nonce: marker }));
  expect(lines).toContainEqual(
    expect.objectContaining({ event: 'request', operation: 'POST /v1/entries', status: 200 }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ status: 404, code: 'not-found' }));
  expect(lines).toContainEqual(expect.objectContaining({ status: 400, code: 'bad-request' }));
  const whole = JSON.stringify(lines);
  expect(whole).not.toContain(marker);
  expect(whole).not.toContain(terminal.token);
});

test('Given a monitor on the same machine, when it reads the figures, then it finds requests, entries and the fleet; from outside there is no such page', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  await terminal.acknowledged(terminal.entries(3));
  await terminal.post('/v1/heartbeats', JSON.stringify({ ...health, queued: 5 }));
  const { body } = await send(`${authority.url}/metrics`);
  const figures = String(body).split('\n');
  expect(figures).toContain('vestibule_entries_total{worker="1",status="accepted"} 3');
  expect(figures).toContain('vestibule_terminals_active 1');
  expect(figures).toContain('vestibule_queued_entries 5');
  expect(figures).toContain('vestibule_stored_entries 3');
  expect(String(body)).toMatch(
    /vestibule_request_seconds_count\{worker="1",operation="POST \/v1\/entries",status="200"\} 1\n/,
  );
  const outside = await send(`${authority.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.9' } });
  expect(codeOf(outside)).toBe('not-found');
});

test('Given an integrator, when he asks the authority for its protocol, then it is the file that requests are validated against', async () => {
  const { url } = await TestAuthority.open();
  const { status, body } = await send(`${url}/openapi.yaml`);
  expect(status).toBe(200);
  expect(String(body)).toBe(readFileSync('main/authority/openapi.yaml', 'utf8'));
});

test('Given somebody who asks without end, when his share is used up, then he is told how long to wait, and is served again then', async () => {
  const authority = await TestAuthority.open({ rate: { perSecond: 1, burst: 3 } });
  const ask = () => send(`${authority.url}/v1/health`);
  const answers = [await ask(), await ask(), await ask(), await ask(), await ask()];
  const limited = answers.filter((answer) => codeOf(answer) === 'rate-limited');
  expect(limited.length).toBeGreaterThanOrEqual(1);
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  authority.ahead = 60_000;
  expect((await ask()).status).toBe(200);
});

test('Given as many senders as there are places who send their batches without end, when their time is over, then they are cut off, and a terminal delivers', async () => {
  const authority = await TestAuthority.open({ requestWithin: 5_000 });
  const terminal = await authority.terminal();
  const { hostname, port } = new URL(authority.url);
  const head = `POST /v1/entries HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{`;
  const batch = terminal.entries(1);
  const slow = Array.from({ length: 32 }, () => connect(Number(port), hostname));
  for (const socket of slow) socket.on('error', () => undefined).write(head);
  onTestFinished(() => slow.forEach((socket) => socket.destroy()));
  const ended = slow.map((socket) => once(socket.resume(), 'close'));
  await vi.waitFor(async () => {
    expect(codeOf(await terminal.deliver(batch))).toBe('unavailable');
  }, 10_000);
  await Promise.all(ended);
  expect((await terminal.deliver(batch)).status).toBe(200);
});

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('journal-command.ts');
});
afterAll(() => program.remove());

/** The command in processes of its own, and what its listening line says. */
async function running(args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [program.file, 'authority', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  if (!child.stdout) throw new Error('no output');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return { child, listening: JSON.parse(String(value)) as { url: string; enrolmentCodes: string[] } };
}

test('Given two processes behind one port, when one is killed while terminals deliver, then the other goes on, a new one comes, and each entry is there once', async () => {
  const database = temporary();
  const { child, listening } = await running(['--training', '--processes', '2', '--database', database]);
  const { url, enrolmentCodes } = listening;
  const workers = new Set<string>();
  const workerOf = async () => {
    const { body } = await send(`${url}/metrics`);
    return /vestibule_memory_bytes\{worker="(\d)"\}/.exec(String(body))?.[1] ?? '';
  };
  await vi.waitFor(
    async () => {
      workers.add(await workerOf());
      expect([...workers].toSorted()).toEqual(['1', '2']);
    },
    { timeout: 30_000 },
  );

  const terminal = await WireTerminal.enrolled(url, enrolmentCodes[0] ?? '');
  const batches = Array.from({ length: 6 }, () => terminal.entries(5));
  for (const [index, batch] of batches.entries()) {
    if (index === 2) killOneWorkerOf(child);
    for (let attempt = 0; ; attempt += 1) {
      const taken = await terminal.acknowledged(batch).catch(() => undefined);
      if (taken) break;
      if (attempt > 100) throw new Error('The batch was never taken.');
    }
  }
  const again = await terminal.acknowledged(batches.flat());
  expect(again.cursor).toBe(30);
  expect(again.results.every(({ status }) => status === 'duplicate')).toBe(true);
});

/** Kills the first child of the command's process, as the kernel does when memory is short. */
function killOneWorkerOf({ pid }: ChildProcess): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const found = children[0] === '' ? undefined : Number(children[0]);
  if (found === undefined) throw new Error('The command has no processes of its own.');
  process.kill(found, 'SIGKILL');
}
