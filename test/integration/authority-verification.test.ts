import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { generateSigningKey } from '../../main/crypto/jwk';
import { purposeNamed } from '../../main/verification/purposes';
import type { MintedCode } from '../../main/authority/client/api.generated';
import { TestAuthority } from '../support/test-authority';
import { codeOf, sendJson } from '../support/wire-terminal';

const weixin = 'urn:vestibule:sample:e-id-weixin';
const alipay = 'urn:vestibule:sample:e-id-alipay';

async function mint(authority: TestAuthority, issuer = weixin, citizen = 'lin-wanqiu'): Promise<MintedCode> {
  const answer = await sendJson(`${authority.url}/v1/training/codes`, { issuer, citizen });
  expect(answer.status).toBe(201);
  return answer.body as MintedCode;
}

const at = (milliseconds: number) => new Date(milliseconds).toISOString();

test.each([weixin, alipay])(
  'Given a fresh code of %s, when it is asked about, then the person is verified for this purpose',
  async (issuer) => {
    const authority = await TestAuthority.open();
    const terminal = await authority.terminal();
    const { text, expiresAt } = await mint(authority, issuer);
    expect(await terminal.ask({ code: text, issuer })).toMatchObject({
      outcome: 'verified',
      purpose: 'hotel.check-in',
      issuer: { id: issuer },
      training: true,
      validUntil: expiresAt,
      claims: { fullName: '林晚秋', latinName: 'Lin Wanqiu', birthDate: '1991-03-14', adult: true },
    });
  },
);

test('Given one code, when twenty questions about it arrive at once, then exactly one is verified', async () => {
  const authority = await TestAuthority.open();
  const terminals = await Promise.all([authority.terminal(), authority.terminal()]);
  const { text } = await mint(authority);
  const begin = Date.now();
  const questions = Array.from({ length: 20 }, (_, index) =>
    terminals[index % 2]?.ask({ code: text, issuer: weixin, presentedAt: at(begin + index) }),
  );
  const statements = await Promise.all(questions);
  const outcomes = statements.map((statement) => statement?.reason ?? statement?.outcome);
  expect(outcomes.filter((outcome) => outcome === 'verified')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(19);
});

test('Given an answer that was lost, when the same question is asked again, now or late, then it gets the same answer', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const question = { code: text, issuer: weixin, presentedAt: at(Date.now()) };
  expect((await terminal.ask(question)).outcome).toBe('verified');
  expect((await terminal.ask(question)).outcome).toBe('verified');
  authority.ahead = 3_600_000;
  await terminal.fetchToken();
  expect((await terminal.askLate(await terminal.sealed(question))).outcome).toBe('verified');

  const other = await authority.terminal();
  expect((await other.ask(question)).reason).toBe('replayed');
});

test('Given a purpose that sees little, when a code is asked about, then only its fields come back', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  for (const purpose of [
    'reservation.claim',
    'social.entitlement',
    'hotel.check-in',
    'bank.verify-customer',
  ]) {
    const { text } = await mint(authority);
    const { claims, outcome } = await terminal.ask({ code: text, issuer: weixin, purpose });
    expect(outcome).toBe('verified');
    const { sees } = purposeNamed(purpose);
    expect(Object.keys(claims).filter((name) => !sees.some((seen) => seen === name))).toEqual([]);
  }
  const { text } = await mint(authority);
  const { claims } = await terminal.ask({ code: text, issuer: weixin, purpose: 'reservation.claim' });
  expect(claims).toEqual({
    fullName: '林晚秋',
    latinName: 'Lin Wanqiu',
    documentNumber: expect.any(String),
  });
});

test('Given a purpose that nobody knows, when a code is asked about, then it is not permitted and the code stays good', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const refused = await terminal.ask({ code: text, issuer: weixin, purpose: 'police.search' });
  expect(refused).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
  expect((await terminal.ask({ code: text, issuer: weixin })).outcome).toBe('verified');
});

test('Given a code whose 60 seconds are over, when it is asked about now, then it is refused: expired', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  authority.ahead = 61_000;
  expect((await terminal.ask({ code: text, issuer: weixin })).reason).toBe('expired');
});

test('Given codes that nobody issued or another issuer did, when they are asked about, then they are unknown', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority, weixin);
  const ask = (code: string, issuer: string) => terminal.ask({ code, issuer });
  expect((await ask('WXEID.00000000000000000000000000', weixin)).reason).toBe('unknown-code');
  expect((await ask(text, alipay)).reason).toBe('unknown-code');
  expect((await ask(text, 'urn:example:nobody')).reason).toBe('untrusted-issuer');
  expect((await ask(text, weixin)).outcome).toBe('verified');
});

test('Given a code shown in time while offline, when it is judged two days later, then it is verified and used up', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const verdict = randomUUID();
  const sealed = await terminal.sealed({
    code: text,
    issuer: weixin,
    presentedAt: at(Date.now() + 20_000),
    verdict,
  });
  authority.ahead = 48 * 3_600_000;
  await terminal.fetchToken();
  expect(await terminal.askLate(sealed)).toMatchObject({
    outcome: 'verified',
    verdict,
    claims: { fullName: '林晚秋' },
  });
  const second = await authority.terminal();
  const replay = { code: text, issuer: weixin, presentedAt: at(Date.now() + 30_000) };
  expect((await second.askLate(await second.sealed(replay))).reason).toBe('replayed');
});

test('Given a code used online meanwhile, when an earlier offline showing is judged late, then it is replayed', async () => {
  const authority = await TestAuthority.open();
  const [offline, online] = await Promise.all([authority.terminal(), authority.terminal()]);
  const { text } = await mint(authority);
  const sealed = await offline.sealed({ code: text, issuer: weixin, presentedAt: at(Date.now()) });
  expect((await online.ask({ code: text, issuer: weixin })).outcome).toBe('verified');
  expect((await offline.askLate(sealed)).reason).toBe('replayed');
});

test('Given a code shown after its life, when it is judged late, then it is refused: expired', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const sealed = await terminal.sealed({ code: text, issuer: weixin, presentedAt: at(Date.now() + 180_000) });
  authority.ahead = 3_600_000;
  await terminal.fetchToken();
  expect((await terminal.askLate(sealed)).reason).toBe('expired');
});

test('Given a code of which no record is left, when it is judged late, then it is refused: expired', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const sealed = await terminal.sealed({ code: text, issuer: weixin, presentedAt: at(Date.now()) });
  authority.ahead = 80 * 3_600_000;
  await mint(authority);
  await terminal.fetchToken();
  expect((await terminal.askLate(sealed)).reason).toBe('expired');
});

test('Given a terminal whose clock is an hour slow and knows it, when its late question is judged, then the offset counts', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const presentedAt = at(Date.now() - 3_600_000);
  const unaware = await terminal.sealed({ code: text, issuer: weixin, presentedAt });
  const aware = await terminal.sealed({ code: text, issuer: weixin, presentedAt, clockOffset: 3_600_000 });
  expect((await terminal.askLate(unaware)).reason).toBe('clock-wrong');
  expect((await terminal.askLate(aware)).outcome).toBe('verified');
});

test('Given a showing in the future, when it is judged late, then the clock is wrong', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const { text } = await mint(authority);
  const sealed = await terminal.sealed({
    code: text,
    issuer: weixin,
    presentedAt: at(Date.now() + 3_600_000),
  });
  expect((await terminal.askLate(sealed)).reason).toBe('clock-wrong');
});

test('Given sealed questions that were altered or signed by somebody else, when they arrive, then they are refused and say so', async () => {
  const authority = await TestAuthority.open();
  const [terminal, other] = await Promise.all([authority.terminal(), authority.terminal()]);
  const { text } = await mint(authority);
  const question = { code: text, issuer: weixin, presentedAt: at(Date.now()) };
  const sealed = await terminal.sealed(question);
  const bent = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  expect((await terminal.askLate(bent)).reason).toBe('malformed');
  expect((await other.askLate(sealed)).reason).toBe('bad-signature');
  const foreign = await terminal.sealed(question, await generateSigningKey());
  expect((await terminal.askLate(foreign)).reason).toBe('bad-signature');
  const borrowed = await terminal.sealed({ ...question, terminal: other.id });
  expect((await terminal.askLate(borrowed)).reason).toBe('bad-signature');
  expect((await terminal.askLate(sealed)).outcome).toBe('verified');
});

test('Given a signed identity code, when it is asked about, then the authority judges it by its own trust list', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const samples = authority.authority.tray();
  const find = (id: string) => samples.find((sample) => sample.id === id)?.text ?? '';
  const ask = (id: string) =>
    terminal.ask({ code: find(id), issuer: 'urn:vestibule:sample:civil-registry', format: 'claim-169' });
  expect(await ask('identity-eleni-karagianni')).toMatchObject({
    outcome: 'verified',
    claims: { fullName: 'Ελένη Καραγιάννη' },
    training: true,
  });
  expect((await ask('bent')).reason).toBe('bad-signature');
  expect((await ask('stranger')).reason).toBe('untrusted-issuer');
});

const HOUR = 3_600_000;
const registry = 'urn:vestibule:sample:civil-registry';

/** An identity code that its issuer signed, of the tray of the training authority. */
const signedCode = (authority: TestAuthority) =>
  authority.authority.tray().find(({ id }) => id === 'identity-eleni-karagianni')?.text ?? '';

test('Given a signed code shown while offline, when the trust list was issued anew before the late question comes, then it is judged as of then all the same', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const code = signedCode(authority);
  const presentedAt = at(Date.now() + 7 * 24 * HOUR - HOUR);
  const sealed = await terminal.sealed({ code, issuer: registry, format: 'claim-169', presentedAt });
  authority.ahead = 7 * 24 * HOUR + HOUR;
  await terminal.fetchToken();
  expect(await terminal.askLate(sealed)).toMatchObject({ outcome: 'verified' });
});

test.each([
  ['in the future', 2 * HOUR, 'clock-wrong'],
  ['longer ago than a terminal keeps a question', -73 * HOUR, 'expired'],
])('Given a signed code shown %s, when it is judged late, then it is refused', async (_, shown, reason) => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const presentedAt = at(Date.now() + shown);
  const question = {
    code: signedCode(authority),
    issuer: registry,
    format: 'claim-169',
    presentedAt,
  } as const;
  expect(await terminal.askLate(await terminal.sealed(question))).toMatchObject({
    outcome: 'refused',
    reason,
  });
});

test('Given a purpose that requires the authority, when it is asked about a signed code, then it says so by itself', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-purposes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hotel = purposeNamed('hotel.check-in');
  const offline = { ...hotel.offline, signatureSuffices: [] };
  const strict = { ...hotel, name: 'test.strict', requires: ['understood', 'authority'], offline };
  writeFileSync(path.join(folder, 'strict.json'), JSON.stringify(strict));
  const authority = await TestAuthority.open({ purposes: folder });
  const terminal = await authority.terminal();
  const question = { code: signedCode(authority), issuer: registry, format: 'claim-169' };
  expect(await terminal.ask({ ...question, purpose: 'test.strict' })).toMatchObject({ outcome: 'verified' });
});

test('Given a question with neither or both forms, when it is asked, then the request is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const nonce = 'A'.repeat(22);
  const sealed = await terminal.sealed({ code: 'x', issuer: weixin, presentedAt: at(Date.now()) });
  for (const body of [{ nonce }, { nonce: 'short', sealed }, { nonce, sealed, question: {} }]) {
    expect(codeOf(await terminal.post('/v1/verifications', JSON.stringify(body)))).toBe('bad-request');
  }
});
