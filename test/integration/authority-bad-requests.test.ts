import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
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
