import { gzipSync } from 'node:zlib';
import { anything, assert, asyncProperty, constantFrom, json, oneof, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEntry } from '../../main/authority/client/api.generated';
import { TestAuthority } from '../support/test-authority';
import { codeOf, send, sendJson } from '../support/wire-terminal';

test('Given an operation that is not there, when it is called, then the answer is an error of the one form', async () => {
  const { url } = await TestAuthority.open();
  const answer = await send(`${url}/v1/nothing`);
  expect(answer.status).toBe(404);
  expect(answer.body).toEqual({ error: { code: 'not-found', message: expect.any(String) } });
});

test('Given bytes that are not JSON, when they are sent, then they are refused', async () => {
  const { url } = await TestAuthority.open();
  const headers = { 'content-type': 'application/json' };
  for (const body of ['', '{', '\u0000', '[]', 'null', '"text"', '{"__proto__":1}']) {
    const answer = await send(`${url}/v1/terminals`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('bad-request');
  }
});

test('Given another kind of body, when it is sent, then it is refused', async () => {
  const { url } = await TestAuthority.open();
  const answer = await send(`${url}/v1/terminals`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: '<enrol/>',
  });
  expect(codeOf(answer)).toBe('unsupported-media-type');
});

test('Given a body over the limit, when it is sent plain or inflates to it, then it is refused: too large', async () => {
  const authority = await TestAuthority.open();
  const plain = await sendJson(`${authority.url}/v1/terminals`, { code: 'x'.repeat(600_000) });
  expect(plain.status).toBe(413);
  expect(codeOf(plain)).toBe('too-large');

  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const inflated = await send(`${authority.url}/v1/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: bomb,
  });
  expect(inflated.status).toBe(413);
});

test('Given a body that says gzip and is not, when it is sent, then it is refused', async () => {
  const { url } = await TestAuthority.open();
  const answer = await send(`${url}/v1/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: '{}',
  });
  expect(codeOf(answer)).toBe('bad-request');
});

test('Given a member that the protocol does not know, when it is sent, then the answer names the place and not the content', async () => {
  const { url } = await TestAuthority.open();
  const answer = await sendJson(`${url}/v1/training/codes`, {
    issuer: 'urn:vestibule:sample:e-id-weixin',
    citizen: { name: '林晚秋' },
  });
  expect(codeOf(answer)).toBe('bad-request');
  expect(JSON.stringify(answer.body)).toContain('/citizen');
  expect(JSON.stringify(answer.body)).not.toContain('林晚秋');
});

test('Given any JSON at all, when it is sent to any operation, then the answer is never that something unforeseen went wrong', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const paths = [
    '/v1/terminals',
    '/v1/tokens',
    '/v1/verifications',
    '/v1/entries',
    '/v1/heartbeats',
    '/v1/training/codes',
  ];
  await assert(
    asyncProperty(constantFrom(...paths), json({ noUnicodeString: false }), async (path, body) => {
      const answer = await terminal.post(path, body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
});

test('Given a signed entry in which one member is anything else, when it is delivered, then it is refused without harm', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const entry = terminal.entry();
  const members = [
    ...Object.keys(entry.header).map((name) => ['header', name] as const),
    ...Object.keys(entry).map((name) => [name] as const),
  ];
  const values = oneof(
    anything(),
    string({ unit: 'binary' }),
    constantFrom('\ud800', '\u0000', '', 1e21, -1),
  );
  await assert(
    asyncProperty(constantFrom(...members), values, async ([name, inner], value) => {
      const changed = inner
        ? { ...entry, header: { ...entry.header, [inner]: value } }
        : { ...entry, [name]: value };
      const answer = await terminal.deliver([changed as WireEntry]);
      expect([200, 400, 409]).toContain(answer.status);
    }),
    { numRuns: 200 },
  );
});

test('Given a sealed question at a time that no clock shows, when it is asked, then it is refused: malformed', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const issuer = 'urn:vestibule:sample:e-id-weixin';
  for (const time of [
    { presentedAt: '2026-12-31T23:59:60Z' },
    { presentedAt: '2026-12-31T23:59:59Z', clockOffset: 9_007_199_254_740_991 },
  ]) {
    const statement = await terminal.askLate(await terminal.sealed({ code: 'x', issuer, ...time }));
    expect(statement).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  }
});
