import { expect, test } from 'vitest';
import { layOpen, presentedBytes } from '../../../main/credentials/presented';

/** The test number that every terminal vendor prints, as a stripe reader in keyboard mode types it. */
const STRIPE = '%B4111111111111111^SAMPLE/IDA^27011010000?;4111111111111111=27011010000?';

test('Given a payment card that its reader kept back, when it is laid open, then it is refused: payment-code', () => {
  expect(() => layOpen({ type: 'withheld', reason: 'payment-code' })).toThrow(/^payment-code/);
});

test('Given a payment card that a reader types, when it is laid open, then it is refused, and its digest is of nothing', () => {
  expect(() => layOpen({ type: 'text', text: STRIPE })).toThrow(/^payment-code/);
  expect(presentedBytes({ type: 'text', text: STRIPE })).toEqual(
    presentedBytes({ type: 'withheld', reason: 'payment-code' }),
  );
});

test('Given a stripe or a link that is no payment card, when it is laid open, then it is what it is', () => {
  for (const text of [
    ';0042=180=17?',
    ';6360141234562=250119870304=?',
    'https://e.example/?4111111111111111=1',
  ])
    expect(layOpen({ type: 'text', text }).text).toBe(text);
});
