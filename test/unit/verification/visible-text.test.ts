import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { visibleClaims } from '../../../main/verification/visible-text';
import { NOON, WANG, claim169Code, cwt, newSigner, presentedText, trustListOf } from '../../support/minted';

const signer = newSigner('ES256');

async function claimsOf(identity: Record<number, unknown>) {
  const text = claim169Code({ signer, payload: cwt({ ...WANG, ...identity }) });
  const { verdict } = await judge(presentedText(text), {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list: trustListOf([signer]), receivedAt: NOON },
    now: NOON,
    mode: 'live',
    clockOffset: 0,
  });
  expect(verdict.outcome).toBe('verified');
  return verdict.claims;
}

test.each([
  ['an override that turns a number round', { 1: '\u202E1744-2400' }, { documentNumber: '1744-2400' }],
  ['isolates around a name', { 4: '\u2067王小明\u2069' }, { fullName: '王小明' }],
  ['spaces without width in a name', { 4: 'A\u200Bnn\uFEFFa\u2060' }, { fullName: 'Anna' }],
  [
    'marks of direction around a number of two parts',
    { 1: '\u200F12 34\u200F' },
    { documentNumber: '12 34' },
  ],
  ['a separator and annotations that show nothing', { 4: 'An\u180Ena\uFFF9\uFFFB' }, { fullName: 'Anna' }],
  ['control characters and tags', { 4: 'An\u0007na\u{e0041}' }, { fullName: 'Anna' }],
])(
  'Given %s, when a signed code is shown, then the claim is what a person sees',
  async (_, identity, claims) => {
    expect(await claimsOf(identity)).toMatchObject(claims);
  },
);

test.each([
  ['a Persian name with its joiner', { 4: 'علی\u200Cرضا' }, { fullName: 'علی\u200Cرضا' }],
  ['an Arabic name with a mark of direction', { 4: 'سميرة\u200F' }, { fullName: 'سميرة\u200F' }],
  ['an address of two lines', { 10: 'Line 1\nLine 2' }, { address: 'Line 1\nLine 2' }],
])('Given %s, when a signed code is shown, then it stays as it was signed', async (_, identity, claims) => {
  expect(await claimsOf(identity)).toMatchObject(claims);
});

test('Given any text, when it is made visible, then it is so at once, and nothing that shows is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fullName) => {
      const once = visibleClaims({ fullName });
      expect(visibleClaims(once)).toEqual(once);
      const shows = (text = '') =>
        [...text].filter((each) => /[\p{L}\p{N}\p{P}\p{S}\p{M}\p{Zs}]/u.test(each));
      expect(shows(once.fullName)).toEqual(shows(fullName));
    }),
    { numRuns: 300 },
  );
});
