import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateSigningKey } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, codeOf, send, sendJson } from '../support/wire-terminal';

const heartbeat = JSON.stringify({ appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 });

test('Given a token and a proof, when a request is sent again with the same proof, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token });
  expect((await terminal.post('/v1/heartbeats', heartbeat, { dpop })).status).toBe(200);
  const again = await terminal.post('/v1/heartbeats', heartbeat, { dpop });
  expect(again.status).toBe(401);
  expect(codeOf(again)).toBe('proof-invalid');
});

test('Given a restart in between, when a proof is shown again, then it is still refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token });
  await terminal.post('/v1/heartbeats', heartbeat, { dpop });
  await authority.restart();
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat, { dpop }))).toBe('proof-invalid');
});

test('Given a stolen token, when it is used with another key, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const key = await generateSigningKey();
  const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token, key });
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat, { dpop }))).toBe('token-invalid');

  const other = await authority.terminal();
  const asOther = await other.proof('POST', '/v1/heartbeats', { token: terminal.token });
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat, { dpop: asOther }))).toBe('token-invalid');
});

test.each([
  ['another method', { htm: 'GET' }],
  ['another operation', { htu: 'http://127.0.0.1/v1/entries' }],
  ['another authority', { htu: 'https://authority.example/v1/heartbeats' }],
  ['another token', { ath: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
])('Given a proof for %s, when it is shown here, then it is refused', async (_what, claims) => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token, ...claims });
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat, { dpop }))).toBe('proof-invalid');
});

test('Given a proof without a fresh nonce, when it is shown, then the answer carries one that works', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  for (const nonce of [undefined, 'made-up']) {
    const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token, nonce });
    const answer = await terminal.post('/v1/heartbeats', heartbeat, { dpop });
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe('use-dpop-nonce');
    expect(answer.headers.get('www-authenticate')).toContain('use_dpop_nonce');
  }
  expect((await terminal.post('/v1/heartbeats', heartbeat)).status).toBe(200);
});

test('Given a nonce of ten minutes ago, when it is shown, then a new one is asked for', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  authority.ahead = 10 * 60_000;
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat))).toBe('use-dpop-nonce');
});

test('Given a terminal whose clock is a year off, when it proves itself, then the nonce is what counts', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const dpop = await terminal.proof('POST', '/v1/heartbeats', { token: terminal.token, iat: 1_700_000_000 });
  expect((await terminal.post('/v1/heartbeats', heartbeat, { dpop })).status).toBe(200);
});

test('Given a token whose time is over, when it is used, then it is refused and a new one works', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  authority.ahead = 301_000;
  await terminal.post('/v1/heartbeats', heartbeat);
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat))).toBe('token-invalid');
  await terminal.fetchToken();
  expect((await terminal.post('/v1/heartbeats', heartbeat)).status).toBe(200);
});

test('Given no token or a forged one, when a request is sent, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const bare = await sendJson(`${authority.url}/v1/heartbeats`, JSON.parse(heartbeat), {
    dpop: await terminal.proof('POST', '/v1/heartbeats', {}),
  });
  expect(codeOf(bare)).toBe('token-invalid');

  const claims = {
    sub: terminal.id,
    exp: Math.floor(Date.now() / 1000) + 60,
    cnf: { jkt: terminal.key.kid },
  };
  terminal.token = await signCompact(claims, terminal.key, 'at+jwt');
  expect(codeOf(await terminal.post('/v1/heartbeats', heartbeat))).toBe('token-invalid');
});

test.each([
  ['for another authority', { aud: 'https://authority.example/v1/tokens' }],
  ['of another terminal', { iss: 'T-0000000000', sub: 'T-0000000000' }],
  ['whose time is over', { iat: 1_700_000_000, exp: 1_700_000_060 }],
  ['that would live for ever', { exp: 4_000_000_000 }],
])('Given a client assertion %s, when a token is asked for, then there is none', async (_what, claims) => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const answer = await sendJson(
    `${authority.url}/v1/tokens`,
    { clientAssertion: await terminal.assertion(new Date().toUTCString(), claims) },
    { dpop: await terminal.proof('POST', '/v1/tokens', {}) },
  );
  expect(codeOf(answer)).toBe('assertion-invalid');
});

test('Given a client assertion that was used, when it is shown again, then there is no token', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const clientAssertion = await terminal.assertion(new Date().toUTCString(), { jti: randomUUID() });
  const ask = async () =>
    sendJson(
      `${authority.url}/v1/tokens`,
      { clientAssertion },
      { dpop: await terminal.proof('POST', '/v1/tokens', {}) },
    );
  expect((await ask()).status).toBe(200);
  expect(codeOf(await ask())).toBe('assertion-invalid');
});

test('Given a host that is not the loopback interface, when the authority is to listen there, then it refuses with words', async () => {
  const { authority } = await TestAuthority.open();
  for (const host of ['0.0.0.0', '192.0.2.7', 'authority.example', '::']) {
    await expect(authority.listen({ host })).rejects.toMatchObject({
      code: 'insecure-url',
      message: expect.stringContaining('loopback'),
    });
  }
});

test('Given the cable pulled, when a terminal calls, then the connection is refused, and afterwards the same address answers', async () => {
  const { authority, url } = await TestAuthority.open();
  await authority.stopListening();
  await expect(send(`${url}/v1/health`)).rejects.toThrow();
  expect((await authority.listen()).url).toBe(url);
  expect((await send(`${url}/v1/health`)).status).toBe(200);
});

test('Given an authority whose clock is ahead, when it answers, then Date shows its own time', async () => {
  const authority = await TestAuthority.open();
  authority.ahead = 3_600_000;
  const { headers } = await send(`${authority.url}/v1/health`);
  const offset = Date.parse(headers.get('date') ?? '') - Date.now();
  expect(offset).toBeGreaterThan(3_500_000);
});

test('Given a server in front of the authority that it trusts, when somebody behind it guesses codes, then others behind it still enrol; without that trust all of them are one', async () => {
  const tried = async (authority: TestAuthority, address: string, code: string) => {
    const terminal = await WireTerminal.create(authority.url);
    return codeOf(await terminal.enrol(code, { headers: { 'x-forwarded-for': address } }));
  };
  const guessed = async (authority: TestAuthority) => {
    for (let guess = 0; guess < 10; guess += 1) await tried(authority, '203.0.113.7', '0000-0000-0000');
    expect(await tried(authority, '203.0.113.7', await authority.code())).toBe('rate-limited');
    return tried(authority, '198.51.100.4', await authority.code());
  };
  expect(await guessed(await TestAuthority.open({ trustedProxies: ['127.0.0.1'] }))).toBe('201');
  expect(await guessed(await TestAuthority.open())).toBe('rate-limited');
});
