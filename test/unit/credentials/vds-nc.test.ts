import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import { canonicalJson } from '../../../main/crypto/canonical-json';
import { judge } from '../../../main/verification/judge';
import type { Verdict } from '../../../shared/domain/verdict';
import { certificates, leafKey, rogueKey } from '../../support/certificates';
import { presentedText, trustListOf } from '../../support/minted';

const NOW = new Date('2030-06-01T00:00:00Z');
const DATA = {
  hdr: { t: 'icao.vacc', v: 1, is: 'UTO' },
  msg: {
    uvci: 'U32870',
    pid: { n: 'SAMPLE ALEX', dob: '1990-03-07', sex: 'F', i: 'X0000000Y' },
    ve: [{ des: 'XM68M6', nam: 'Example', dis: 'RA01.0' }],
  },
};

function sealed(
  data: unknown = DATA,
  key: typeof leafKey | typeof rogueKey = leafKey,
): Record<string, unknown> {
  const signature = sign('sha256', Buffer.from(canonicalJson(data)), {
    key: createPrivateKey({ key, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  const cer = Buffer.from(certificates.leaf, 'base64').toString('base64url');
  return { data, sig: { alg: 'ES256', cer, sigvl: signature.toString('base64url') } };
}

async function verdictOf(seal: unknown, roots: readonly string[] = [certificates.inter]): Promise<Verdict> {
  const list = trustListOf(
    [],
    { certificates: roots, formats: ['vds'] },
    { expiresAt: '2040-01-01T00:00:00Z' },
  );
  const context = {
    purpose: everythingAllowed,
    trust: { list, receivedAt: NOW },
    now: NOW,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(JSON.stringify(seal)), context)).verdict;
}

describe('a seal in JSON', () => {
  test('Given a proof of vaccination under a trusted certificate, when it is presented, then it is verified', async () => {
    expect(await verdictOf(sealed())).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      format: 'vds',
      claims: {
        fullName: 'SAMPLE ALEX',
        birthDate: '1990-03-07',
        documentKind: 'icao.vacc',
        documentNumber: 'U32870',
      },
    });
  });

  test('Given its members in another order, when it is presented, then it is the same: the canonical form is signed', async () => {
    const { data, sig } = sealed();
    expect((await verdictOf({ sig, data: { msg: DATA.msg, hdr: DATA.hdr } })).outcome).toBe('verified');
    expect(data).toBe(DATA);
  });

  test.each<[string, () => Promise<Verdict>, string]>([
    [
      'another name',
      () => verdictOf({ ...sealed(), data: { ...DATA, msg: { pid: { n: 'ELSE' } } } }),
      'bad-signature',
    ],
    ['another’s signature', () => verdictOf(sealed(DATA, rogueKey)), 'bad-signature'],
    ['a certificate that ends nowhere', () => verdictOf(sealed(), [certificates.other]), 'untrusted-issuer'],
    ['no person', () => verdictOf(sealed({ ...DATA, msg: {} })), 'malformed'],
    [
      'a birth date that is none',
      () => verdictOf(sealed({ ...DATA, msg: { pid: { n: 'X', dob: 'May' } } })),
      'malformed',
    ],
    [
      'half a character',
      () => verdictOf({ ...sealed(), data: { ...DATA, msg: { pid: { n: '\ud800' } } } }),
      'malformed',
    ],
    ['a member nobody knows', () => verdictOf({ ...sealed(), more: 1 }), 'malformed'],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, verdict, reason) => {
    expect(await verdict()).toMatchObject({ outcome: 'refused', reason, claims: {} });
  });
});
