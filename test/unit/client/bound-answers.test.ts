import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Enrolment } from '../../../main/authority/client';
import { StayQuestions } from '../../../main/authority/client/stay-questions';
import { WalletRequests } from '../../../main/authority/client/wallet-requests';
import { type PrivateKey, generateSigningKey } from '../../../main/crypto/jwk';
import { signCompact } from '../../../main/crypto/jws';
import { answering, enrolled, never } from './answering';

const Asked = z.object({ nonce: z.string() });
const begun = {
  id: 'request-1',
  purpose: 'hotel.check-in',
  nonce: 'a-nonce-of-the-terminal-1',
} as Parameters<WalletRequests['follow']>[0];

const AT = '2026-11-29T12:00:00Z';
const JUDGED = {
  outcome: 'refused',
  reason: 'revoked',
  checks: [],
  claims: {},
  training: true,
  judgedAt: AT,
};

let enrolment: Enrolment;
let signing: PrivateKey;
let stranger: PrivateKey;
beforeAll(async () => {
  ({ enrolment, signing } = await enrolled());
  stranger = await generateSigningKey();
});

/** What a wallet answered, as the authority states it but for `changes`. */
const walletAnswer = (changes: object, key = signing) => {
  const { nonce, purpose, id: request } = begun;
  const statement = { nonce, terminal: 'terminal-1', purpose, request, number: '4711' };
  const exchange = answering(async () => ({
    state: 'answered',
    answer: await signCompact({ ...statement, ...JUDGED, ...changes }, key, 'vestibule-presentation+jws'),
  }));
  return new WalletRequests(enrolment, exchange).follow(begun, undefined, never);
};

/** Who stays elsewhere, as the authority states it but for `changes`. */
const staysAnswer = (changes: object, key = signing) => {
  const exchange = answering(async ({ body }) => {
    const { nonce } = Asked.parse(JSON.parse(String(body)));
    const statement = {
      nonce,
      terminal: 'terminal-1',
      key: 'ab'.repeat(32),
      elsewhere: [],
      at: AT,
      ...changes,
    };
    return { stays: await signCompact(statement, key, 'vestibule-stays+jws') };
  });
  return new StayQuestions(enrolment, exchange).compare([], never);
};

test('Given an answer about a wallet or about stays that the authority signed for this question, when it comes, then it is believed', async () => {
  await expect(walletAnswer({})).resolves.toMatchObject({ state: 'answered', found: { reason: 'revoked' } });
  await expect(staysAnswer({})).resolves.toMatchObject({ elsewhere: [] });
});

test('Given an answer about a wallet or about stays that somebody else signed, when it comes, then it is not believed', async () => {
  for (const answer of [walletAnswer, staysAnswer])
    await expect(answer({}, stranger)).rejects.toMatchObject({ code: 'authority-answer-invalid' });
});

test.each([
  ['another nonce', { nonce: 'a-nonce-of-somebody-elses' }],
  ['another terminal', { terminal: 'terminal-2' }],
])(
  'Given a signed answer with %s, when it is played again here, then it is not believed',
  async (_, changes) => {
    for (const answer of [walletAnswer, staysAnswer])
      await expect(answer(changes)).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  },
);

test.each([
  ['another request', { request: 'request-2' }],
  ['another purpose', { purpose: 'bank.verify-customer' }],
])(
  'Given a wallet’s signed answer to %s, when it is shown here, then it is not believed',
  async (_, changes) => {
    await expect(walletAnswer(changes)).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  },
);
