import { describe, expect, test } from 'vitest';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { Verdict } from '../../../shared/domain/verdict';
import { NOON, presentedText } from '../../support/minted';

/** The three tracks of a licence of somebody who does not exist, as AAMVA lays them out. */
const FIRST = '%CASPECIMENTOWN^SAMPLE$IDA$MAY^1 EXAMPLE WAY$APT 2^?';
const SECOND = ';6360141234562=290119870304=?';
const THIRD = `%  ${'902100000'.padEnd(11)}${''.padEnd(16)}F504      ?`;

async function verdictOf(text: string, purpose = purposeNamed('hotel.check-in')): Promise<Verdict> {
  const context = {
    purpose,
    trust: { list: null, receivedAt: null },
    now: NOON,
    mode: 'live' as const,
    clockOffset: 0,
  };
  return (await judge(presentedText(text), context)).verdict;
}

describe('the stripe of a driver licence', () => {
  test('Given a whole swipe, when it is presented, then a person compares: it is never green', async () => {
    expect(await verdictOf(FIRST + SECOND + THIRD)).toMatchObject({
      outcome: 'check-by-eye',
      assurance: 'unsigned',
      format: 'magstripe',
      claims: {
        fullName: 'SAMPLE, IDA MAY',
        familyName: 'SAMPLE',
        givenName: 'IDA',
        middleName: 'MAY',
        birthDate: '1987-03-04',
        sex: 'female',
        documentNumber: '1234562',
        address: '1 EXAMPLE WAY\nAPT 2\nSPECIMENTOWN, CA',
        validUntil: '2029-01',
        adult: true,
      },
    });
  });

  test('Given only the second track, when it is presented, then the number is there and no name', async () => {
    const { outcome, claims } = await verdictOf(SECOND);
    expect(outcome).toBe('check-by-eye');
    expect(claims).toMatchObject({ documentNumber: '1234562', birthDate: '1987-03-04' });
    expect(claims.fullName).toBeUndefined();
  });

  test('Given fields that fill their room, when they end without a mark, then the next begins there', async () => {
    const full = `%VA${'NORTH ANYTOWN'}${'LONGFAMILY$LONGGIVEN$'.padEnd(35, 'M')}9 EXAMPLE WAY?`;
    expect((await verdictOf(full + SECOND)).claims).toMatchObject({
      familyName: 'LONGFAMILY',
      givenName: 'LONGGIVEN',
      address: '9 EXAMPLE WAY\nNORTH ANYTOWN, VA',
    });
  });

  test.each([
    ['at the end of its month', ';6360141234562=261119870304=?', 'check-by-eye'],
    ['before this month', ';6360141234562=261019870304=?', 'refused'],
    ['on the birthday, which is over', ';6360141234562=269919870304=?', 'refused'],
    ['in the month of birth, which is this one', ';6360141234562=268819871104=?', 'check-by-eye'],
    ['never', ';6360141234562=007719870304=?', 'check-by-eye'],
  ])(
    'Given a licence that ends %s, when it is presented, then it is judged by that',
    async (_, track, outcome) => {
      expect((await verdictOf(track)).outcome).toBe(outcome);
    },
  );

  test.each([
    ['a hotel key', ';0042=180=17?', 'unsupported'],
    ['a club card with a name', '%ASAMPLE/IDA^CLUB?', 'unsupported'],
    ['a month that is none', ';6360141234562=291319870304=?', 'malformed'],
    ['a birth date that is none', ';6360141234562=290119871304=?', 'malformed'],
    [
      'a payment card',
      '%B4111111111111111^SAMPLE/IDA^27011010000?;4111111111111111=27011010000?',
      'payment-code',
    ],
  ])('Given %s, when it is presented, then it is refused: %s', async (_, text, reason) => {
    expect(await verdictOf(text)).toMatchObject({ outcome: 'refused', reason, claims: {} });
  });

  test('Given a purpose that takes no unsigned document, when it is presented, then it is not permitted', async () => {
    expect(await verdictOf(SECOND, purposeNamed('bank.verify-customer'))).toMatchObject({
      outcome: 'refused',
      reason: 'not-permitted',
    });
  });
});
