import { expect, test } from 'vitest';
import { generateSigningKey, thumbprint } from '../../main/crypto/jwk';
import { verifyCompact } from '../../main/crypto/jws';
import { TestAuthority } from '../support/test-authority';
import { WireTerminal, codeOf } from '../support/wire-terminal';

test('Given a fresh code, when a terminal enrols, then it gets a signed statement of its key, its site and the lists', async () => {
  const authority = await TestAuthority.open();
  const terminal = await WireTerminal.create(authority.url);
  const answer = await terminal.enrol(await authority.code());

  expect(answer.status).toBe(201);
  expect(terminal.signingKey && (await thumbprint(terminal.signingKey))).toBe(authority.authority.signingKey);
  const { x, y } = terminal.key;
  expect(terminal.statement).toMatchObject({
    epoch: 1,
    training: true,
    terminalKey: { x, y },
    site: { id: 'main' },
    configuration: { signIn: false, purposes: expect.arrayContaining(['hotel.check-in']) },
  });
  const list = await verifyCompact(
    terminal.statement?.trustList ?? '',
    terminal.signingKey ?? terminal.key,
    'vestibule-trust-list+jws',
  );
  expect(list).toMatchObject({ version: 1 });
});

test('Given a code that was used, when another terminal enrols with it, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  await WireTerminal.enrolled(authority.url, code);
  const second = await WireTerminal.create(authority.url);
  expect(codeOf(await second.enrol(code))).toBe('enrolment-code-used');
});

test('Given twenty terminals with one code, when they enrol at the same time, then one of them is enrolled', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  const terminals = await Promise.all(Array.from({ length: 20 }, () => WireTerminal.create(authority.url)));
  const answers = await Promise.all(terminals.map((terminal) => terminal.enrol(code)));
  expect(answers.map(codeOf).sort()).toEqual([
    '201',
    ...Array.from({ length: 19 }, () => 'enrolment-code-used'),
  ]);
});

test('Given an answer that was lost, when the same terminal sends its code again, then it gets the same enrolment', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  const terminal = await WireTerminal.enrolled(authority.url, code);
  const first = terminal.statement;
  expect((await terminal.enrol(code)).status).toBe(201);
  expect(terminal.statement).toMatchObject({ terminal: first?.terminal, epoch: 1 });
});

test('Given a code typed as it was read aloud, when the terminal enrols, then case, hyphens and look-alikes do not matter', async () => {
  const authority = await TestAuthority.open();
  const codes = await authority.authority.enrolmentCodes(40);
  const code = codes.find((one) => one.includes('1') || one.includes('0')) ?? '';
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o');
  const terminal = await WireTerminal.create(authority.url);
  expect((await terminal.enrol(typed)).status).toBe(201);
});

test('Given a code older than 24 hours, when a terminal enrols, then it is refused: expired', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  authority.ahead = 24 * 3_600_000 + 1_000;
  const terminal = await WireTerminal.create(authority.url);
  expect(codeOf(await terminal.enrol(code))).toBe('enrolment-code-expired');
});

test('Given a key that the sender does not hold, when it is enrolled, then it is refused and the code stays good', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  const thief = await WireTerminal.create(authority.url);
  expect(codeOf(await thief.enrol(code, { signer: await generateSigningKey() }))).toBe('proof-invalid');
  const terminal = await WireTerminal.create(authority.url);
  expect((await terminal.enrol(code)).status).toBe(201);
});

test('Given a proof that was made for another authority, when it is passed on here, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await WireTerminal.create(authority.url);
  const answer = await terminal.enrol(await authority.code(), { aud: 'https://other.example/v1/terminals' });
  expect(codeOf(answer)).toBe('proof-invalid');
});

test('Given somebody who guesses codes, when ten were wrong, then they have to wait', async () => {
  const authority = await TestAuthority.open();
  const terminal = await WireTerminal.create(authority.url);
  for (let guess = 0; guess < 10; guess++) {
    expect(codeOf(await terminal.enrol(`0000-0000-000${guess}`))).toBe('enrolment-code-wrong');
  }
  const answer = await terminal.enrol(await authority.code());
  expect(codeOf(answer)).toBe('rate-limited');
  const wait = Number(answer.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);

  authority.ahead = wait * 1_000 + 1_000;
  expect((await terminal.enrol(await authority.code())).status).toBe(201);
});

test('Given somebody who guesses thirty codes at the same moment, then ten are looked at and the others have to wait', async () => {
  const authority = await TestAuthority.open();
  const terminal = await WireTerminal.create(authority.url);
  const guesses = Array.from({ length: 30 }, (_, nth) => `0000-0000-00${String(nth).padStart(2, '0')}`);
  const answers = (await Promise.all(guesses.map((guess) => terminal.enrol(guess)))).map(codeOf);
  expect(answers.filter((code) => code === 'enrolment-code-wrong')).toHaveLength(10);
  expect(answers.filter((code) => code === 'rate-limited')).toHaveLength(20);
});

test('Given a site whose thirty machines enrol at the same moment from one address, then all of them do', async () => {
  const authority = await TestAuthority.open();
  const machines = Array.from({ length: 30 }, async () =>
    (await WireTerminal.create(authority.url)).enrol(await authority.code()),
  );
  const statuses = (await Promise.all(machines)).map(({ status }) => status);
  expect(statuses).toEqual(machines.map(() => 201));
});

test('Given a restart, when a terminal goes on, then keys, terminals and codes are still there', async () => {
  const authority = await TestAuthority.open();
  const code = await authority.code();
  const terminal = await authority.terminal();
  const { signingKey } = authority.authority;
  await authority.restart();

  expect(authority.authority.signingKey).toBe(signingKey);
  await terminal.fetchToken();
  expect((await terminal.acknowledged(terminal.entries(1))).cursor).toBe(1);
  expect((await (await WireTerminal.create(authority.url)).enrol(code)).status).toBe(201);
});

test('Given a code whose day is long over, when new ones are issued, then it is forgotten; before that its holder is told that it was too late', async () => {
  const authority = await TestAuthority.open();
  const old = await authority.code();
  const tried = async () => codeOf(await (await WireTerminal.create(authority.url)).enrol(old));
  authority.ahead = 20 * 86_400_000;
  await authority.code();
  expect(await tried()).toBe('enrolment-code-expired');
  authority.ahead = 32 * 86_400_000;
  await authority.code();
  expect(await tried()).toBe('enrolment-code-wrong');
});
