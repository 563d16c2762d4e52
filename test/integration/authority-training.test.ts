import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Samples } from '../../main/authority/client/api.generated';
import { verifyCompact } from '../../main/crypto/jws';
import { readTrustList } from '../../main/trust/read-trust-list';
import { judge } from '../../main/verification/judge';
import { purposeNamed } from '../../main/verification/purposes';
import type { VerificationAnswer } from '../../shared/domain/verification';
import { TestAuthority } from '../support/test-authority';
import { type WireTerminal, codeOf, send, sendJson } from '../support/wire-terminal';

/** Judges a text as the terminal would, asking the authority over HTTP. */
async function judged(authority: TestAuthority, terminal: WireTerminal, text: string) {
  const { body } = await send(`${authority.url}/v1/trust-list`);
  const list = readTrustList(
    await verifyCompact(String(body), terminal.signingKey ?? terminal.key, 'vestibule-trust-list+jws'),
  );
  const now = new Date();
  const reader = { id: 'desk', kind: 'command' as const, name: 'Desk' };
  const presentation = {
    id: randomUUID(),
    at: now.toISOString(),
    reader,
    content: { type: 'text' as const, text },
  };
  return judge(presentation, {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list, receivedAt: now },
    now,
    mode: 'training',
    clockOffset: 0,
    askAuthority: async (question) =>
      ({ ...(await terminal.ask(question)), answer: '' }) as VerificationAnswer,
  });
}

test('Given the samples of a training authority, when a terminal presents each, then each does what it promises', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { samples } = (await send(`${authority.url}/v1/training/samples`)).body as Samples;
  expect(samples.slice(0, 3).map(({ expect: outcome, reusable }) => [outcome, reusable])).toEqual([
    ['verified', true],
    ['verified', true],
    ['verified', true],
  ]);
  for (const sample of samples) {
    const first = await judged(authority, terminal, sample.text);
    expect([sample.name, first.verdict.outcome]).toEqual([sample.name, sample.expect]);
    const second = await judged(authority, terminal, sample.text);
    expect([sample.name, second.verdict.outcome]).toEqual([
      sample.name,
      sample.reusable ? sample.expect : 'refused',
    ]);
    if (!sample.reusable) expect(second.verdict.reason).toBe('replayed');
  }
});

test('Given the tray, when a dynamic sample is presented again and again, then it is a fresh code each time', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const tray = authority.authority.tray();
  const dynamic = tray.filter(({ format }) => format === 'e-id-code');
  expect(dynamic.length).toBeGreaterThanOrEqual(4);
  for (const sample of dynamic) {
    expect(sample.text).toBeUndefined();
    for (let time = 0; time < 2; time++) {
      const text = (await authority.authority.textOf(sample.id)) ?? '';
      const { verdict } = await judged(authority, terminal, text);
      expect(verdict).toMatchObject({ outcome: 'verified', assurance: 'online', training: true });
    }
  }
  expect(tray.filter(({ kind }) => kind === 'card')).toHaveLength(4);
  for (const card of tray.filter(({ kind }) => kind === 'card')) {
    expect(await authority.authority.textOf(card.id)).toBeUndefined();
  }
});

test('Given a restart, when the samples are asked for again, then the identity codes are the same ones', async () => {
  const authority = await TestAuthority.open();
  const reusable = async () => (await authority.authority.samples()).filter((sample) => sample.reusable);
  const before = await reusable();
  await authority.restart();
  expect(await reusable()).toEqual(before);
});

test('Given the printed samples of a training day, when a dynamic one is shown 20 hours later, then it still works, and after a day it has expired', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const issuer = 'urn:vestibule:sample:e-id-weixin';
  const [first, second] = (await authority.authority.samples()).filter(({ text }) =>
    text.startsWith('WXEID.'),
  );
  authority.ahead = 20 * 3_600_000;
  await terminal.fetchToken();
  expect((await terminal.ask({ code: first?.text ?? '', issuer })).outcome).toBe('verified');
  authority.ahead = 25 * 3_600_000;
  await terminal.fetchToken();
  expect((await terminal.ask({ code: second?.text ?? '', issuer })).reason).toBe('expired');
});

test('Given an issuer or a citizen that does not exist, when a code is to be minted, then there is none', async () => {
  const { url } = await TestAuthority.open();
  const mint = (body: object) => sendJson(`${url}/v1/training/codes`, body);
  expect(codeOf(await mint({ issuer: 'urn:vestibule:sample:civil-registry' }))).toBe('not-found');
  expect(codeOf(await mint({ issuer: 'constructor' }))).toBe('not-found');
  expect(codeOf(await mint({ issuer: 'urn:vestibule:sample:e-id-alipay', citizen: 'nobody' }))).toBe(
    'not-found',
  );
});
