import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { HeartbeatAnswer } from '../../main/authority/client/api.generated';
import { createAuthorityClient } from '../../main/authority/client/authority-client';
import { enrol } from '../../main/authority/client/enrol';
import { signedOrders } from '../../main/authority/client/orders';
import { rotateKey } from '../../main/authority/client/rotate-key';
import { SigningKey } from '../../main/authority/client/signing-key';
import { giveOrder } from '../../main/authority/server/at-the-database';
import { type PublicKey, generateSigningKey } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import { TestAuthority } from '../support/test-authority';
import { type WireTerminal, codeOf } from '../support/wire-terminal';

const now = () => new Date();
const health = { appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 };

async function beat(terminal: WireTerminal, ordersDone?: string[]): Promise<HeartbeatAnswer> {
  const answer = await terminal.post('/v1/heartbeats', JSON.stringify({ ...health, ordersDone }));
  if (answer.status !== 200) throw new Error(codeOf(answer));
  return answer.body as HeartbeatAnswer;
}

async function ordersOf(terminal: WireTerminal) {
  if (!terminal.signingKey) throw new Error('not enrolled');
  return signedFor(terminal.id, await beat(terminal), terminal.signingKey);
}

const signedFor = (terminal: string, answer: Pick<HeartbeatAnswer, 'orders'>, signingKey: PublicKey) =>
  signedOrders(answer, { terminal }, new SigningKey({ signingKey }), AbortSignal.timeout(5_000));

test('Given an order, when the terminal beats, then it hears it signed until it says that it is done', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  expect(await ordersOf(terminal)).toEqual([]);
  await giveOrder(authority.database, terminal.id, 'fetch-configuration', now());
  await giveOrder(authority.database, terminal.id, 'fetch-configuration', now());
  const [order, ...more] = await ordersOf(terminal);
  expect(more).toEqual([]);
  expect(order).toMatchObject({ terminal: terminal.id, kind: 'fetch-configuration' });
  expect(await ordersOf(terminal)).toEqual([order]);
  expect(await beat(terminal, [order?.order ?? ''])).not.toHaveProperty('orders');
});

test('Given orders that somebody else signed, or for another terminal, when they are heard, then they are none', async () => {
  const authority = await TestAuthority.open();
  const [terminal, other] = [await authority.terminal(), await authority.terminal()];
  await giveOrder(authority.database, terminal.id, 'rotate-key', now());
  const answer = await beat(terminal);
  const { signingKey } = terminal;
  if (!signingKey) throw new Error('not enrolled');
  expect(await signedFor(other.id, answer, signingKey)).toEqual([]);
  const forged = await signCompact(
    {
      order: 'b4d3a1c2-0000-4000-8000-000000000001',
      terminal: terminal.id,
      kind: 'revoke-and-wipe',
      issuedAt: now().toISOString(),
    },
    await generateSigningKey(),
    'vestibule-order+jws',
  );
  expect(await signedFor(terminal.id, { orders: [forged] }, signingKey)).toEqual([]);
});

test('Given a terminal that does not exist, when an order is given, then it is refused in words', async () => {
  const authority = await TestAuthority.open();
  const given = giveOrder(authority.database, 'T-NOBODY', 'rotate-key', now());
  await expect(given).rejects.toMatchObject({ code: 'bad-request' });
});

test('Given a terminal that is revoked, when it asks, then it gets no answer; its entries are taken until it is wiped, then nothing more', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  await giveOrder(authority.database, terminal.id, 'revoke-and-wipe', now());
  const question = {
    nonce: randomBytes(16).toString('base64url'),
    question: { format: 'e-id-code', issuer: 'i', code: 'c', purpose: 'p', presentedAt: now().toISOString() },
  };
  expect(codeOf(await terminal.post('/v1/verifications', JSON.stringify(question)))).toBe('terminal-revoked');
  expect((await terminal.acknowledged(terminal.entries(2))).cursor).toBe(2);
  const [order] = await ordersOf(terminal);
  await beat(terminal, [order?.order ?? '']);
  expect(codeOf(await terminal.deliver(terminal.entries(1)))).toBe('token-invalid');
  await expect(terminal.fetchToken()).rejects.toThrow('assertion-invalid');
  // A new code begins anew: the machine was repaired, or it was the wrong one.
  expect((await terminal.enrol(await authority.code())).status).toBe(201);
  await terminal.fetchToken();
  expect((await beat(terminal)).state).toBe('active');
});

test('Given a new key, when it takes the place of the old one, then the terminal goes on with it and the old one opens nothing', async () => {
  const authority = await TestAuthority.open();
  const enrolment = await enrol({ url: authority.url, code: await authority.code(), now });
  const newKey = await generateSigningKey();
  const renewed = await rotateKey({ enrolment, newKey, now });
  expect(renewed).toMatchObject({ terminal: enrolment.terminal, epoch: enrolment.epoch });
  expect(await createAuthorityClient({ enrolment: renewed, now }).heartbeat(health)).toMatchObject({
    state: 'active',
  });
  const old = createAuthorityClient({ enrolment, now }).heartbeat(health);
  await expect(old).rejects.toMatchObject({ problem: 'assertion-invalid' });
});

test('Given a key that its sender does not hold, or that a terminal has, when it is to replace another, then it does not', async () => {
  const authority = await TestAuthority.open();
  const enrolment = await enrol({ url: authority.url, code: await authority.code(), now });
  const other = await enrol({ url: authority.url, code: await authority.code(), now });
  const taken = rotateKey({ enrolment, newKey: other.privateKey, now });
  await expect(taken).rejects.toMatchObject({ problem: 'proof-invalid' });
  const { x, y } = await generateSigningKey();
  const stolen = rotateKey({ enrolment, newKey: { ...enrolment.privateKey, x, y }, now });
  await expect(stolen).rejects.toThrow();
  expect(await createAuthorityClient({ enrolment, now }).heartbeat(health)).toMatchObject({
    state: 'active',
  });
});
