import { expect, test } from 'vitest';
import { issueEnrolmentCodes, setSite } from '../../main/authority/server/at-the-database';
import { SiteProfile } from '../../main/authority/server/site-profile';
import { unverifiedPayload } from '../../main/crypto/compact-jws';
import { generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import type { TerminalRole } from '../../shared/domain/terminal-role';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, codeOf, sendJson } from '../support/wire-terminal';

const issuer = 'urn:vestibule:sample:e-id-weixin';
const hotel = 'hotel.check-in';
const bank = 'bank.verify-customer';
const reservation = 'reservation.claim';

async function codeFor(authority: TestAuthority, role: TerminalRole): Promise<string> {
  const place = { site: 'main', role, count: 1, own: [] };
  return (await issueEnrolmentCodes(authority.database, place, new Date()))[0] ?? '';
}

const enrolledAs = async (authority: TestAuthority, role: TerminalRole) =>
  WireTerminal.enrolled(authority.url, await codeFor(authority, role));

async function asked(authority: TestAuthority, terminal: WireTerminal, purpose: string) {
  const minted = await sendJson(`${authority.url}/v1/training/codes`, { issuer });
  const { text } = minted.body as { text: string };
  const { outcome, reason } = await terminal.ask({ code: text, issuer, purpose });
  return reason ?? outcome;
}

const askedWallet = async (terminal: WireTerminal, purpose: string) =>
  codeOf(
    await terminal.post('/v1/presentation-requests', JSON.stringify({ nonce: 'n'.repeat(43), purpose })),
  );
const askedStays = async (terminal: WireTerminal) =>
  codeOf(await terminal.post('/v1/stays', JSON.stringify({ nonce: 'n'.repeat(43), stays: [] })));

test('Given codes for each role, when terminals enrol, then each is told its role and the purposes of the site that it has', async () => {
  const authority = await TestAuthority.open();
  const told = async (role: TerminalRole) => {
    const { configuration } = (await enrolledAs(authority, role)).statement ?? {};
    return [configuration?.role, configuration?.purposes];
  };
  expect(await told('any')).toEqual([undefined, [hotel, bank, reservation, 'social.entitlement']]);
  expect(await told('front-desk')).toEqual(['front-desk', [hotel, reservation, 'social.entitlement']]);
  expect(await told('teller')).toEqual(['teller', [bank, reservation, 'social.entitlement']]);
  expect(await told('self-service')).toEqual(['self-service', [hotel, reservation]]);
});

test('Given a teller’s terminal, when it asks about a guest, then neither a code nor a wallet nor other stays are told it, and its own work goes on', async () => {
  const authority = await TestAuthority.open();
  const [teller, desk] = [await enrolledAs(authority, 'teller'), await enrolledAs(authority, 'front-desk')];
  expect(await asked(authority, teller, hotel)).toBe('not-permitted');
  expect(await askedWallet(teller, hotel)).toBe('bad-request');
  expect(await askedStays(teller)).toBe('bad-request');
  expect(await asked(authority, teller, bank)).toBe('verified');
  expect(await asked(authority, desk, hotel)).toBe('verified');
  expect(await askedWallet(desk, hotel)).toBe('201');
  expect(await askedStays(desk)).toBe('200');
  expect(await asked(authority, desk, bank)).toBe('not-permitted');
});

test('Given a terminal, when it gets another key, then it keeps its role; when it enrols with another code, then it has that one’s', async () => {
  const authority = await TestAuthority.open();
  const terminal = await enrolledAs(authority, 'self-service');
  const key = await generateSigningKey();
  const { kty, crv, x, y } = publicHalf(key);
  const claims = { aud: `${authority.url}/v1/keys`, terminal: terminal.id };
  const proof = await signCompact(claims, key, 'vestibule-key-proof+jws');
  const answer = await terminal.post('/v1/keys', JSON.stringify({ publicKey: { kty, crv, x, y }, proof }));
  const { statement } = answer.body as { statement: string };
  expect(unverifiedPayload(statement)).toMatchObject({ configuration: { role: 'self-service' } });
  terminal.key = key;
  expect((await terminal.enrol(await codeFor(authority, 'front-desk'))).status).toBe(201);
  expect(terminal.statement).toMatchObject({ epoch: 2, configuration: { role: 'front-desk' } });
});

test('Given a code that was used, when its answer was lost and it is sent again, then the role is the same', async () => {
  const authority = await TestAuthority.open();
  const code = await codeFor(authority, 'teller');
  const terminal = await WireTerminal.create(authority.url);
  await terminal.enrol(code);
  await terminal.enrol(code);
  expect(terminal.statement).toMatchObject({ epoch: 1, configuration: { role: 'teller' } });
});

test('Given a hotel, when a teller’s code is asked for, then there is none; and with a kiosk there, the hotel cannot give up what the kiosk is for', async () => {
  const authority = await TestAuthority.open();
  const described = (purposes: string[]) =>
    setSite(authority.database, SiteProfile.parse({ name: 'Harbour House', purposes }), [], new Date());
  await described([hotel]);
  await expect(codeFor(authority, 'teller')).rejects.toMatchObject({
    code: 'bad-request',
    message: /teller/,
  });
  const kiosk = await enrolledAs(authority, 'self-service');
  await expect(described([bank])).rejects.toMatchObject({ code: 'bad-request', message: /self-service/ });
  expect(await asked(authority, kiosk, hotel)).toBe('verified');
  await described([hotel, bank]);
});

test('Given two roles at a site that changes, when their terminals ask, then each counts the versions of its own configuration', async () => {
  const authority = await TestAuthority.open();
  const [desk, kiosk] = [
    await enrolledAs(authority, 'front-desk'),
    await enrolledAs(authority, 'self-service'),
  ];
  const heard = async (terminal: WireTerminal) => {
    const beat = JSON.stringify({ appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 });
    return (await terminal.post('/v1/heartbeats', beat)).body;
  };
  // Both of what a kiosk has stay; a desk loses one.
  const profile = SiteProfile.parse({ name: 'Harbour House (training)', purposes: [hotel, reservation] });
  await setSite(authority.database, profile, [], new Date());
  expect(await heard(desk)).toMatchObject({ configurationVersion: 2 });
  expect(await heard(kiosk)).toMatchObject({ configurationVersion: 1 });
});
