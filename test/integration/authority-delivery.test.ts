import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { HeartbeatAnswer, WireEntry } from '../../main/authority/client/api.generated';
import { generateSigningKey } from '../../main/crypto/jwk';
import { TestAuthority } from '../support/test-authority';
import { codeOf, hashOf } from '../support/wire-terminal';

const heartbeat = JSON.stringify({ appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 });
const statuses = ({ results }: { results: { status: string; reason?: string }[] }) =>
  results.map(({ status, reason }) => reason ?? status);

test('Given a batch, when it is delivered twice, then the second time says duplicate and nothing is stored twice', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const batch = terminal.entries(5);

  const first = await terminal.acknowledged(batch);
  expect(statuses(first)).toEqual(Array.from({ length: 5 }, () => 'accepted'));
  expect(first).toMatchObject({ terminal: terminal.id, epoch: 1, cursor: 5, head: batch[4]?.hash });

  const second = await terminal.acknowledged(batch);
  expect(statuses(second)).toEqual(Array.from({ length: 5 }, () => 'duplicate'));
  expect(second).toMatchObject({ cursor: 5, head: batch[4]?.hash });
  expect(authority.arrived.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 5 }, () => 'accepted'),
    ...Array.from({ length: 5 }, () => 'duplicate'),
  ]);
});

test('Given the same batch eight times at once, when it arrives, then each entry is accepted once', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const batch = terminal.entries(10);
  await Promise.all(Array.from({ length: 8 }, () => terminal.acknowledged(batch)));
  expect(authority.arrived.filter(({ status }) => status === 'accepted')).toHaveLength(10);
  expect(authority.arrived.filter(({ status }) => status === 'duplicate')).toHaveLength(70);
});

test('Given an overlap after a lost answer, when the rest is delivered, then the cursor goes on without a gap', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const entries = terminal.entries(7);
  await terminal.acknowledged(entries.slice(0, 4));
  const rest = await terminal.acknowledged(entries.slice(2));
  expect(statuses(rest)).toEqual(['duplicate', 'duplicate', 'accepted', 'accepted', 'accepted']);
  expect(rest.cursor).toBe(7);
});

test('Given an id that was delivered, when it comes again with other content, then it is refused and the first stays', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const [entry] = terminal.entries(1);
  if (!entry) throw new Error('no entry');
  await terminal.acknowledged([entry]);

  const otherBody = Buffer.from(JSON.stringify({ reason: 'another reason', operator: 'x' })).toString(
    'base64',
  );
  const withHeader = (changes: Partial<WireEntry['header']>): WireEntry => {
    const header = { ...entry.header, ...changes };
    return { ...entry, header, hash: hashOf(header) };
  };
  for (const changed of [
    { ...entry, bodyBase64: otherBody },
    { ...entry, header: { ...entry.header, retention: 'for-ever' } },
    withHeader({ retention: 'for-ever' }),
    withHeader({ seq: 2, previous: entry.hash }),
  ]) {
    expect(statuses(await terminal.acknowledged([changed]))).toEqual(['content-changed']);
  }
  expect(statuses(await terminal.acknowledged([entry]))).toEqual(['duplicate']);
});

test('Given a disk that was set back, when the terminal writes other history, then it is put in quarantine until it enrols anew', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const entries = terminal.entries(3);
  await terminal.acknowledged(entries);
  const [first] = entries;
  if (!first) throw new Error('no entry');
  terminal.rollBackTo(first);
  const forked = terminal.entries(2);

  const answer = await terminal.deliver(forked);
  expect(answer.status).toBe(409);
  expect(codeOf(answer)).toBe('terminal-forked');
  expect(codeOf(await terminal.deliver(entries))).toBe('terminal-quarantined');
  const ask = JSON.stringify({
    nonce: 'A'.repeat(22),
    question: {
      format: 'e-id-code',
      issuer: 'i',
      code: 'c',
      purpose: 'p',
      presentedAt: new Date().toISOString(),
    },
  });
  expect(codeOf(await terminal.post('/v1/verifications', ask))).toBe('terminal-quarantined');
  const heard = (await terminal.post('/v1/heartbeats', heartbeat)).body as HeartbeatAnswer;
  expect(heard).toMatchObject({ state: 'quarantined', epoch: 1, cursor: 3 });

  const { id } = terminal;
  expect((await terminal.enrol(await authority.code())).status).toBe(201);
  expect(terminal).toMatchObject({ id, epoch: 2 });
  expect(statuses(await terminal.acknowledged(terminal.entries(2)))).toEqual(['accepted', 'accepted']);
});

test('Given entries that are missing in between, when later ones arrive, then nothing is taken and the heartbeat says where to begin', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const entries = terminal.entries(6);
  await terminal.acknowledged(entries.slice(0, 2));
  const answer = await terminal.deliver(entries.slice(3));
  expect(answer.status).toBe(409);
  expect(codeOf(answer)).toBe('sequence-gap');
  const hole = await terminal.deliver([...entries.slice(2, 3), ...entries.slice(4)]);
  expect(codeOf(hole)).toBe('sequence-gap');
  const heard = (await terminal.post('/v1/heartbeats', heartbeat)).body as HeartbeatAnswer;
  expect(heard.cursor).toBe(2);
  expect((await terminal.acknowledged(entries.slice(2))).cursor).toBe(6);
});

test('Given entries that do not hold, when they arrive, then each is refused with its reason and those behind go on', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const good = terminal.entry();
  const wrongHash = { ...terminal.entry(), hash: 'ab'.repeat(32) };
  terminal.rollBackTo(wrongHash);
  const broken = terminal.entry({ previous: 'cd'.repeat(32) });
  const uncommitted = terminal.entry({ commitment: 'ef'.repeat(32) });
  const malformed = terminal.entry({}, { reason: '', operator: 7 });
  const noObject = terminal.entry({ kind: 'reader' }, 'text');
  const alone = terminal.entry();
  const last = terminal.entry();

  const batch = [
    good,
    wrongHash,
    broken,
    uncommitted,
    malformed,
    noObject,
    { header: alone.header, hash: alone.hash },
    last,
  ];
  const expected = [
    'accepted',
    'hash-wrong',
    'chain-broken',
    'commitment-wrong',
    'body-malformed',
    'body-malformed',
    'accepted',
    'accepted',
  ];
  const first = await terminal.acknowledged(batch);
  expect(statuses(first)).toEqual(expected);
  expect(first.cursor).toBe(8);
  const again = await terminal.acknowledged(batch);
  expect(statuses(again)).toEqual(expected.map((status) => (status === 'accepted' ? 'duplicate' : status)));
});

test('Given a batch that somebody else signed or changed, when it arrives, then nothing of it is taken', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const batch = terminal.entries(2);
  const foreign = await terminal.deliver(batch, { signer: await generateSigningKey() });
  expect(codeOf(foreign)).toBe('signature-invalid');
  const unsigned = await terminal.post('/v1/entries', JSON.stringify({ entries: batch }));
  expect(codeOf(unsigned)).toBe('signature-invalid');
  expect((await terminal.acknowledged(batch)).cursor).toBe(2);
});

test('Given entries of another terminal, when they arrive, then the batch is refused', async () => {
  const authority = await TestAuthority.open();
  const [terminal, other] = await Promise.all([authority.terminal(), authority.terminal()]);
  expect(codeOf(await terminal.deliver(other.entries(1)))).toBe('bad-request');
  expect(codeOf(await terminal.deliver([terminal.entry({ epoch: 2 })]))).toBe('bad-request');
});

test('Given a batch without compression, when it arrives, then it is taken as well', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  expect((await terminal.deliver(terminal.entries(1), { gzip: false })).status).toBe(200);
});

test('Given more than a hundred entries, when they come in one batch, then it is refused', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  expect(codeOf(await terminal.deliver(terminal.entries(101)))).toBe('bad-request');
});

test('Given an entry with a name in it, when it is stored, then the name is not in the database in clear', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const marker = `Zzyzx-${randomUUID()}`;
  await terminal.acknowledged([terminal.entry({}, { reason: marker, operator: 'training-clerk' })]);
  const rows = [
    ...(await authority.rows('SELECT * FROM entries')),
    ...(await authority.rows('SELECT * FROM entry_bodies')),
  ];
  expect(rows).toHaveLength(2);
  const bytes = rows.flatMap((row) => Object.values(row)).map((value) => Buffer.from(String(value)));
  const blobs = rows.flatMap((row) => Object.values(row)).filter((value) => value instanceof Uint8Array);
  expect([...bytes, ...blobs].some((part) => Buffer.from(part).includes(marker))).toBe(false);
});
