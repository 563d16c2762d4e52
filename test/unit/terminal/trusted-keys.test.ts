import { expect, test } from 'vitest';
import { createTrustCalls } from '../../../main/terminal/trust-calls';
import { sha256Hex } from '../../../main/crypto/hash';
import { purposeNamed } from '../../../main/verification/purposes';
import { certificates } from '../../support/certificates';
import { makeState } from '../../../main/training/passport/sample-state';
import { newSigner, trustListOf } from '../../support/minted';

const now = new Date('2026-11-28T12:00:00Z');

function callsOn(roots: number) {
  const root = Buffer.from(makeState({ kind: { curve: 'prime256v1' } }).root);
  const list = trustListOf([newSigner('ES256', 'issuer-1')], { certificates: [certificates.root] });
  list.csca = [...Array.from({ length: roots }, () => root.toString('base64')), 'AAAA'];
  const receivedAt = new Date(now.getTime() - 2 * 3_600_000);
  const rules = purposeNamed('hotel.check-in').offline;
  const calls = createTrustCalls({ trust: () => ({ list, receivedAt }), rules: () => rules, now: () => now });
  return { calls, root, rules };
}

test('Given thousands of roots, when they are paged through and searched, then each key is there with its fingerprint and what it may sign', async () => {
  const { calls, root } = callsOn(3_000);
  const first = await calls['trust.keys']({ search: '', offset: 0, limit: 2 });
  expect(first.total).toBe(3_002);
  expect(first.keys).toMatchObject([
    {
      kind: 'key',
      kid: 'issuer-1',
      formats: ['claim-169'],
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    { kind: 'certificate', fingerprint: sha256Hex(Buffer.from(certificates.root, 'base64')) },
  ]);
  const last = await calls['trust.keys']({ search: '', offset: 3_001, limit: 50 });
  expect(last.keys).toMatchObject([{ kind: 'root', issuer: 'csca:UT', formats: ['emrtd'] }]);
  const grouped = (sha256Hex(root).match(/.{4}/g) ?? []).join(' ');
  expect((await calls['trust.keys']({ search: grouped, offset: 0, limit: 1 })).total).toBe(3_000);
  expect((await calls['trust.keys']({ search: 'ISSUER-1 claim', offset: 0, limit: 1 })).total).toBe(1);
  expect((await calls['trust.keys']({ search: 'nobody', offset: 0, limit: 1 })).total).toBe(0);
});

test('Given a trust list with roots, when its age is asked, then the roots are as old as it, and the unreadable one is counted', async () => {
  const { calls, rules } = callsOn(1);
  const longestSeconds = rules.trustListHours * 3_600;
  expect(await calls['trust.lists']({})).toMatchObject({
    lists: [
      { kind: 'trust-list', ageSeconds: 7_200, longestSeconds },
      { kind: 'roots', ageSeconds: 7_200, longestSeconds },
    ],
    unreadable: 1,
  });
});
