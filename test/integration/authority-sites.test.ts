import { expect, test } from 'vitest';
import { issueEnrolmentCodes, setSite, sitesAt } from '../../main/authority/server/at-the-database';
import { SiteProfile } from '../../main/authority/server/site-profile';
import type { TerminalRole } from '../../shared/domain/terminal-role';
import { purposeNamed } from '../../main/verification/purposes';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, sendJson } from '../support/wire-terminal';

const issuer = 'urn:vestibule:sample:e-id-weixin';
const ageCheck = { ...purposeNamed('hotel.check-in'), name: 'bar.age-check' };
const bar = SiteProfile.parse({ id: 'bar', name: 'The Anchor', purposes: ['bar.age-check'], signIn: true });

const describeSite = (authority: TestAuthority, profile: SiteProfile) =>
  setSite(authority.database, profile, [ageCheck], new Date());

async function terminalAt(
  authority: TestAuthority,
  site: string,
  role: TerminalRole = 'any',
): Promise<WireTerminal> {
  const [code = ''] = await issueEnrolmentCodes(
    authority.database,
    { site, role, count: 1, own: [ageCheck] },
    new Date(),
  );
  return WireTerminal.enrolled(authority.url, code);
}

async function asked(authority: TestAuthority, terminal: WireTerminal, purpose: string) {
  const minted = await sendJson(`${authority.url}/v1/training/codes`, { issuer });
  const { text } = minted.body as { text: string };
  const { outcome, reason } = await terminal.ask({ code: text, issuer, purpose });
  return reason ?? outcome;
}

test('Given two sites, when a terminal enrols with a code of one, then it gets the name, the purposes and the rule for operators of that one', async () => {
  const authority = await TestAuthority.open();
  await describeSite(
    authority,
    SiteProfile.parse({
      id: 'bank',
      name: 'Quay Street',
      purposes: ['bank.verify-customer'],
      signIn: true,
    }),
  );
  const bank = await terminalAt(authority, 'bank');
  expect(bank.statement).toMatchObject({
    site: { id: 'bank', name: 'Quay Street' },
    configuration: { purposes: ['bank.verify-customer'], signIn: true },
  });
  const hotel = await terminalAt(authority, 'main');
  expect(hotel.statement?.site.id).toBe('main');
  expect((await sitesAt(authority.database, new Date())).map(({ id }) => id)).toEqual(['bank', 'main']);
});

test('Given a site with one purpose, when its terminal asks for another, then the answer is refused, and a wallet is not asked', async () => {
  const authority = await TestAuthority.open();
  await describeSite(authority, SiteProfile.parse({ name: 'Harbour House', purposes: ['hotel.check-in'] }));
  const terminal = await terminalAt(authority, 'main');
  expect(await asked(authority, terminal, 'hotel.check-in')).toBe('verified');
  expect(await asked(authority, terminal, 'reservation.claim')).toBe('not-permitted');
  const request = JSON.stringify({ nonce: 'n'.repeat(43), purpose: 'reservation.claim' });
  expect((await terminal.post('/v1/presentation-requests', request)).status).toBe(400);
});

test('Given a purpose or a site that is not there, when somebody names it, then nothing changes and the message says so', async () => {
  const authority = await TestAuthority.open();
  const unknown = setSite(authority.database, bar, [], new Date());
  await expect(unknown).rejects.toMatchObject({ code: 'bad-request', message: /bar\.age-check/ });
  const codes = issueEnrolmentCodes(
    authority.database,
    { site: 'bar', role: 'any', count: 1, own: [] },
    new Date(),
  );
  await expect(codes).rejects.toMatchObject({ code: 'bad-request' });
  expect(await sitesAt(authority.database, new Date())).toHaveLength(1);
});

test('Given a purpose of a site whose file went away, when the authority runs without it, then the others of the site are left', async () => {
  const authority = await TestAuthority.open();
  await describeSite(authority, { ...bar, purposes: ['bar.age-check', 'hotel.check-in'] });
  const terminal = await terminalAt(authority, 'bar');
  expect(terminal.statement?.configuration.purposes).toEqual(['hotel.check-in']);
});
